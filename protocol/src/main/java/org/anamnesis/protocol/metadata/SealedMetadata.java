package org.anamnesis.protocol.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.content.SealedSize;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.word.WordWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals and opens metadata: {@code nonce (12) ‖ AES-256-GCM(metadata key, nonce, AAD = AD)} of the
 * JSON, padded with spaces.
 */
public final class SealedMetadata {
  /** Octets of the longest blob that is opened or taken. */
  public static final int LONGEST = 64 << 10;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SealedMetadata() {}

  /** Seals with a fresh nonce. */
  public static Octets seal(Metadata metadata, DataKey key, AssociatedData context) {
    byte[] json = json(context.registry()).writeValueAsBytes(metadata);
    byte[] padded = Arrays.copyOf(json, Math.toIntExact(SealedSize.padded(json.length)));
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, context, nonce).doFinal(padded);
      return Octets.of(ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not seal", e);
    }
  }

  /**
   * Opens a blob whose hash was compared before.
   *
   * @throws MetadataRefused if it was changed, is for another version, or is not the JSON that it
   *     must be
   */
  public static Metadata open(Octets sealed, DataKey key, AssociatedData context) {
    byte[] octets = sealed.bytes();
    if (octets.length < NONCE + TAG_BITS / 8 || octets.length > LONGEST) {
      throw new MetadataRefused("The sealed metadata has an impossible length.");
    }
    byte[] nonce = Arrays.copyOf(octets, NONCE);
    try {
      byte[] json =
          cipher(Cipher.DECRYPT_MODE, key, context, nonce)
              .doFinal(octets, NONCE, octets.length - NONCE);
      Metadata metadata = json(context.registry()).readValue(text(json), Metadata.class);
      if (metadata == null) {
        throw new MetadataRefused("The sealed metadata is a null.");
      }
      return metadata;
    } catch (AEADBadTagException e) {
      throw new MetadataRefused("The sealed metadata was changed, or is another version's.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not open", e);
    } catch (CharacterCodingException | JacksonException e) {
      throw new MetadataRefused("The sealed metadata is not what PROTOCOL.md says.", e);
    }
  }

  /** The hash that REGISTER carries: of the blob and of the clear fields. */
  public static Hash hash(Octets sealed, Category category, long sealedLength, long time) {
    return new WordWriter()
        .label("anamnesis/v1 metadata")
        .id(Hash.sha256(sealed.bytes()))
        .number(category)
        .u64(sealedLength)
        .u64(time)
        .sha256();
  }

  private static Cipher cipher(int mode, DataKey key, AssociatedData context, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.metadataKey(context), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.octets());
    return cipher;
  }

  /** Given octets, Jackson would take UTF-16, overlong UTF-8 and a byte order mark, too. */
  private static String text(byte[] json) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    if (text.startsWith("\ufeff")) {
      throw new MetadataRefused("The sealed metadata begins with a byte order mark.");
    }
    return text;
  }

  private static JsonMapper json(Registry registry) {
    return StrictJson.mapper(() -> registry, LONGEST);
  }
}
