package org.anamnesis.ledger.index;

/**
 * An answer of the index.
 *
 * @param answer what it says
 * @param last the last block that was indexed when it said so
 */
public record AsOf<T>(T answer, Checkpoint last) {}
