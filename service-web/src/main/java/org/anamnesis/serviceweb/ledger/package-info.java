/**
 * The way to the ledger service: who is a participant, may they, what is the head of a record. Each
 * question names the block that its answer must at least be of. An answer that cannot be had is a
 * problem that the caller's caller may see as it is.
 */
@NullMarked
package org.anamnesis.serviceweb.ledger;

import org.jspecify.annotations.NullMarked;
