/** Follows the chain and answers who, whether, and what happened. */
@NullMarked
package org.anamnesis.ledger;

import org.jspecify.annotations.NullMarked;
