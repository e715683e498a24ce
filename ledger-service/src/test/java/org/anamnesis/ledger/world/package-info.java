/** A small hospital on a real chain with a real database, for this module's tests. */
@NullMarked
package org.anamnesis.ledger.world;

import org.jspecify.annotations.NullMarked;
