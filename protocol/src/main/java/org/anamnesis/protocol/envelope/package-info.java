/**
 * Key envelopes: a version's data key, wrapped for one reader and signed by whoever wrapped it
 * (PROTOCOL.md section 6). The author makes them for patient and grantees, a patient for whom they
 * consent to; the record service keeps them and cannot open one.
 */
@NullMarked
package org.anamnesis.protocol.envelope;

import org.jspecify.annotations.NullMarked;
