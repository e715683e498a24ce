/**
 * What the chain made of a batch: receipts are read from the node that was written to, and a QBFT
 * block is final as soon as it is there. A receipt settles the batch's operations in one commit. A
 * revert nobody can explain stops the signer, and an operation that the chain is silent about
 * becomes a dead letter.
 */
@NullMarked
package org.anamnesis.integrator.confirm;

import org.jspecify.annotations.NullMarked;
