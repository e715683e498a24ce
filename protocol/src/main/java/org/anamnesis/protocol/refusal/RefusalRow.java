package org.anamnesis.protocol.refusal;

import java.nio.charset.StandardCharsets;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.word.WordWriter;

/**
 * A row of the refusal log.
 *
 * @param previous hash of the row before, zero in the first
 * @param operation what was refused, zero if no valid signature was seen
 * @param actor who asked
 * @param record what for, zero for a listing
 * @param time Unix seconds
 * @param problemType the stable type of the answer, ASCII
 */
public record RefusalRow(
    Hash previous,
    OperationId operation,
    ParticipantId actor,
    RecordId record,
    long time,
    String problemType) {
  private static final String LABEL = "anamnesis/v1 refusal";

  /** The row's hash, which the next row holds. */
  public Hash hash() {
    return new WordWriter()
        .label(LABEL)
        .id(previous)
        .id(operation)
        .id(actor)
        .id(record)
        .u64(time)
        .id(Hash.sha256(problemType.getBytes(StandardCharsets.US_ASCII)))
        .sha256();
  }
}
