package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.key.Signature;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Key envelopes under fixed ephemeral keys, and what a recipient must refuse. */
final class EnvelopeVectors {
  private static final int ENC = 65;

  private final ArrayNode refusals = VectorFile.array();

  /** Everything that an envelope is made of, to be changed one by one. */
  private record Parts(
      VectorKey recipientKey,
      ParticipantId recipient,
      long sequence,
      RecordId record,
      long version,
      Hash dataKey,
      Hash commitment,
      VectorKey wrapper) {
    byte[] associated() {
      return ContentVectors.associated(Cast.REGISTRY, record, version);
    }

    byte[] info() {
      return ByteBuffer.allocate(320)
          .put(Arrays.copyOf("anamnesis/v1 envelope".getBytes(Cast.ASCII), 32))
          .put(associated())
          .put(recipient.bytes())
          .put(VectorKey.word(BigInteger.valueOf(sequence)))
          .put(commitment.bytes())
          .array();
    }

    byte[] envelope() {
      HPKE hpke =
          new HPKE(
              HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
      VectorKey chosen = VectorKey.named("ephemeral for " + recipientKey.name());
      AsymmetricCipherKeyPair ephemeral =
          hpke.deserializePrivateKey(
              VectorKey.word(chosen.scalar()), chosen.point().uncompressed());
      var context =
          hpke.setupBaseS(
              hpke.deserializePublicKey(recipientKey.point().uncompressed()), info(), ephemeral);
      try {
        byte[] sealed = context.seal(new byte[0], dataKey.bytes());
        return ByteBuffer.allocate(113).put(context.getEncapsulation()).put(sealed).array();
      } catch (InvalidCipherTextException e) {
        throw new IllegalStateException(e);
      }
    }

    byte[] statement(byte[] envelope) {
      return ByteBuffer.allocate(192 + 32 + 128)
          .put(associated())
          .put(recipient.bytes())
          .put(envelope)
          .array();
    }
  }

  private static Parts parts(VectorKey recipient, long sequence) {
    return new Parts(
        Cast.encryptionKeyOf(recipient),
        recipient.participant(),
        sequence,
        Cast.RECORD,
        1,
        Hash.of(ContentVectors.DATA_KEY),
        ContentVectors.commitment(),
        Cast.NURSE);
  }

  ObjectNode file() {
    ObjectNode file = VectorFile.object();
    file.set("registry", OperationVectors.registry());
    file.put("dataKey", VectorFile.hex(ContentVectors.DATA_KEY));
    ArrayNode envelopes = file.putArray("envelopes");
    envelopes.add(good("patient", parts(Cast.PATIENT, 0)));
    envelopes.add(good("author", parts(Cast.NURSE, 0)));
    envelopes.add(good("a later key sequence", parts(Cast.DOCTOR, 0x1_0000_0003L)));
    refusedScopes();
    refusedOctets();
    refusedSignatures();
    file.set("refusals", refusals);
    return file;
  }

  private static ObjectNode good(String name, Parts parts) {
    byte[] envelope = parts.envelope();
    Signature signature = parts.wrapper().sign(parts.statement(envelope));
    ObjectNode node = node(name, parts, envelope, signature.octets());
    node.put(
        "ephemeral",
        VectorFile.hex(
            VectorKey.word(
                VectorKey.named("ephemeral for " + parts.recipientKey().name()).scalar())));
    node.put("info", VectorFile.hex(parts.info()));
    node.put("statement", VectorFile.hex(parts.statement(envelope)));
    return node;
  }

  private static ObjectNode node(String name, Parts parts, byte[] envelope, byte[] signature) {
    ObjectNode node = VectorFile.object();
    node.put("name", name);
    node.put("record", VectorFile.hex(parts.record().bytes()));
    node.put("version", parts.version());
    node.put("recipient", VectorFile.hex(parts.recipient().bytes()));
    node.put("keySequence", parts.sequence());
    node.put("commitment", VectorFile.hex(parts.commitment().bytes()));
    node.put("private", VectorFile.hex(VectorKey.word(parts.recipientKey().scalar())));
    node.put("x", VectorFile.hex(parts.recipientKey().point().x().bytes()));
    node.put("y", VectorFile.hex(parts.recipientKey().point().y().bytes()));
    node.put("wrapperX", VectorFile.hex(parts.wrapper().point().x().bytes()));
    node.put("wrapperY", VectorFile.hex(parts.wrapper().point().y().bytes()));
    node.put("envelope", VectorFile.hex(envelope));
    node.put("signature", VectorFile.hex(signature));
    return node;
  }

  /** The reader expects {@code expected}, and is given what was made of {@code made}. */
  private void refuse(String name, String fault, Parts expected, byte[] envelope) {
    byte[] signature = expected.wrapper().sign(expected.statement(fit(envelope))).octets();
    ObjectNode node = node(name, expected, envelope, signature);
    node.put("fault", fault);
    refusals.add(node);
  }

  private static byte[] fit(byte[] envelope) {
    return Arrays.copyOf(envelope, 113);
  }

  private void refusedScopes() {
    Parts good = parts(Cast.DOCTOR, 0);
    byte[] envelope = good.envelope();
    Parts other = parts(Cast.STRANGER, 0);
    refuse("for another recipient's key", "OPEN", other, envelope);
    refuse("another recipient claimed", "OPEN", with(good, Cast.STRANGER.participant()), envelope);
    refuse("another key sequence", "OPEN", parts(Cast.DOCTOR, 1), envelope);
    Hash commitment = Cast.hash("another commitment");
    refuse(
        "another record",
        "OPEN",
        with(good, new RecordId(Cast.hash("another record").value()), 1, good.commitment()),
        envelope);
    refuse("another version", "OPEN", with(good, Cast.RECORD, 2, good.commitment()), envelope);
    refuse("another commitment", "OPEN", with(good, Cast.RECORD, 1, commitment), envelope);
    Hash another = Cast.hash("another data key");
    refuse("a key that is not committed to", "OPEN", good, with(good, another).envelope());
    Hash zeroCommitment =
        Hash.of(ContentVectors.derived("commit", new byte[32], good.associated()));
    Parts zero = with(with(good, Cast.RECORD, 1, zeroCommitment), Hash.ZERO);
    refuse("a data key of zeros", "OPEN", zero, zero.envelope());
  }

  private void refusedOctets() {
    Parts good = parts(Cast.DOCTOR, 0);
    byte[] envelope = good.envelope();
    for (int at : new int[] {1, 64, 65, 96, 97, 112}) {
      byte[] changed = envelope.clone();
      changed[at] ^= 1;
      refuse("octet " + at + " changed", "OPEN", good, changed);
    }
    byte[] zeros = envelope.clone();
    Arrays.fill(zeros, 1, ENC, (byte) 0);
    refuse("a point of zeros", "OPEN", good, zeros);
    byte[] compressed = envelope.clone();
    compressed[0] = 2;
    refuse("a point that calls itself compressed", "OPEN", good, compressed);
    byte[] infinity = envelope.clone();
    Arrays.fill(infinity, 0, ENC, (byte) 0);
    refuse("the point at infinity", "OPEN", good, infinity);
    refuse("all zeros", "OPEN", good, new byte[113]);
    refuse("an octet missing", "OPEN", good, Arrays.copyOf(envelope, 112));
    refuse("an octet too many", "OPEN", good, Arrays.copyOf(envelope, 114));
  }

  private void refusedSignatures() {
    Parts good = parts(Cast.DOCTOR, 0);
    byte[] envelope = good.envelope();
    byte[] statement = good.statement(envelope);
    byte[] signature = Cast.NURSE.sign(statement).octets();
    refuseSignature("signed by another", good, Cast.STRANGER.sign(statement).octets());
    Parts elsewhere = with(good, Cast.RECORD, 2, good.commitment());
    refuseSignature(
        "signed for another version",
        good,
        Cast.NURSE.sign(elsewhere.statement(envelope)).octets());
    Parts other = with(good, Cast.PATIENT.participant());
    refuseSignature(
        "signed for another recipient", good, Cast.NURSE.sign(other.statement(envelope)).octets());
    refuseSignature(
        "signed twice hashed", good, Cast.NURSE.sign(Hash.sha256(statement).bytes()).octets());
    byte[] high = signature.clone();
    BigInteger s = new BigInteger(1, signature, 32, 32);
    System.arraycopy(VectorKey.word(VectorKey.CURVE.getN().subtract(s)), 0, high, 32, 32);
    refuseSignature("high s", good, high);
    refuseSignature("a signature of zeros", good, new byte[64]);
  }

  private void refuseSignature(String name, Parts parts, byte[] signature) {
    ObjectNode node = node(name, parts, parts.envelope(), signature);
    node.put("fault", "SIGNATURE");
    refusals.add(node);
  }

  private static Parts with(Parts p, ParticipantId recipient) {
    return new Parts(
        p.recipientKey(),
        recipient,
        p.sequence(),
        p.record(),
        p.version(),
        p.dataKey(),
        p.commitment(),
        p.wrapper());
  }

  private static Parts with(Parts p, Hash dataKey) {
    return new Parts(
        p.recipientKey(),
        p.recipient(),
        p.sequence(),
        p.record(),
        p.version(),
        dataKey,
        p.commitment(),
        p.wrapper());
  }

  private static Parts with(Parts p, RecordId record, long version, Hash commitment) {
    return new Parts(
        p.recipientKey(),
        p.recipient(),
        p.sequence(),
        record,
        version,
        p.dataKey(),
        commitment,
        p.wrapper());
  }
}
