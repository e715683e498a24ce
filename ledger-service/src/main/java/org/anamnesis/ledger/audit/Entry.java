package org.anamnesis.ledger.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.ledger.index.Columns;
import org.anamnesis.ledger.index.Position;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail: an ACCESS, a REGISTER or a CONSENT.
 *
 * @param operation which
 * @param kind 4, 5 or 6
 * @param patient whose history
 * @param record which record, zero for all
 * @param version which version, 0 if none
 * @param actor who signed
 * @param purpose why (ACCESS)
 * @param basis on what the actor relied (ACCESS)
 * @param store where (ACCESS and REGISTER)
 * @param time of the block in Unix seconds
 * @param position where on the chain
 * @param transaction its hash
 * @param verdict what the contract found (ACCESS)
 */
public record Entry(
    OperationId operation,
    int kind,
    ParticipantId patient,
    RecordId record,
    long version,
    ParticipantId actor,
    @Nullable Integer purpose,
    @Nullable Integer basis,
    @Nullable StoreId store,
    long time,
    Position position,
    TransactionHash transaction,
    @Nullable Verdict verdict) {

  /**
   * What the contract found at the access's block, in PROTOCOL.md's numbers.
   *
   * @param permitted whether its rule permitted
   * @param basis on what, 0 if it did not
   * @param role of the actor
   * @param key 1 the actor's current key, 2 an earlier one
   * @param status of the actor
   */
  public record Verdict(boolean permitted, int basis, int role, int key, int status) {}

  static Entry read(ResultSet row, int n) throws SQLException {
    return new Entry(
        Columns.operation(row, "operation"),
        row.getInt("kind"),
        Columns.participant(row, "patient"),
        Columns.record(row, "record"),
        row.getLong("version"),
        Columns.participant(row, "actor"),
        row.getObject("purpose", Integer.class),
        row.getObject("basis", Integer.class),
        row.getBytes("store") == null ? null : Columns.store(row, "store"),
        row.getLong("time"),
        new Position(row.getLong("block"), row.getInt("position")),
        Columns.transaction(row, "transaction"),
        verdict(row));
  }

  private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
    if (row.getObject("permitted") == null) {
      return null;
    }
    return new Verdict(
        row.getBoolean("permitted"),
        row.getInt("decided_basis"),
        row.getInt("actor_role"),
        row.getInt("actor_key"),
        row.getInt("actor_status"));
  }
}
