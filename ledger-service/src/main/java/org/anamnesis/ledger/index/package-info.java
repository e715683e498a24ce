/**
 * The projection of the chain in Postgres: blocks, what their events did, and the checkpoint. The
 * follower alone writes here, one block with all of its events in one transaction; undoing blocks
 * is deleting them. Everything else in this service reads the tables.
 */
@NullMarked
package org.anamnesis.ledger.index;

import org.jspecify.annotations.NullMarked;
