/**
 * Whether somebody may, now. The ledger service decides by what is anchored; a revocation that this
 * store accepted and the ledger has not seen yet takes precedence. Every other feature asks here.
 */
@NullMarked
package org.anamnesis.record.permission;

import org.jspecify.annotations.NullMarked;
