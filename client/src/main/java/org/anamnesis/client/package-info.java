/** The Java SDK and the anamnesis command line. */
@NullMarked
package org.anamnesis.client;

import org.jspecify.annotations.NullMarked;
