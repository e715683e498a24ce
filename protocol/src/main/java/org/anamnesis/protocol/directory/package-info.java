/**
 * Whose key is whose (PROTOCOL.md section 7). A ledger service answers with a participant's signed
 * history; a client believes only what it can follow from there to a registrar whose key it pinned.
 * Nobody wraps a key for a participant who did not pass through here.
 */
@NullMarked
package org.anamnesis.protocol.directory;

import org.jspecify.annotations.NullMarked;
