/**
 * Reading: a signed ACCESS is committed to the outbox before key, hashes and ticket leave; octets
 * leave only for a ticket. Consent is asked again at every request for octets. What is refused is
 * written to a log chained by hash.
 */
@NullMarked
package org.anamnesis.record.access;

import org.jspecify.annotations.NullMarked;
