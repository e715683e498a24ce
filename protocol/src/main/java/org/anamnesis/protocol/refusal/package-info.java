/**
 * The log of refused accesses (PROTOCOL.md section 8). A record service writes a row for each
 * refusal; each row's hash covers the one before, so that no row can be changed or left out
 * unnoticed. Operations that succeed are not here: the chain has them.
 */
@NullMarked
package org.anamnesis.protocol.refusal;

import org.jspecify.annotations.NullMarked;
