package org.anamnesis.protocol.content;

import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.word.WordWriter;

/**
 * What sealed octets belong to: one version of one record at one registry. They open nowhere else.
 *
 * @param registry the registry
 * @param record the record
 * @param version u32, from 1 on
 */
public record AssociatedData(Registry registry, RecordId record, long version) {
  private static final String LABEL = "anamnesis/v1 sealed";
  private static final int SUITE = 1;

  /** Six words, 192 octets. */
  public byte[] octets() {
    return new WordWriter()
        .label(LABEL)
        .u8(SUITE)
        .registry(registry)
        .id(record)
        .u32(version)
        .octets();
  }
}
