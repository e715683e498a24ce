/**
 * Signed transactions reach the node here, in order of their nonces, and again until each has a
 * receipt: always the same octets. What reverted is signed anew under fresh nonces once everything
 * behind it was mined. Receipts are read in the package after this one.
 */
@NullMarked
package org.anamnesis.integrator.submit;

import org.jspecify.annotations.NullMarked;
