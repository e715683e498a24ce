/** Sealed records in an object store, access to them, and the operations that govern both. */
@NullMarked
package org.anamnesis.record;

import org.jspecify.annotations.NullMarked;
