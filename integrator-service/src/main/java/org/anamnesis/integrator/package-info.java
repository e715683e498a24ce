/** Carries accepted operations from the outbox onto the chain. */
@NullMarked
package org.anamnesis.integrator;

import org.jspecify.annotations.NullMarked;
