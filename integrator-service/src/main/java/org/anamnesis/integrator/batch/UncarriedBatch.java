package org.anamnesis.integrator.batch;

/**
 * A batch whose transaction reverted or was replaced, to be signed anew.
 *
 * @param number its number, which stays
 * @param gasLimit what to sign this time
 */
public record UncarriedBatch(long number, long gasLimit) {}
