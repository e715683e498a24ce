/**
 * Enrolment, status and stores, as registrars sign them. The certificate of an enrolment is kept
 * and served beside it. The contract decides; what it would surely refuse is refused here first.
 */
@NullMarked
package org.anamnesis.record.participant;

import org.jspecify.annotations.NullMarked;
