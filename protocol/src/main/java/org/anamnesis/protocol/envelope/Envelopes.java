package org.anamnesis.protocol.envelope;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.DecryptionKey;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.word.WordWriter;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * Wraps and opens data keys with HPKE (RFC 9180) in base mode: DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256, AES-256-GCM, empty AAD.
 */
public final class Envelopes {
  private static final int ENC = 65;
  private static final byte[] EMPTY = {};

  private Envelopes() {}

  /** Whom a key is wrapped for. */
  public record Recipient(ParticipantId participant, PublicPoint encryptionKey, long keySequence) {}

  /** Wraps a data key for a recipient and signs as the wrapper. */
  public static Envelope wrap(
      DataKey key, AssociatedData context, Recipient recipient, SigningKey wrapper) {
    HPKE hpke = hpke();
    byte[] info = info(context, recipient, key.commitment(context));
    byte[][] sealed;
    try {
      sealed =
          hpke.seal(
              publicKey(hpke, recipient.encryptionKey()),
              info,
              EMPTY,
              key.secretOctets(),
              EMPTY,
              EMPTY,
              hpke.generatePrivateKey());
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("HPKE does not seal", e);
    }
    byte[] envelope = concatenate(sealed);
    return new Envelope(
        context.record(),
        context.version(),
        recipient.participant(),
        recipient.keySequence(),
        Octets.of(envelope),
        wrapper.point().participant(),
        wrapper.sign(Envelope.signed(context, recipient.participant(), envelope)));
  }

  /**
   * Opens an envelope. The signature is checked apart, because it needs the wrapper's key.
   *
   * @param commitment what the chain holds of the data key
   * @throws EnvelopeRefused if it is for another recipient, key sequence, record, version or
   *     registry, was changed, or holds another key
   */
  public static DataKey open(
      Envelope envelope, AssociatedData context, DecryptionKey secret, Hash commitment) {
    if (!envelope.record().equals(context.record()) || envelope.version() != context.version()) {
      throw new EnvelopeRefused("The envelope is for another version of a record.");
    }
    Recipient recipient =
        new Recipient(envelope.recipient(), secret.point(), envelope.keySequence());
    byte[] octets = envelope.envelope().bytes();
    byte[] enc = Arrays.copyOf(octets, ENC);
    DataKey key;
    try {
      PublicPoint.parse(enc);
      HPKE hpke = hpke();
      key =
          DataKey.of(
              hpke.open(
                  enc,
                  keyPair(hpke, secret),
                  info(context, recipient, commitment),
                  EMPTY,
                  Arrays.copyOfRange(octets, ENC, octets.length),
                  EMPTY,
                  EMPTY,
                  null));
    } catch (InvalidCipherTextException | IllegalArgumentException e) {
      throw new EnvelopeRefused("The envelope does not open with this key.", e);
    }
    if (!key.commitment(context).equals(commitment)) {
      throw new EnvelopeRefused("The envelope holds another key than the chain commits to.");
    }
    return key;
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  private static byte[] info(AssociatedData context, Recipient recipient, Hash commitment) {
    return new WordWriter()
        .label("anamnesis/v1 envelope")
        .words(context.octets())
        .id(recipient.participant())
        .u64(recipient.keySequence())
        .id(commitment)
        .octets();
  }

  private static AsymmetricKeyParameter publicKey(HPKE hpke, PublicPoint point) {
    return hpke.deserializePublicKey(point.uncompressed());
  }

  private static AsymmetricCipherKeyPair keyPair(HPKE hpke, DecryptionKey secret) {
    ECPublicKeyParameters open = (ECPublicKeyParameters) publicKey(hpke, secret.point());
    BigInteger scalar = secret.toJca().getS();
    return new AsymmetricCipherKeyPair(
        open, new ECPrivateKeyParameters(scalar, open.getParameters()));
  }

  private static byte[] concatenate(byte[][] sealed) {
    ByteBuffer envelope = ByteBuffer.allocate(Envelope.SIZE);
    for (byte[] part : enclosedFirst(sealed)) {
      envelope.put(part);
    }
    return envelope.array();
  }

  private static byte[][] enclosedFirst(byte[][] sealed) {
    return sealed[0].length == ENC ? sealed : new byte[][] {sealed[1], sealed[0]};
  }
}
