package org.anamnesis.protocol.metadata;

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
 * @param time when it was authored, Unix seconds
 * @param length octets of the plaintext without padding
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
  /** Refuses a media type outside the allow-list and a negative length. */
  public Metadata {
    codes = List.copyOf(codes);
    if (!MediaTypes.ALLOWED.contains(mediaType) || length < 0) {
      throw new IllegalArgumentException(
          "the media type is not allowed, or the length is negative");
    }
  }

  /** Not the contents: they are the patient's. */
  @Override
  public String toString() {
    return "Metadata[redacted]";
  }

  /** A code of a coding system, as FHIR's Coding. */
  public record Code(String system, String code) {}

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

  private static byte[] authored(RecordId record, ParticipantId patient, Hash sha256) {
    return new WordWriter()
        .label("anamnesis/v1 authored")
        .id(record)
        .id(patient)
        .id(sha256)
        .octets();
  }
}
