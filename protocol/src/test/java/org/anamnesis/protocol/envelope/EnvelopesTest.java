package org.anamnesis.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.envelope.Envelopes.Recipient;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.DecryptionKey;
import org.anamnesis.protocol.key.SigningKey;
import org.junit.jupiter.api.Test;

class EnvelopesTest {
  private static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x" + "42".repeat(20)));
  private static final AssociatedData CONTEXT =
      new AssociatedData(REGISTRY, RecordId.parse("ab".repeat(32)), 1);

  private final SigningKey author = SigningKey.generate();
  private final DecryptionKey reader = DecryptionKey.generate();
  private final Recipient recipient =
      new Recipient(SigningKey.generate().point().participant(), reader.point(), 0);
  private final DataKey key = DataKey.random();
  private final Hash commitment = key.commitment(CONTEXT);
  private final Envelope envelope = Envelopes.wrap(key, CONTEXT, recipient, author);

  @Test
  void opensForItsRecipient() {
    assertThat(Envelopes.open(envelope, CONTEXT, reader, commitment).secretOctets())
        .isEqualTo(key.secretOctets());
    assertThat(envelope.isSignedBy(author.point(), REGISTRY)).isTrue();
  }

  @Test
  void refusesAnotherReaderSequenceVersionRegistryOrCommitment() {
    assertRefused(envelope, CONTEXT, DecryptionKey.generate(), commitment);
    assertRefused(with(envelope.envelope(), 1, envelope.version()), CONTEXT, reader, commitment);
    AssociatedData later = new AssociatedData(REGISTRY, CONTEXT.record(), 2);
    assertRefused(with(envelope.envelope(), 0, 2), later, reader, commitment);
    assertRefused(envelope, later, reader, commitment);
    Registry other = new Registry(1338, REGISTRY.address());
    assertRefused(envelope, new AssociatedData(other, CONTEXT.record(), 1), reader, commitment);
    assertRefused(envelope, CONTEXT, reader, DataKey.random().commitment(CONTEXT));
  }

  @Test
  void refusesAChangedOctetAndAPointOffTheCurve() {
    for (int i : new int[] {1, 64, 65, 112}) {
      byte[] octets = envelope.envelope().bytes();
      octets[i] ^= 1;
      assertRefused(with(Octets.of(octets), 0, 1), CONTEXT, reader, commitment);
    }
  }

  @Test
  void signatureCoversRecipientAndOctets() {
    byte[] octets = envelope.envelope().bytes();
    octets[112] ^= 1;
    assertThat(with(Octets.of(octets), 0, 1).isSignedBy(author.point(), REGISTRY)).isFalse();
    assertThat(envelope.isSignedBy(SigningKey.generate().point(), REGISTRY)).isFalse();
  }

  private Envelope with(Octets octets, long sequence, long version) {
    return new Envelope(
        envelope.record(),
        version,
        envelope.recipient(),
        sequence,
        octets,
        envelope.wrapper(),
        envelope.signature());
  }

  private static void assertRefused(
      Envelope envelope, AssociatedData context, DecryptionKey key, Hash commitment) {
    assertThatThrownBy(() -> Envelopes.open(envelope, context, key, commitment))
        .isInstanceOf(EnvelopeRefused.class);
  }
}
