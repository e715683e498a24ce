package org.anamnesis.client.keys;

import java.security.cert.X509Certificate;
import java.time.Clock;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.DecryptionKey;
import org.anamnesis.protocol.key.SigningKey;

/**
 * What makes somebody a participant.
 *
 * @param signing signs operations; its point names the participant
 * @param decryption opens key envelopes
 * @param certificate self-signed, of the signing key
 */
public record ParticipantKeys(
    SigningKey signing, DecryptionKey decryption, X509Certificate certificate) {
  /** Fresh keys, with a certificate that names this subject. */
  public static ParticipantKeys generate(Subject subject, Clock clock) {
    SigningKey signing = SigningKey.generate();
    return new ParticipantKeys(
        signing,
        DecryptionKey.generate(),
        Certificates.selfSigned(signing, subject, clock.instant()));
  }

  /** The participant's name in the protocol. */
  public ParticipantId participant() {
    return signing.point().participant();
  }
}
