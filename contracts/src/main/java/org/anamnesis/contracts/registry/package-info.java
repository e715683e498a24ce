/**
 * The registry contract as the rest of the project sees it: its calls, its views, its events, and
 * how it is set up. The integrator encodes batches with it, the ledger service decodes what they
 * did, a client compares what it is told with the contract's own state. Words that the contract has
 * checked come out as the protocol's types.
 */
@NullMarked
package org.anamnesis.contracts.registry;

import org.jspecify.annotations.NullMarked;
