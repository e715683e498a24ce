package org.anamnesis.ledger.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.anamnesis.ledger.index.Columns;
import org.anamnesis.ledger.index.Position;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.permission.Entry;

/**
 * An entry of consent on the chain.
 *
 * @param operation the CONSENT
 * @param patient whose
 * @param record for which record, zero for all
 * @param grantee for which person or organisation
 * @param roles for members of an organisation: which
 * @param permissions what for
 * @param purposes why
 * @param effect permits, refuses or withdraws
 * @param notBefore in force from, Unix seconds, a {@code u64}
 * @param notAfter in force until, Unix seconds, a {@code u64}; all ones is no end
 * @param sequence the highest of (patient, record, grantee) counts, a {@code u64}
 * @param signer the patient or a delegate
 * @param position where on the chain
 * @param time of its block, Unix seconds
 */
public record Consent(
    OperationId operation,
    ParticipantId patient,
    RecordId record,
    Id grantee,
    Roles roles,
    Permissions permissions,
    Purposes purposes,
    Effect effect,
    long notBefore,
    long notAfter,
    long sequence,
    ParticipantId signer,
    Position position,
    long time) {
  /** What the rule needs of it. */
  Entry entry() {
    return new Entry(effect, roles, permissions, purposes, notBefore, notAfter);
  }

  static Consent read(ResultSet row, int n) throws SQLException {
    return new Consent(
        Columns.operation(row, "operation"),
        Columns.participant(row, "patient"),
        Columns.record(row, "record"),
        Columns.hash(row, "grantee"),
        new Roles(row.getLong("roles")),
        new Permissions(row.getLong("permissions")),
        new Purposes(row.getLong("purposes")),
        Numbered.of(Effect.class, row.getInt("effect")),
        Columns.u64(row, "not_before"),
        Columns.u64(row, "not_after"),
        Columns.u64(row, "sequence"),
        Columns.participant(row, "signer"),
        new Position(row.getLong("block"), row.getInt("position")),
        row.getLong("time"));
  }
}
