/**
 * A whole network on one machine: Postgres, an object store, a chain with the registry on it, and
 * the four services, each a process of its own.
 *
 * <p>{@link org.anamnesis.localnetwork.LocalNetwork} starts it from a folder and finds everything
 * there again; the script's {@code up}, {@code status} and {@code down} and the system tests stand
 * on it. It is for a laptop and for tests: one machine holds every key.
 */
@NullMarked
package org.anamnesis.localnetwork;

import org.jspecify.annotations.NullMarked;
