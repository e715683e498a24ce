/**
 * What patients decide. A grant binds when it is anchored, a revocation at once: it is kept as a
 * local denial until the ledger answers from a block that holds it. Whoever grants brings the
 * wrapped keys along.
 */
@NullMarked
package org.anamnesis.record.consent;

import org.jspecify.annotations.NullMarked;
