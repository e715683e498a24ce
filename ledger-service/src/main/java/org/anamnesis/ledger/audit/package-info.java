/**
 * Who did what, when and why, newest first: accesses, registrations and consents as the chain has
 * them. Patients ask about their own history, actors about themselves, auditors about the stores of
 * their organisation. Pages go by position on the chain, so new entries move none.
 */
@NullMarked
package org.anamnesis.ledger.audit;

import org.jspecify.annotations.NullMarked;
