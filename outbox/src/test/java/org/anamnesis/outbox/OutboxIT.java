package org.anamnesis.outbox;

import static org.anamnesis.outbox.OutboxDatabase.INTEGRATOR_ROLE;
import static org.anamnesis.outbox.OutboxDatabase.RECORD_ROLE;
import static org.anamnesis.outbox.OutboxDatabase.inTransaction;
import static org.anamnesis.outbox.SampleOperations.NOW;
import static org.anamnesis.outbox.SampleOperations.REGISTRY;
import static org.anamnesis.outbox.SampleOperations.accepted;
import static org.anamnesis.outbox.SampleOperations.access;
import static org.anamnesis.outbox.SampleOperations.octets;
import static org.anamnesis.outbox.SampleOperations.participant;
import static org.anamnesis.outbox.SampleOperations.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxIT {
  private static OutboxDatabase database;

  private Outbox outbox;
  private OutboxClaims claims;

  @BeforeAll
  static void start() {
    database = new OutboxDatabase();
    database.migrate();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.owner().sql("ALTER TABLE outbox.operation DISABLE TRIGGER operation_stays").update();
    database.owner().sql("DELETE FROM outbox.operation").update();
    database.owner().sql("DELETE FROM outbox.chain_head").update();
    database.owner().sql("ALTER TABLE outbox.operation ENABLE TRIGGER operation_stays").update();
    outbox = new Outbox(database.recordService());
    claims = new OutboxClaims(database.integrator());
  }

  @Test
  void givesBackWhatWasAppended() {
    AcceptedOperation accepted = accepted(register());

    Appended appended = outbox.append(accepted);

    assertThat(appended).isInstanceOf(Appended.New.class);
    StoredOperation stored = outbox.find(accepted.signed().id()).orElseThrow();
    assertThat(stored.frame().operation(REGISTRY)).contains(accepted.signed());
    assertThat(stored.acceptance()).isEqualTo(accepted.acceptance());
    assertThat(stored.acceptedAt()).isEqualTo(NOW);
    assertThat(stored.anchoredBy()).isEqualTo(NOW + 600);
    assertThat(stored.state()).isEqualTo(new OperationState.Accepted());
  }

  @Test
  void answersASecondAppendWithTheFirstAcceptance() {
    Operation.Register operation = register();
    AcceptedOperation first = accepted(operation);
    outbox.append(first);

    Appended again = outbox.append(accepted(operation, NOW + 5));

    assertThat(again).isInstanceOf(Appended.AlreadyThere.class);
    assertThat(again.operation().acceptance()).isEqualTo(first.acceptance());
    assertThat(again.operation().acceptedAt()).isEqualTo(NOW);
    assertThat(outbox.backlog(10).depth()).isEqualTo(1);
  }

  @Test
  void forgetsAnAppendWhoseTransactionRolledBack() {
    AcceptedOperation accepted = accepted(register());
    var asRecordService = database.as(RECORD_ROLE);
    Outbox transactional = new Outbox(JdbcClient.create(asRecordService));

    assertThatThrownBy(() ->
            inTransaction(
                asRecordService,
                () -> {
                  transactional.append(accepted);
                  throw new IllegalStateException("crash before the commit");
                }))
        .hasMessage("crash before the commit");

    assertThat(outbox.find(accepted.signed().id())).isEmpty();
  }

  @Test
  void claimsInTheOrderOfAcceptance() {
    List<OperationId> ids =
        java.util.stream.Stream.generate(() -> append(register())).limit(5).toList();

    assertThat(claims.claim(3)).extracting(StoredOperation::id).isEqualTo(ids.subList(0, 3));

    claims.markSubmitted(ids.subList(0, 3));
    assertThat(claims.claim(3)).extracting(StoredOperation::id).isEqualTo(ids.subList(3, 5));
  }

  @Test
  void leavesClaimedOperationsToTheTransactionThatLockedThem() {
    append(register());
    var asIntegrator = database.as(INTEGRATOR_ROLE);

    inTransaction(
        asIntegrator,
        () -> {
          assertThat(new OutboxClaims(JdbcClient.create(asIntegrator)).claim(10)).hasSize(1);
          assertThat(claims.claim(10)).isEmpty();
          return true;
        });
  }

  @Test
  void anchoredBeatsRejectedAndTheFirstOccurrenceCounts() {
    OperationId id = append(register());
    Anchor rejection = anchor(7);
    Anchor anchoring = anchor(9);
    claims.markSubmitted(List.of(id));

    claims.markRejected(List.of(id), RejectionReason.UNKNOWN_PARTICIPANT, rejection);
    assertThat(state(id))
        .isEqualTo(new OperationState.Rejected(RejectionReason.UNKNOWN_PARTICIPANT, rejection));

    assertThat(claims.markAnchored(List.of(id), anchoring)).isEqualTo(1);
    assertThat(claims.markAnchored(List.of(id), anchor(11))).isZero();
    assertThat(claims.markRejected(List.of(id), RejectionReason.STALE_SEQUENCE, anchor(12)))
        .isZero();
    assertThat(state(id)).isEqualTo(new OperationState.Anchored(anchoring));
  }

  @Test
  void reasonSixteenEndsExpired() {
    OperationId id = append(register());
    Anchor anchor = anchor(3);
    claims.markSubmitted(List.of(id));
    claims.markRejected(List.of(id), RejectionReason.EXPIRED, anchor);

    assertThat(state(id)).isEqualTo(new OperationState.Expired(java.util.Optional.of(anchor)));
  }

  @Test
  void findsWhatExpiredBeforeItWasSent() {
    OperationId expired =
        append(register(participant(), RecordId.of(octets()), participant(), NOW + 1));
    append(access(participant(), RecordId.of(octets()), participant()));

    assertThat(claims.expired(NOW, 10)).isEmpty();
    assertThat(claims.expired(NOW + 1, 10)).containsExactly(expired);

    claims.markExpired(List.of(expired));
    assertThat(state(expired)).isEqualTo(new OperationState.Expired(java.util.Optional.empty()));
  }

  @Test
  void refusesAReasonThatWasGivenBeforeTheSignature() {
    assertThatThrownBy(
            () -> claims.markRejected(List.of(), RejectionReason.BAD_SIGNATURE, anchor(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsTheLastAnchoredBlockOfEverybodyConcerned() {
    ParticipantId author = participant();
    ParticipantId patient = participant();
    RecordId record = RecordId.of(octets());
    OperationId first = append(register(author, record, patient));
    OperationId second = append(register(author, RecordId.of(octets()), patient));
    OperationId read = append(access(participant(), record, patient));
    claims.markSubmitted(List.of(first, second, read));
    claims.markAnchored(List.of(first), anchor(5));
    claims.markAnchored(List.of(second), anchor(8));
    claims.markAnchored(List.of(read), anchor(20));

    assertThat(outbox.lastAnchoredBlock(record)).isEqualTo(5);
    assertThat(outbox.lastAnchoredBlock(patient)).isEqualTo(8);
    assertThat(outbox.lastAnchoredBlock(author)).isEqualTo(8);
    assertThat(outbox.lastAnchoredBlock(participant())).isZero();
    assertThat(outbox.lastAnchoredBlock(RecordId.ZERO)).isZero();
    assertThat(lastAnchoredBlock(participant(), record, patient)).isEqualTo(8);
    assertThat(lastAnchoredBlock(record, participant(), RecordId.ZERO)).isEqualTo(5);
  }

  private static long lastAnchoredBlock(Id first, Id second, Id third) {
    return database
        .recordService()
        .sql("SELECT outbox.last_anchored_block(?, ?, ?)")
        .params(first.bytes(), second.bytes(), third.bytes())
        .query(Long.class)
        .single();
  }

  @Test
  void tellsDepthAgesAndTheHead() {
    assertThat(outbox.backlog(10).oldestAcceptedAt()).isEmpty();
    assertThat(outbox.backlog(10).head()).isEmpty();

    OperationId register = append(accepted(register(), NOW));
    append(accepted(access(participant(), RecordId.of(octets()), participant()), NOW + 7));
    append(accepted(register(), NOW + 9));
    ChainHead head = new ChainHead(42, NOW, Instant.ofEpochSecond(NOW + 1));
    claims.see(new ChainHead(41, NOW - 1, Instant.ofEpochSecond(NOW)));
    claims.see(head);
    claims.markSubmitted(List.of(register));

    Backlog backlog = outbox.backlog(2);
    assertThat(backlog.depth()).isEqualTo(2);
    assertThat(outbox.backlog(10).depth()).isEqualTo(3);
    assertThat(backlog.oldestAcceptedAt()).isEqualTo(OptionalLong.of(NOW));
    assertThat(backlog.oldestAccessAcceptedAt()).isEqualTo(OptionalLong.of(NOW + 7));
    assertThat(backlog.head()).contains(head);
    assertThat(claims.waiting(10)).isEqualTo(new OutboxClaims.Waiting(2, NOW + 7));
  }

  @Test
  void takesBackWhatALostBlockSaid() {
    OperationId id = append(register());
    Anchor lost = anchor(5);
    claims.markSubmitted(List.of(id));
    claims.markAnchored(List.of(id), lost);

    assertThat(claims.markLost(lost)).isEqualTo(1);
    assertThat(state(id)).isEqualTo(new OperationState.Submitted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE outbox.operation SET fields = fields",
        "UPDATE outbox.operation SET accepted_at = 1",
        "INSERT INTO outbox.operation (kind) VALUES (1)",
        "DELETE FROM outbox.operation",
        "TRUNCATE outbox.operation",
        "DELETE FROM outbox.chain_head"
      })
  void integratorMayChangeTheStateOnly(String statement) {
    append(register());

    assertThatThrownBy(() -> database.integrator().sql(statement).update())
        .isInstanceOf(DataAccessException.class)
        .hasStackTraceContaining("permission denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE outbox.operation SET state = 'ANCHORED'",
        "DELETE FROM outbox.operation",
        "INSERT INTO outbox.chain_head VALUES (true, 1, 1, now())"
      })
  void recordServiceMayOnlyAppendAndRead(String statement) {
    append(register());

    assertThatThrownBy(() -> database.recordService().sql(statement).update())
        .isInstanceOf(DataAccessException.class)
        .hasStackTraceContaining("permission denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE outbox.operation SET fields = fields || fields",
        "UPDATE outbox.operation SET state = 'REJECTED', reason = 20, block_number = 1, transaction_hash = sha256('')",
        "UPDATE outbox.operation SET state = 'SUBMITTED', reason = 20",
        "UPDATE outbox.operation SET state = 'ANCHORED'",
        "DELETE FROM outbox.operation"
      })
  void schemaRefusesWhatBreaksTheLifeCycleEvenFromItsOwner(String statement) {
    append(register());

    assertThatThrownBy(() -> database.owner().sql(statement).update())
        .isInstanceOf(DataAccessException.class);
  }

  private OperationId append(Operation operation) {
    return append(accepted(operation));
  }

  private OperationId append(AcceptedOperation accepted) {
    return outbox.append(accepted).operation().id();
  }

  private OperationState state(OperationId id) {
    return outbox.find(id).orElseThrow().state();
  }

  private static Anchor anchor(long block) {
    return new Anchor(block, Hash.of(octets()));
  }
}
