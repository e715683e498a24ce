/**
 * Versions of records as this store holds them, and the envelopes of their data keys. Uploads write
 * them, accesses read them. A version exists here once it is stored, and may be read once it is
 * anchored.
 */
@NullMarked
package org.anamnesis.record.record;

import org.jspecify.annotations.NullMarked;
