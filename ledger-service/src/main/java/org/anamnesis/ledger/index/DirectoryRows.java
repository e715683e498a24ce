package org.anamnesis.ledger.index;

import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.PublicPoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes what events did to participants, stores and organisations. */
@Component
class DirectoryRows {
  private final JdbcClient jdbc;

  DirectoryRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void organisationAdmitted(FollowedBlock block, RegistryEvent.OrganisationAdmitted event) {
    jdbc.sql("INSERT INTO ledger.organisation (id, block) VALUES (:id, :block)")
        .param("id", event.organisation().bytes())
        .param("block", block.number())
        .update();
  }

  void registrarAppointed(FollowedBlock block, RegistryEvent.RegistrarAppointed event) {
    keys(event.participant(), event.signingKey(), event.encryptionKey())
        .param("block", block.number())
        .param("operation", null)
        .param("organisation", event.organisation().bytes())
        .param("role", Role.REGISTRAR.number())
        .param("certificate", null)
        .update();
  }

  void enrolled(FollowedBlock block, RegistryEvent.Enrolled event) {
    keys(event.participant(), event.signingKey(), event.encryptionKey())
        .param("block", block.number())
        .param("operation", event.id().bytes())
        .param("organisation", event.organisation().bytes())
        .param("role", event.role().number())
        .param("certificate", event.certificateHash().bytes())
        .update();
  }

  private JdbcClient.StatementSpec keys(
      ParticipantId participant, PublicPoint signing, PublicPoint encryption) {
    return jdbc.sql(
            """
            INSERT INTO ledger.participant
              (id, block, operation, organisation, role, signing_x, signing_y, encryption_x, encryption_y, certificate_hash)
            VALUES
              (:id, :block, :operation, :organisation, :role, :signing_x, :signing_y, :encryption_x, :encryption_y, :certificate)
            """)
        .param("id", participant.bytes())
        .param("signing_x", signing.x().bytes())
        .param("signing_y", signing.y().bytes())
        .param("encryption_x", encryption.x().bytes())
        .param("encryption_y", encryption.y().bytes());
  }

  void statusChanged(RegistryEvent.StatusChanged event) {
    jdbc.sql(
            """
            INSERT INTO ledger.status_change (operation, participant, registrar, status, sequence, reason_hash)
            VALUES (:operation, :participant, :registrar, :status, :sequence, :reason)
            """)
        .param("operation", event.id().bytes())
        .param("participant", event.participant().bytes())
        .param("registrar", event.registrar().bytes())
        .param("status", event.status().number())
        .param("sequence", Columns.u64(event.sequence()))
        .param("reason", event.reasonHash().bytes())
        .update();
  }

  void storeChanged(RegistryEvent.StoreChanged event) {
    jdbc.sql(
            """
            INSERT INTO ledger.store_change
              (operation, store, organisation, registrar, signing_x, signing_y, status, sequence)
            VALUES
              (:operation, :store, :organisation, :registrar, :x, :y, :status, :sequence)
            """)
        .param("operation", event.id().bytes())
        .param("store", event.store().bytes())
        .param("organisation", event.organisation().bytes())
        .param("registrar", event.registrar().bytes())
        .param("x", event.signingKey().x().bytes())
        .param("y", event.signingKey().y().bytes())
        .param("status", event.status().number())
        .param("sequence", Columns.u64(event.sequence()))
        .update();
  }
}
