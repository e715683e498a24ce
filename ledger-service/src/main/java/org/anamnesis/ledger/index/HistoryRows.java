package org.anamnesis.ledger.index;

import java.util.HashMap;
import java.util.Map;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes what events did to records and consents, and the trail of all of it. */
@Component
class HistoryRows {
  private static final int CURRENT_KEY = 1;
  private static final int EARLIER_KEY = 2;

  private final JdbcClient jdbc;

  HistoryRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void registered(FollowedBlock block, FollowedEvent at, RegistryEvent.Registered event) {
    jdbc.sql(
            """
            INSERT INTO ledger.record_version
              (record, version, operation, patient, author, store, suite, content_hash, sealed_length,
               previous_content_hash, metadata_hash, key_commitment)
            VALUES
              (:record, :version, :operation, :patient, :author, :store, :suite, :content, :length, :previous, :metadata, :commitment)
            """)
        .param("record", event.record().bytes())
        .param("version", event.version())
        .param("operation", event.id().bytes())
        .param("patient", event.patient().bytes())
        .param("author", event.author().bytes())
        .param("store", event.store().bytes())
        .param("suite", event.suite())
        .param("content", event.contentHash().bytes())
        .param("length", Columns.u64(event.sealedLength()))
        .param("previous", event.previousContentHash().bytes())
        .param("metadata", event.metadataHash().bytes())
        .param("commitment", event.keyCommitment().bytes())
        .update();
    Map<String, Object> row = trail(block, at, event, Kind.REGISTER);
    who(row, event.patient(), event.record(), event.author());
    row.put("version", event.version());
    row.put("store", event.store().bytes());
    write(row);
  }

  void consentChanged(FollowedBlock block, FollowedEvent at, RegistryEvent.ConsentChanged event) {
    jdbc.sql(
            """
            INSERT INTO ledger.consent
              (operation, patient, record, grantee, sequence, signer, roles, permissions, purposes, effect, not_before, not_after)
            VALUES
              (:operation, :patient, :record, :grantee, :sequence, :signer, :roles, :permissions, :purposes, :effect, :from, :until)
            """)
        .param("operation", event.id().bytes())
        .param("patient", event.patient().bytes())
        .param("record", event.record().bytes())
        .param("grantee", event.grantee().bytes())
        .param("sequence", Columns.u64(event.sequence()))
        .param("signer", event.signer().bytes())
        .param("roles", event.roles().mask())
        .param("permissions", event.permissions().mask())
        .param("purposes", event.purposes().mask())
        .param("effect", event.effect().number())
        .param("from", Columns.u64(event.notBefore()))
        .param("until", Columns.u64(event.notAfter()))
        .update();
    Map<String, Object> row = trail(block, at, event, Kind.CONSENT);
    who(row, event.patient(), event.record(), event.signer());
    write(row);
  }

  void accessed(FollowedBlock block, FollowedEvent at, RegistryEvent.Accessed event) {
    Map<String, Object> row = trail(block, at, event, Kind.ACCESS);
    who(row, event.patient(), event.record(), event.actor());
    row.put("version", event.version());
    row.put("purpose", event.purpose().number());
    row.put("basis", event.basis().number());
    row.put("store", event.store().bytes());
    Verdict verdict = event.verdict();
    row.put("permitted", verdict.permitted());
    row.put("decided", verdict.basis().map(Basis::number).orElse(0));
    row.put("role", verdict.role().number());
    row.put("key", verdict.currentKey() ? CURRENT_KEY : EARLIER_KEY);
    row.put("status", verdict.status().number());
    write(row);
  }

  private static Map<String, Object> trail(
      FollowedBlock block, FollowedEvent at, RegistryEvent.OfOperation event, Kind kind) {
    Map<String, Object> row = new HashMap<>();
    for (String optional :
        new String[] {
          "purpose", "basis", "store", "permitted", "decided", "role", "key", "status"
        }) {
      row.put(optional, null);
    }
    row.put("version", 0L);
    row.put("block", block.number());
    row.put("position", at.index());
    row.put("operation", event.id().bytes());
    row.put("kind", kind.number());
    row.put("time", block.time());
    return row;
  }

  private static void who(
      Map<String, Object> row, ParticipantId patient, RecordId record, ParticipantId actor) {
    row.put("patient", patient.bytes());
    row.put("record", record.bytes());
    row.put("actor", actor.bytes());
  }

  private void write(Map<String, Object> row) {
    jdbc.sql(
            """
            INSERT INTO ledger.trail
              (block, position, operation, kind, patient, record, version, actor, purpose, basis, store, organisation, time,
               permitted, decided_basis, actor_role, actor_key, actor_status)
            VALUES
              (:block, :position, :operation, :kind, :patient, :record, :version, :actor, :purpose, :basis, :store,
               coalesce((SELECT organisation FROM ledger.store_change WHERE store = :store LIMIT 1),
                        (SELECT s.organisation FROM ledger.record_version v JOIN ledger.store_change s ON s.store = v.store
                          WHERE :kind = 6 AND v.record = :record ORDER BY v.version DESC LIMIT 1)), :time,
               :permitted, :decided, :role, :key, :status)
            """)
        .params(row)
        .update();
  }
}
