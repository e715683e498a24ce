/**
 * Whether this process may sign and send: one integrator per signing key. The lease says which
 * process it is, every transaction that signs locks it, and a stop says that nobody may until a
 * person has looked. What is signed and sent is decided in the packages after this one.
 */
@NullMarked
package org.anamnesis.integrator.claim;

import org.jspecify.annotations.NullMarked;
