package org.anamnesis.protocol.vectors;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.anamnesis.protocol.id.Hash;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Suite 1 a second time, from PROTOCOL.md alone: without Tink, and with everything chosen. */
final class SealedByHand {
  static final int SEGMENT = 65_536;
  static final int HEADER = 40;
  static final int TAG = 16;

  private SealedByHand() {}

  static byte[] hkdf(byte[] key, byte[] salt, byte[] info) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(key, salt.length == 0 ? null : salt, info));
    byte[] derived = new byte[32];
    hkdf.generateBytes(derived, 0, derived.length);
    return derived;
  }

  static byte[] gcm(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] seal(byte[] padded, byte[] dataKey, byte[] salt, byte[] prefix, byte[] associated) {
    byte[] key = hkdf(dataKey, salt, associated);
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.write(HEADER);
    object.writeBytes(salt);
    object.writeBytes(prefix);
    int from = 0;
    int segment = 0;
    boolean last = false;
    while (!last) {
      int room = SEGMENT - TAG - (segment == 0 ? HEADER : 0);
      int to = Math.min(padded.length, from + room);
      last = to == padded.length;
      byte[] nonce =
          ByteBuffer.allocate(12).put(prefix).putInt(segment).put((byte) (last ? 1 : 0)).array();
      object.writeBytes(gcm(key, nonce, new byte[0], Arrays.copyOfRange(padded, from, to)));
      from = to;
      segment++;
    }
    return object.toByteArray();
  }

  static List<Hash> segmentHashes(byte[] object) {
    List<Hash> hashes = new ArrayList<>();
    for (int at = 0; at < object.length; at += SEGMENT) {
      hashes.add(
          Hash.sha256(Arrays.copyOfRange(object, at, Math.min(object.length, at + SEGMENT))));
    }
    return hashes;
  }

  static Hash contentHash(byte[] object) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    words.writeBytes(Arrays.copyOf("anamnesis/v1 content".getBytes(Cast.ASCII), 32));
    words.writeBytes(ByteBuffer.allocate(32).putLong(24, object.length).array());
    segmentHashes(object).forEach(hash -> words.writeBytes(hash.bytes()));
    return Hash.sha256(words.toByteArray());
  }

  /** The Padmé length, by counting bits. */
  static long padme(long length) {
    if (length < 2) {
      return length;
    }
    int exponent = Long.toBinaryString(length).length() - 1;
    int kept = Integer.toBinaryString(exponent).length();
    long step = 1;
    for (int i = 0; i < exponent - kept; i++) {
      step *= 2;
    }
    return (length + step - 1) / step * step;
  }
}
