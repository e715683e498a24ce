package org.anamnesis.client.enrolment;

import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.Signature;

/**
 * What a new participant hands to the registrar: the message, the new key's signature over it, and
 * the certificate whose hash the message holds.
 *
 * @param message ENROL, 14 words
 * @param signature the new signing key's
 * @param certificate DER
 */
public record EnrolmentRequest(Octets message, Signature signature, Octets certificate) {}
