package org.anamnesis.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.anamnesis.ledger.world.Hospital;
import org.anamnesis.ledger.world.Person;
import org.anamnesis.ledger.world.Servers;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.Frame;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.SignedOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowerIT {
  private final Hospital hospital = Hospital.open();
  private final DataSource database = Servers.database().superuser();
  private final Person patient = hospital.enrolled(Role.PATIENT);
  private final Person doctor = hospital.enrolled(Role.DOCTOR);
  private final FaultyParts parts = new FaultyParts();
  private FollowedIndex index;

  @BeforeEach
  void migrate() {
    FollowedIndex.migrate(database);
    index = new FollowedIndex(hospital, database, hospital.node);
    index.network.claimDatabase();
  }

  @AfterEach
  void close() {
    index.close();
    hospital.close();
  }

  /** A bit of everything that can happen. */
  private RecordId live() {
    hospital.apply(
        hospital.consent(
            patient, null, doctor.id(), Effect.ALLOW, Permission.READ, Permission.CONTRIBUTE));
    RecordId record = hospital.registered(doctor, patient);
    hospital.apply(
        hospital.access(doctor, patient, record, Purpose.TREAT),
        hospital.access(patient, patient, record, Purpose.PATRQT),
        hospital.register(patient, patient));
    hospital.apply(hospital.status(doctor, ParticipantStatus.SUSPENDED));
    hospital.apply(
        hospital.consent(
            patient, record, hospital.otherOrganisation, Effect.DENY, Permission.READ));
    hospital.apply(hospital.register(doctor, patient), hospital.store(StoreStatus.CLOSED));
    return record;
  }

  private long count(String query) {
    return index.jdbc().sql("SELECT count(*) FROM ledger." + query).query(Long.class).single();
  }

  @Test
  void indexesWhatTheRegistryDid() {
    RecordId record = live();
    index.catchUp();
    assertThat(count("organisation")).isEqualTo(2);
    assertThat(count("participant")).isEqualTo(4);
    assertThat(count("store_change")).isEqualTo(2);
    assertThat(count("record_version")).isEqualTo(2);
    assertThat(count("consent")).isEqualTo(2);
    assertThat(count("trail WHERE kind = 6")).isEqualTo(2);
    assertThat(count("trail WHERE organisation IS NOT NULL")).isEqualTo(4);
    assertThat(count("rejection")).isEqualTo(1);
    assertThat(count("operation WHERE message IS NULL")).isZero();
    assertThat(
            index
                .jdbc()
                .sql(
                    "SELECT id FROM ledger.operation WHERE id = sha256(message) AND kind = 4 AND id IN (SELECT operation FROM ledger.record_version WHERE record = :record)")
                .param("record", record.bytes())
                .query()
                .listOfRows())
        .hasSize(1);
  }

  @Test
  void rebuildGivesTheSameIndex() {
    live();
    index.catchUp();
    Map<String, List<String>> before = index.rows();
    index.drop();
    assertThat(count("operation")).isZero();
    index.catchUp();
    assertThat(index.rows()).isEqualTo(before);
  }

  @Test
  void undoesBlocksThatTheChainLost() {
    hospital.apply(
        hospital.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.CONTRIBUTE));
    Runnable back = hospital.pointOfReturn();
    RecordId lost = hospital.registered(doctor, patient);
    hospital.apply(hospital.access(doctor, patient, lost, Purpose.TREAT));
    index.catchUp();
    assertThat(count("record_version")).isEqualTo(1);
    back.run();
    RecordId kept = hospital.registered(doctor, patient);
    index.catchUp();
    assertThat(
            index.jdbc().sql("SELECT record FROM ledger.record_version").query(byte[].class).list())
        .containsExactly(kept.bytes());
    assertThat(count("trail WHERE kind = 6")).isZero();
    Map<String, List<String>> followed = index.rows();
    index.drop();
    index.catchUp();
    assertThat(index.rows()).isEqualTo(followed);
  }

  @Test
  void aNodeThatIsMerelyBehindUndoesNothing() {
    hospital.apply(hospital.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.READ));
    Runnable back = hospital.pointOfReturn();
    hospital.registered(patient, patient);
    index.catchUp();
    back.run();
    assertThat(index.follower.step()).isEqualTo(Follower.Step.LEVEL);
    assertThat(count("record_version")).isEqualTo(1);
  }

  @Test
  void anOperationCountsOnceAndARepeatIsAFinding() {
    SignedOperation consent =
        hospital.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.CONTRIBUTE);
    hospital.apply(consent);
    SignedOperation register = hospital.register(doctor, patient);
    hospital.apply(register, register);
    SignedOperation access =
        hospital.access(patient, patient, hospital.registered(patient, patient), Purpose.PATRQT);
    hospital.apply(access);
    hospital.apply(access);
    index.catchUp();
    assertThat(count("trail WHERE kind = 6")).isEqualTo(1);
    assertThat(count("finding WHERE what = 'REPEATED'")).isEqualTo(1);
    assertThat(count("finding WHERE what = 'REJECTED_AFTER_ANCHORED'")).isEqualTo(1);
    assertThat(count("operation_state WHERE state = 'REJECTED'")).isZero();
  }

  @Test
  void aDamagedCopyNeverSetsAState() {
    SignedOperation good = hospital.register(patient, patient);
    SignedOperation damaged =
        new SignedOperation(good.message(), List.of(Signature.of(new byte[Signature.SIZE])));
    hospital.applyFrames(List.of(Frame.of(damaged)));
    index.catchUp();
    assertThat(count("rejection WHERE reason < 16")).isEqualTo(1);
    assertThat(count("operation_state WHERE state = 'REJECTED'")).isZero();
    hospital.applyFrames(List.of(Frame.of(damaged), Frame.of(good)));
    index.catchUp();
    assertThat(
            index
                .jdbc()
                .sql("SELECT signatures FROM ledger.operation WHERE id = :id AND kind = :kind")
                .param("id", good.id().bytes())
                .param("kind", Kind.REGISTER.number())
                .query(byte[].class)
                .single())
        .isEqualTo(good.signatures().getFirst().octets());
  }

  @Test
  void anchoredBeatsRejected() {
    SignedOperation early = hospital.register(doctor, patient);
    hospital.apply(early);
    index.catchUp();
    assertThat(count("operation_state WHERE state = 'REJECTED'")).isEqualTo(1);
    hospital.apply(
        hospital.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.CONTRIBUTE));
    hospital.apply(early);
    index.catchUp();
    assertThat(count("operation_state WHERE state = 'REJECTED'")).isZero();
    assertThat(count("record_version")).isEqualTo(1);
  }

  @Test
  void losesAndRepeatsNothingWhereverItDies() {
    live();
    index.catchUp();
    Map<String, List<String>> expected = index.rows();
    for (boolean afterTheCall : new boolean[] {false, true}) {
      index.drop();
      int calls = 0;
      boolean died = true;
      while (died) {
        try (FollowedIndex mortal =
            new FollowedIndex(hospital, parts.over(database), parts.over(hospital.node))) {
          parts.dieAfter(calls, afterTheCall);
          try {
            mortal.follower.step();
          } catch (RuntimeException death) {
            if (!parts.areDead()) {
              throw death;
            }
          }
          died = parts.heal();
        }
        calls++;
      }
      assertThat(calls).isGreaterThan(20);
      index.catchUp();
      assertThat(index.rows()).isEqualTo(expected);
    }
  }

  @Test
  void twoFollowersOnOneDatabaseDoNotDisturbOneAnother() {
    live();
    try (FollowedIndex other = new FollowedIndex(hospital, database, hospital.node)) {
      index.follower.step();
      other.follower.step();
      index.catchUp();
      other.catchUp();
      Map<String, List<String>> shared = index.rows();
      index.drop();
      index.catchUp();
      assertThat(index.rows()).isEqualTo(shared);
    }
  }

  @Test
  void refusesADatabaseThatFollowedAnotherRegistry() {
    try (Hospital elsewhere = Hospital.open();
        FollowedIndex foreign = new FollowedIndex(elsewhere, database, elsewhere.node)) {
      assertThatThrownBy(foreign.loop::start)
          .isInstanceOf(OtherNetworkException.class)
          .hasMessageContaining(hospital.registry().address().text())
          .hasMessageContaining(elsewhere.registry().address().text());
    }
  }
}
