/** A whole network on one machine, as child processes. */
@NullMarked
package org.anamnesis.localnetwork;

import org.jspecify.annotations.NullMarked;
