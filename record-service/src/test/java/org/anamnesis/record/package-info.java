/** The record service on real parts, asked over HTTP. */
@NullMarked
package org.anamnesis.record;

import org.jspecify.annotations.NullMarked;
