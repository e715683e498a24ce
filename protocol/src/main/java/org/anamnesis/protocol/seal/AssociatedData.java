package org.anamnesis.protocol.seal;

import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.word.WordWriter;

/**
 * What sealed content, metadata and envelopes are bound to (PROTOCOL.md section 5): a version of a
 * record at a registry, sealed by suite 1.
 *
 * @param version from 1 on, u32
 */
public record AssociatedData(Registry registry, RecordId record, long version) {
  /** The only suite. */
  public static final int SUITE = 1;

  /** The six words, 192 octets. */
  public byte[] octets() {
    return new WordWriter()
        .label("anamnesis/v1 sealed")
        .u8(SUITE)
        .registry(registry)
        .id(record)
        .u32(version)
        .octets();
  }
}
