package org.anamnesis.protocol.metadata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.word.WordWriter;

/**
 * What stands in the sealed metadata.
 *
 * @param title for people
 * @param fhirType FHIR resource type
 * @param codes what the record is about
 * @param mediaType from {@link MediaTypes}
 * @param time when it was authored, Unix seconds, at most {@link #LARGEST}
 * @param length octets of the plaintext without padding, at most {@link #LARGEST}
 * @param sha256 of the plaintext without padding
 * @param author the clinical author, whom a re-key by the patient keeps
 * @param authorSignature the clinical author's, over record, patient and {@code sha256}
 */
public record Metadata(
    String title,
    String fhirType,
    List<Code> codes,
    String mediaType,
    long time,
    long length,
    Hash sha256,
    ParticipantId author,
    Signature authorSignature) {
  /** The largest time and length: what a JavaScript number holds exactly. */
  public static final long LARGEST = (1L << 53) - 1;

  /** Refuses a media type outside the allow-list, a number out of range and broken text. */
  public Metadata {
    codes = List.copyOf(codes);
    if (!MediaTypes.ALLOWED.contains(mediaType)) {
      throw new IllegalArgumentException("the media type is not allowed");
    }
    if (time < 0 || time > LARGEST || length < 0 || length > LARGEST) {
      throw new IllegalArgumentException("time or length is out of range");
    }
    requireText(title);
    requireText(fhirType);
  }

  /** Not the contents: they are the patient's. */
  @Override
  public String toString() {
    return "Metadata[redacted]";
  }

  /** A code of a coding system, as FHIR's Coding. */
  public record Code(String system, String code) {
    /** Refuses broken text. */
    public Code {
      requireText(system);
      requireText(code);
    }
  }

  /** The clinical author's signature over a plaintext. */
  public static Signature author(
      RecordId record, ParticipantId patient, Hash sha256, SigningKey author) {
    return author.sign(authored(record, patient, sha256));
  }

  /**
   * Whether the clinical author, whose key this is, signed this plaintext for record and patient.
   */
  public boolean isAuthoredBy(PublicPoint authorKey, RecordId record, ParticipantId patient) {
    return authorKey.verifies(authored(record, patient, sha256), authorSignature);
  }

  private static void requireText(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("a surrogate stands alone");
    }
  }

  private static byte[] authored(RecordId record, ParticipantId patient, Hash sha256) {
    return new WordWriter()
        .label("anamnesis/v1 authored")
        .id(record)
        .id(patient)
        .id(sha256)
        .octets();
  }
}
