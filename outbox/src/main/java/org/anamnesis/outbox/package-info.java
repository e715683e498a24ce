/**
 * The seam between record- and integrator-service: one table of accepted operations, in the order
 * of their acceptance. The record service appends in the transaction that accepts an operation, and
 * the integrator claims, submits and settles. Neither knows the other's code; the schema guards
 * what each may do.
 */
@NullMarked
package org.anamnesis.outbox;

import org.jspecify.annotations.NullMarked;
