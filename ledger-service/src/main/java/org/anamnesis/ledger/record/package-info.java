/**
 * The head of a record: its last version on the chain, with hash, store and author. The record
 * service asks for it internally; people ask through the gateway, and one who may not see a record
 * cannot tell it from one that does not exist. Reads the index only.
 */
@NullMarked
package org.anamnesis.ledger.record;

import org.jspecify.annotations.NullMarked;
