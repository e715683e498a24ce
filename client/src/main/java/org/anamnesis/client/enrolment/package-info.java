/**
 * How somebody becomes a participant: they sign a request with their new key, and a registrar who
 * has seen them countersigns and sends it. No key but the registrar's own ever meets the registrar.
 */
@NullMarked
package org.anamnesis.client.enrolment;

import org.jspecify.annotations.NullMarked;
