/** What all parties agree on byte for byte. */
@NullMarked
package org.anamnesis.protocol;

import org.jspecify.annotations.NullMarked;
