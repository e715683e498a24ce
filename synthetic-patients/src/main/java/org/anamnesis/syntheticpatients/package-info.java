/** Synthea's patients, split into one FHIR document Bundle an encounter. */
@NullMarked
package org.anamnesis.syntheticpatients;

import org.jspecify.annotations.NullMarked;
