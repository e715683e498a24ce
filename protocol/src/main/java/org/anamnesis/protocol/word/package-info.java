/**
 * The 32-octet words that everything hashed or signed is made of (PROTOCOL.md section 1). Each part
 * of the protocol writes what it signs with {@link org.anamnesis.protocol.word.WordWriter}, so that
 * widths are checked in one place. Reading words back is each part's own.
 */
@NullMarked
package org.anamnesis.protocol.word;

import org.jspecify.annotations.NullMarked;
