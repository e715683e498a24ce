/** Flows through the real thing. */
@NullMarked
package org.anamnesis.systemtests;

import org.jspecify.annotations.NullMarked;
