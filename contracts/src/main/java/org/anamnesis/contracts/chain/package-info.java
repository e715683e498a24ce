/**
 * The Ethereum node as the rest of the project sees it: blocks, receipts, calls, and transactions
 * that are signed first and sent afterwards. The integrator writes to the chain through it, the
 * ledger service and the client read from it. The JSON-RPC library lives behind it and nowhere
 * else.
 */
@NullMarked
package org.anamnesis.contracts.chain;

import org.jspecify.annotations.NullMarked;
