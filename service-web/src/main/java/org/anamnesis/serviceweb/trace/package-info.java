/**
 * One trace id from end to end (W3C Trace Context). The first filter of every service takes the
 * caller's trace or makes one, and puts it into the log. Clients of the next service pass it on,
 * and every problem names it.
 */
@NullMarked
package org.anamnesis.serviceweb.trace;

import org.jspecify.annotations.NullMarked;
