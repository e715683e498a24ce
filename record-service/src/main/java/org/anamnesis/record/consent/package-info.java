/**
 * What patients decide. A grant binds when it is anchored, a revocation at once: it is kept as a
 * local denial while it is not on the chain, also if it never comes there. Whoever grants brings
 * the wrapped keys along.
 */
@NullMarked
package org.anamnesis.record.consent;

import org.jspecify.annotations.NullMarked;
