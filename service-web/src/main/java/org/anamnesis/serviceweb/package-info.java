/**
 * What the four services share at their edge, once: problems, strict JSON, tokens, pages, traces,
 * and the way to the ledger. A service only depends on this module; Spring Boot's
 * auto-configuration does the rest. No feature of a service is here.
 */
@NullMarked
package org.anamnesis.serviceweb;

import org.jspecify.annotations.NullMarked;
