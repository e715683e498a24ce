/**
 * What lies behind the door. A table names every address that is passed on and to which service;
 * each hop carries a token for that service alone. Bodies are streamed in both directions and never
 * held.
 */
@NullMarked
package org.anamnesis.gateway.route;

import org.jspecify.annotations.NullMarked;
