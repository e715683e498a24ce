package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.content.SealedSize;
import org.anamnesis.protocol.content.SealingOutputStream;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;

/** Two ways to encrypt and hash a buffer; what comes out goes nowhere. */
final class SealedBuffer {
  private static final int PIECE = 1 << 20;
  private static final AssociatedData SOMETHING =
      new AssociatedData(
          new Registry(1, new EthereumAddress("0x" + "11".repeat(20))),
          RecordId.of(Hash.sha256(new byte[1]).bytes()),
          1);

  private SealedBuffer() {}

  /** As the client seals a file. */
  static void seal(byte[] buffer) throws IOException {
    SealingOutputStream sealing =
        new SealingOutputStream(OutputStream.nullOutputStream(), DataKey.random(), SOMETHING);
    for (int from = 0; from < buffer.length; from += PIECE) {
      sealing.write(buffer, from, Math.min(PIECE, buffer.length - from));
    }
    sealing.finish();
  }

  /** AES-256-GCM in pieces of a segment's size, and SHA-256 once or more. */
  static void bare(byte[] buffer, int hashes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec key = new SecretKeySpec(DataKey.random().secretOctets(), "AES");
      byte[] out = new byte[SealedSize.SEGMENT];
      byte[] nonce = new byte[12];
      for (int from = 0; from < buffer.length; from += SealedSize.PLAINTEXT) {
        nonce[0]++;
        nonce[1] += (byte) (nonce[0] == 0 ? 1 : 0);
        nonce[2] += (byte) (nonce[0] == 0 && nonce[1] == 0 ? 1 : 0);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        cipher.doFinal(buffer, from, Math.min(SealedSize.PLAINTEXT, buffer.length - from), out);
      }
      for (int i = 0; i < hashes; i++) {
        MessageDigest.getInstance("SHA-256").digest(buffer);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM or SHA-256", e);
    }
  }
}
