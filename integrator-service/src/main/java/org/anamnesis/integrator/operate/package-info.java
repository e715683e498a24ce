/**
 * The integrator as a running thing: one round after the other, its pulse for the record service,
 * its health and numbers, and the few calls of an operator. A round confirms, signs anew, closes
 * batches and sends, in this order, so that each step sees what the one before has settled. Every
 * step may crash anywhere; the next round goes on from what was committed.
 */
@NullMarked
package org.anamnesis.integrator.operate;

import org.jspecify.annotations.NullMarked;
