/**
 * The object store, at the edge of the service. Sealed octets go in by parts and come out by
 * ranges; nothing here knows whose they are. An object's key holds the operation that registers it,
 * so that no object is ever replaced by other octets.
 */
@NullMarked
package org.anamnesis.record.store;

import org.jspecify.annotations.NullMarked;
