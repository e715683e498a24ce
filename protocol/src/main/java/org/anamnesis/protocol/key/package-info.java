/**
 * P-256 keys and ES256 signatures. Signing and encryption keys are both points of the curve; only a
 * point that was checked becomes a {@link org.anamnesis.protocol.key.PublicPoint}. Private keys
 * show themselves to nobody: they are only used.
 */
@NullMarked
package org.anamnesis.protocol.key;

import org.jspecify.annotations.NullMarked;
