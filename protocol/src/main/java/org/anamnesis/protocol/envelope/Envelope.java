package org.anamnesis.protocol.envelope;

import java.util.Arrays;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.word.WordWriter;

/**
 * A data key wrapped for one reader.
 *
 * @param keySequence of the recipient's encryption key, 0 after ENROL, u64
 * @param envelope {@code enc ‖ ciphertext}, 113 octets
 * @param wrapper who signed
 */
public record Envelope(
    RecordId record,
    long version,
    ParticipantId recipient,
    long keySequence,
    Octets envelope,
    ParticipantId wrapper,
    Signature signature) {
  /** Octets of {@code enc ‖ ciphertext}. */
  public static final int SIZE = 113;

  private static final int PADDED = 128;

  /** Refuses another length, and a version of zero. */
  public Envelope {
    if (envelope.size() != SIZE || version < 1) {
      throw new IllegalArgumentException("an envelope has 113 octets and a version from 1 on");
    }
  }

  /** Whether the wrapper, whose key this is, signed it for this registry. */
  public boolean isSignedBy(PublicPoint wrapperKey, Registry registry) {
    return wrapperKey.verifies(
        signed(new AssociatedData(registry, record, version), recipient, envelope.bytes()),
        signature);
  }

  static byte[] signed(AssociatedData context, ParticipantId recipient, byte[] envelope) {
    return new WordWriter()
        .words(context.octets())
        .id(recipient)
        .words(Arrays.copyOf(envelope, PADDED))
        .octets();
  }
}
