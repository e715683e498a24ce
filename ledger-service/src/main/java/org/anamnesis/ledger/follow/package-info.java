/**
 * Follows the chain block by block, linked by parent hash, from the block that the registry was
 * deployed in. It reads from the node what the registry did, pairs it with the signed messages in
 * the transactions' inputs, and hands both to the index. It also knows how far behind and how old
 * the indexed head is, which is this service's health.
 */
@NullMarked
package org.anamnesis.ledger.follow;

import org.jspecify.annotations.NullMarked;
