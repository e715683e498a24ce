package org.anamnesis.ledger.index;

import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.SignedOperation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes what events did. An operation counts at its first occurrence; another one, and a rejection
 * of what is anchored already, is a finding. Runs inside the transaction of the block.
 */
@Component
class EventRows {
  private final JdbcClient jdbc;
  private final DirectoryRows directory;
  private final HistoryRows history;

  EventRows(JdbcClient jdbc, DirectoryRows directory, HistoryRows history) {
    this.jdbc = jdbc;
    this.directory = directory;
    this.history = history;
  }

  void write(FollowedBlock block) {
    for (FollowedEvent event : block.events()) {
      write(block, event);
    }
  }

  private void write(FollowedBlock block, FollowedEvent at) {
    switch (at.event()) {
      case RegistryEvent.OperationRejected event -> rejected(block, at, event);
      case RegistryEvent.OfOperation event -> {
        if (first(block, at, event)) {
          apply(block, at, event);
        } else {
          finding(block, at, event.id(), "REPEATED");
        }
      }
      case RegistryEvent.OrganisationAdmitted event -> directory.organisationAdmitted(block, event);
      case RegistryEvent.RegistrarAppointed event -> directory.registrarAppointed(block, event);
      case RegistryEvent.BatchApplied event -> {}
      case RegistryEvent.RelayerAccredited event -> {}
      case RegistryEvent.RelayerDismissed event -> {}
      case RegistryEvent.MemberAdmitted event -> {}
      case RegistryEvent.MemberDismissed event -> {}
      case RegistryEvent.Voted event -> {}
    }
  }

  private void apply(FollowedBlock block, FollowedEvent at, RegistryEvent.OfOperation applied) {
    switch (applied) {
      case RegistryEvent.Enrolled event -> directory.enrolled(block, event);
      case RegistryEvent.StatusChanged event -> directory.statusChanged(event);
      case RegistryEvent.StoreChanged event -> directory.storeChanged(event);
      case RegistryEvent.Registered event -> history.registered(block, at, event);
      case RegistryEvent.ConsentChanged event -> history.consentChanged(block, at, event);
      case RegistryEvent.Accessed event -> history.accessed(block, at, event);
      case RegistryEvent.OperationRejected event ->
          throw new IllegalArgumentException("a rejected operation is not applied");
    }
  }

  private static Kind kind(RegistryEvent.OfOperation applied) {
    return switch (applied) {
      case RegistryEvent.Enrolled event -> Kind.ENROL;
      case RegistryEvent.StatusChanged event -> Kind.STATUS;
      case RegistryEvent.StoreChanged event -> Kind.STORE;
      case RegistryEvent.Registered event -> Kind.REGISTER;
      case RegistryEvent.ConsentChanged event -> Kind.CONSENT;
      case RegistryEvent.Accessed event -> Kind.ACCESS;
      case RegistryEvent.OperationRejected event ->
          throw new IllegalArgumentException("a rejected operation has no kind");
    };
  }

  private boolean first(FollowedBlock block, FollowedEvent at, RegistryEvent.OfOperation event) {
    SignedOperation cause = at.cause();
    int rows =
        jdbc.sql(
                """
                INSERT INTO ledger.operation (id, kind, block, position, transaction, message, signatures)
                VALUES (:id, :kind, :block, :position, :transaction, :message, :signatures)
                ON CONFLICT (id) DO NOTHING
                """)
            .param("id", event.id().bytes())
            .param("kind", kind(event).number())
            .param("block", block.number())
            .param("position", at.index())
            .param("transaction", Columns.octets(at.transaction()))
            .param("message", cause == null ? null : cause.message().octets())
            .param("signatures", cause == null ? null : Columns.octets(cause.signatures()))
            .update();
    if (rows == 1 && cause == null) {
      finding(block, at, event.id(), "MESSAGE_NOT_FOUND");
    }
    return rows == 1;
  }

  private void rejected(
      FollowedBlock block, FollowedEvent at, RegistryEvent.OperationRejected event) {
    jdbc.sql(
            """
            INSERT INTO ledger.rejection (block, position, operation, reason, transaction)
            VALUES (:block, :position, :operation, :reason, :transaction)
            """)
        .param("block", block.number())
        .param("position", at.index())
        .param("operation", event.id().bytes())
        .param("reason", event.reason().number())
        .param("transaction", Columns.octets(at.transaction()))
        .update();
    if (event.reason().setsState() && isAnchored(event.id())) {
      finding(block, at, event.id(), "REJECTED_AFTER_ANCHORED");
    }
  }

  private boolean isAnchored(OperationId id) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM ledger.operation WHERE id = :id)")
        .param("id", id.bytes())
        .query(Boolean.class)
        .single();
  }

  private void finding(FollowedBlock block, FollowedEvent at, OperationId operation, String what) {
    jdbc.sql(
            """
            INSERT INTO ledger.finding (block, position, operation, what, transaction)
            VALUES (:block, :position, :operation, :what, :transaction)
            """)
        .param("block", block.number())
        .param("position", at.index())
        .param("operation", operation.bytes())
        .param("what", what)
        .param("transaction", Columns.octets(at.transaction()))
        .update();
  }
}
