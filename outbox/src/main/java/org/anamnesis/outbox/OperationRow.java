package org.anamnesis.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.Frame;
import org.anamnesis.protocol.operation.Kind;

/** Reads rows of {@code outbox.operation}. */
final class OperationRow {
  static final String COLUMNS =
      """
      seq, id, kind, signer, patient, fields, signatures, accepted_at, anchored_by, \
      acceptance_signature, state, reason, block_number, transaction_hash\
      """;

  private OperationRow() {}

  static StoredOperation read(ResultSet row, int index) throws SQLException {
    Kind kind = Numbered.of(Kind.class, row.getInt("kind"));
    return new StoredOperation(
        row.getLong("seq"),
        OperationId.of(row.getBytes("id")),
        kind,
        ParticipantId.of(row.getBytes("signer")),
        Optional.ofNullable(row.getBytes("patient")).map(ParticipantId::of),
        Frame.of(kind, row.getBytes("fields"), signatures(row.getBytes("signatures"))),
        row.getLong("accepted_at"),
        row.getLong("anchored_by"),
        Signature.of(row.getBytes("acceptance_signature")),
        state(row));
  }

  private static List<Signature> signatures(byte[] octets) {
    List<Signature> signatures = new ArrayList<>();
    for (int from = 0; from < octets.length; from += Signature.SIZE) {
      signatures.add(
          Signature.of(java.util.Arrays.copyOfRange(octets, from, from + Signature.SIZE)));
    }
    return signatures;
  }

  private static OperationState state(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return switch (state) {
      case "ACCEPTED" -> new OperationState.Accepted();
      case "SUBMITTED" -> new OperationState.Submitted();
      case "ANCHORED" -> new OperationState.Anchored(anchor(row).orElseThrow());
      case "REJECTED" ->
          new OperationState.Rejected(
              Numbered.of(RejectionReason.class, row.getInt("reason")), anchor(row).orElseThrow());
      case "EXPIRED" -> new OperationState.Expired(anchor(row));
      default -> throw new IllegalStateException("the outbox has no state " + state);
    };
  }

  private static Optional<Anchor> anchor(ResultSet row) throws SQLException {
    byte[] transaction = row.getBytes("transaction_hash");
    return transaction == null
        ? Optional.empty()
        : Optional.of(new Anchor(row.getLong("block_number"), Hash.of(transaction)));
  }
}
