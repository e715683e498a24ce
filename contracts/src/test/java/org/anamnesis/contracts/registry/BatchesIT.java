package org.anamnesis.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.OperationId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches: their numbers, who may send them, and that a bad operation hurts none beside it. */
class BatchesIT {
  private static final long GAS = 1_000_000;

  private static TestChain chain;
  private static Hospital hospital;

  @BeforeAll
  static void open() {
    chain = TestChain.start();
    hospital = Hospital.open(chain);
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @Test
  void refusesABatchThatIsNotTheNext() {
    long next = hospital.nextBatch();
    List<List<Bytes32>> frames = List.of(enrolment());

    assertThat(hospital.sendBatch(next + 1, frames).succeeded()).isFalse();
    assertThat(hospital.sendBatch(next - 1, frames).succeeded()).isFalse();
    assertThat(hospital.nextBatch()).isEqualTo(next);
    assertThat(hospital.sendBatch(next, frames).succeeded()).isTrue();
    assertThat(hospital.sendBatch(next, frames).succeeded()).isFalse();
    assertThat(hospital.nextBatch()).isEqualTo(next + 1);
  }

  @Test
  void refusesABatchOfAnybodyElse() {
    Account stranger = chain.account(AccountKey.generate(new SecureRandom()));

    Receipt receipt =
        stranger.transact(
            RegistryCalls.applyBatchOf(hospital.registry.address(), 1, enrolment()), GAS);

    assertThat(receipt.succeeded()).isFalse();
    assertThat(receipt.logs()).isEmpty();
  }

  @Test
  void carriesAnybodysSingleOperation() {
    Account stranger = chain.account(AccountKey.generate(new SecureRandom()));

    Receipt receipt =
        stranger.transact(RegistryCalls.applyOneOf(hospital.registry.address(), enrolment()), GAS);

    assertThat(hospital.deployment.eventsOf(receipt))
        .singleElement()
        .isInstanceOf(RegistryEvent.Enrolled.class);
  }

  @Test
  void appliesTheNeighboursOfABadOperation() {
    List<Bytes32> unknown = List.of(Operation.head(99, 1), Hospital.random());
    List<Bytes32> forged = new ArrayList<>(enrolment());
    forged.set(forged.size() - 1, Hospital.random());

    var events =
        hospital.deployment.eventsOf(
            hospital.batch(List.of(enrolment(), unknown, enrolment(), forged, enrolment())));

    assertThat(events)
        .hasExactlyElementsOfTypes(
            RegistryEvent.Enrolled.class,
            RegistryEvent.OperationRejected.class,
            RegistryEvent.Enrolled.class,
            RegistryEvent.OperationRejected.class,
            RegistryEvent.Enrolled.class,
            RegistryEvent.BatchApplied.class);
  }

  @Test
  void endsABatchAtAFrameThatRunsPastItsEnd() {
    List<Bytes32> torn = enrolment();

    var events =
        hospital.deployment.eventsOf(
            hospital.batch(List.of(enrolment(), torn.subList(0, torn.size() - 1))));

    assertThat(events.get(0)).isInstanceOf(RegistryEvent.Enrolled.class);
    assertThat(events.get(1))
        .isEqualTo(
            new RegistryEvent.OperationRejected(
                OperationId.ZERO, RejectionReason.WRONG_NUMBER_OF_WORDS));
    assertThat(events.get(2)).isInstanceOf(RegistryEvent.BatchApplied.class);
  }

  @Test
  void countsAnEmptyBatch() {
    long next = hospital.nextBatch();

    assertThat(hospital.batch(List.of()).succeeded()).isTrue();
    assertThat(hospital.nextBatch()).isEqualTo(next + 1);
  }

  @Test
  void keepsTheBatchNumberOverADismissal() {
    AccountKey key = hospital.relayer.key();
    hospital.batch(List.of());
    long next = hospital.nextBatch();

    hospital.deployment.carry(RegistryCalls.dismissRelayer(key.address()));
    assertThat(hospital.sendBatch(next, List.of()).succeeded()).isFalse();
    hospital.deployment.accreditRelayer(key.address(), hospital.organisation);

    assertThat(hospital.nextBatch()).isEqualTo(next);
    assertThat(hospital.sendBatch(next, List.of()).succeeded()).isTrue();
  }

  private static List<Bytes32> enrolment() {
    return hospital.enrolFrame(Hospital.Person.any(), Role.NURSE);
  }
}
