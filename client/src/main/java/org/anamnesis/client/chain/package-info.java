/**
 * What the contract itself says. A client that only asked services could be told anything; here it
 * compares with the state of the registry that {@code network.json} pins, through the gateway's
 * read-only RPC or a node of its own. Nothing in the client writes to the chain.
 */
@NullMarked
package org.anamnesis.client.chain;

import org.jspecify.annotations.NullMarked;
