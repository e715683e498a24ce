/** The registry contract, its generated wrapper, and the Ethereum node's client. */
@NullMarked
package org.anamnesis.contracts;

import org.jspecify.annotations.NullMarked;
