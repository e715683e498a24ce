package org.anamnesis.ledger.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anamnesis.ledger.index.AsOf;
import org.anamnesis.ledger.index.Checkpoint;
import org.anamnesis.ledger.index.Columns;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.permission.Entries;
import org.anamnesis.protocol.permission.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the index holds about an inquiry. It is asked before every octet that leaves a record
 * service, so it is one statement: one way to the database and back, and a snapshot of one block
 * without a transaction. Who asks about many persons reads parts of it for all of them together.
 */
@Repository
class Inquiries {
  private static final String ACTOR =
      """
      actor.role AS actor_role, actor.organisation AS actor_organisation,
      coalesce((SELECT s.status FROM ledger.status_change s WHERE s.participant = actor.id
                 ORDER BY s.sequence DESC LIMIT 1), 1) AS actor_status
      """;

  private static final String FACTS =
      """
      SELECT last.number AS last_number, last.hash AS last_hash, last.time AS last_time,
             %s,
             EXISTS (SELECT FROM ledger.participant WHERE id = :patient) AS patient_known,
             head.patient AS record_patient, version.author,
             entry.record, entry.grantee, entry.roles, entry.permissions, entry.purposes,
             entry.effect, entry.not_before, entry.not_after
        FROM (SELECT number, hash, time FROM ledger.block ORDER BY number DESC LIMIT 1) last
        LEFT JOIN ledger.participant actor ON actor.id = :actor
        LEFT JOIN LATERAL (SELECT record, version, patient FROM ledger.record_version
                            WHERE record = :record ORDER BY version DESC LIMIT 1) head ON true
        LEFT JOIN ledger.record_version version
          ON version.record = head.record
             AND version.version = CASE WHEN :version = 0 THEN head.version ELSE :version END
        LEFT JOIN LATERAL (SELECT DISTINCT ON (grantee, record) * FROM ledger.consent
                            WHERE patient = :patient AND record IN (:record, :all)
                              AND grantee IN (actor.id, actor.organisation)
                            ORDER BY grantee, record, sequence DESC) entry ON true
      """
          .formatted(ACTOR);

  private final JdbcClient jdbc;

  Inquiries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The facts as of the last indexed block, empty before the first one. */
  Optional<AsOf<Facts>> facts(Inquiry asked) {
    return jdbc.sql(FACTS)
        .param("patient", asked.patient().bytes())
        .param("actor", asked.actor().bytes())
        .param("record", asked.record().bytes())
        .param("version", asked.version())
        .param("all", RecordId.ZERO.bytes())
        .query(rows -> rows.next() ? Optional.of(read(rows, asked)) : Optional.empty());
  }

  /**
   * A person by themselves.
   *
   * @param id who
   * @param actor as the rule sees them
   */
  record Person(ParticipantId id, Facts.Actor actor) {}

  /** The persons whom the ids name, and the members of the organisations that they name. */
  List<Person> persons(Collection<? extends Id> ids) {
    return jdbc.sql(
            """
            SELECT actor.id, %s FROM ledger.participant actor
             WHERE actor.id = ANY (:ids) OR actor.organisation = ANY (:ids)
            """
                .formatted(ACTOR))
        .param("ids", Columns.words(ids))
        .query((row, n) -> new Person(Columns.participant(row, "id"), known(row)))
        .list();
  }

  /** Of each record that there is: whose it is, and who wrote its last version. */
  Map<RecordId, Facts.Version> lastVersions(Collection<RecordId> records) {
    return jdbc.sql(
            """
            SELECT DISTINCT ON (record) record, patient, author
              FROM ledger.record_version WHERE record = ANY (:records)
             ORDER BY record, version DESC
            """)
        .param("records", Columns.words(records))
        .query(rows -> {
          Map<RecordId, Facts.Version> versions = new HashMap<>();
          while (rows.next()) {
            versions.put(
                Columns.record(rows, "record"),
                new Facts.Version(
                    Columns.participant(rows, "patient"), Columns.participant(rows, "author")));
          }
          return versions;
        });
  }

  /** Reads a row for each entry, or one if there are none; all else is the same in each of them. */
  private static AsOf<Facts> read(ResultSet rows, Inquiry asked) throws SQLException {
    Checkpoint last = Columns.checkpoint(rows, "last");
    boolean patientKnown = rows.getBoolean("patient_known");
    Facts.Actor actor = actor(rows);
    Facts.Version version = version(rows);
    return new AsOf<>(new Facts(actor, patientKnown, version, entries(rows, asked, actor)), last);
  }

  private static Facts.@Nullable Actor actor(ResultSet row) throws SQLException {
    return row.getBytes("actor_organisation") == null ? null : known(row);
  }

  private static Facts.Actor known(ResultSet row) throws SQLException {
    return new Facts.Actor(
        Numbered.of(Role.class, row.getInt("actor_role")),
        Columns.organisation(row, "actor_organisation"),
        Numbered.of(ParticipantStatus.class, row.getInt("actor_status")));
  }

  private static Facts.@Nullable Version version(ResultSet row) throws SQLException {
    return row.getBytes("record_patient") == null
        ? null
        : new Facts.Version(
            Columns.participant(row, "record_patient"),
            row.getBytes("author") == null ? null : Columns.participant(row, "author"));
  }

  private static Entries entries(ResultSet rows, Inquiry asked, Facts.@Nullable Actor actor)
      throws SQLException {
    if (actor == null || rows.getBytes("grantee") == null) {
      return Entries.NONE;
    }
    PlacedEntries found = new PlacedEntries();
    do {
      found.put(Columns.record(rows, "record"), Columns.hash(rows, "grantee"), entry(rows));
    } while (rows.next());
    return found.of(asked.record(), asked.actor(), actor.organisation());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        Numbered.of(Effect.class, row.getInt("effect")),
        new Roles(row.getLong("roles")),
        new Permissions(row.getLong("permissions")),
        new Purposes(row.getLong("purposes")),
        Columns.u64(row, "not_before"),
        Columns.u64(row, "not_after"));
  }
}
