/**
 * Who has read, written and consented, when and why, from the chain's index. Patients ask about
 * themselves, actors about their own acts, auditors about the stores of their organisation.
 */
@NullMarked
package org.anamnesis.client.audit;

import org.jspecify.annotations.NullMarked;
