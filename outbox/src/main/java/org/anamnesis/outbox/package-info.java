/** One table between record- and integrator-service: append and claim. */
@NullMarked
package org.anamnesis.outbox;

import org.jspecify.annotations.NullMarked;
