package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.key.SigningKey;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import tools.jackson.databind.node.ObjectNode;

/** A key that is a function of its name, and signs without randomness (RFC 6979). */
record VectorKey(String name, BigInteger scalar) {
  static final X9ECParameters CURVE = CustomNamedCurves.getByName("P-256");

  static VectorKey named(String name) {
    byte[] seed = ("anamnesis vectors key " + name).getBytes(StandardCharsets.UTF_8);
    return new VectorKey(name, new BigInteger(1, Hash.sha256(seed).bytes()).mod(CURVE.getN()));
  }

  PublicPoint point() {
    var point = CURVE.getG().multiply(scalar).normalize();
    return new PublicPoint(
        Bytes32.of(point.getAffineXCoord().getEncoded()),
        Bytes32.of(point.getAffineYCoord().getEncoded()));
  }

  ParticipantId participant() {
    return point().participant();
  }

  ECPrivateKey toJca() {
    try {
      return (ECPrivateKey)
          KeyFactory.getInstance("EC")
              .generatePrivate(new ECPrivateKeySpec(scalar, point().toJca().getParams()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SigningKey signingKey() {
    return SigningKey.of(toJca(), point());
  }

  Signature sign(byte[] message) {
    return Signature.of(signHash(Hash.sha256(message))).normalised();
  }

  /** r ‖ s over a hash, as it comes: s may be high. */
  byte[] signHash(Hash hash) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(scalar, new ECDomainParameters(CURVE)));
    BigInteger[] signature = signer.generateSignature(hash.bytes());
    byte[] octets = new byte[Signature.SIZE];
    System.arraycopy(word(signature[0]), 0, octets, 0, Bytes32.SIZE);
    System.arraycopy(word(signature[1]), 0, octets, Bytes32.SIZE, Bytes32.SIZE);
    return octets;
  }

  ObjectNode json() {
    ObjectNode node = VectorFile.object();
    node.put("name", name);
    node.put("private", VectorFile.hex(word(scalar)));
    node.put("x", VectorFile.hex(point().x().bytes()));
    node.put("y", VectorFile.hex(point().y().bytes()));
    node.put("participant", VectorFile.hex(participant().bytes()));
    return node;
  }

  static byte[] word(BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] word = new byte[Bytes32.SIZE];
    int length = Math.min(signed.length, Bytes32.SIZE);
    System.arraycopy(signed, signed.length - length, word, Bytes32.SIZE - length, length);
    return word;
  }
}
