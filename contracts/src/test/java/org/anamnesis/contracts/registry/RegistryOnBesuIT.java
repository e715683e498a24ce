package org.anamnesis.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.chain.ChainRefusedException;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.localparts.BesuNode;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.RecordId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The registry on a real Besu under Osaka's rules: it is deployed, checks signatures and takes a
 * full batch. With {@code -Danamnesis.chain=besu} all other tests of it run there, too.
 */
@EnabledIf(
    value = "besuIsHere",
    disabledReason = "there is no besu on the PATH and none in BESU_HOME")
class RegistryOnBesuIT {
  private static final int FULL = 200;

  private static TestChain chain;
  private static Hospital hospital;

  @BeforeAll
  static void open() {
    chain = TestChain.besu();
    hospital = Hospital.open(chain);
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @Test
  void takesTwoHundredRegistrationsInOneTransactionUnderTheCap() {
    hospital.consented(
        hospital.patient,
        RecordId.ZERO,
        hospital.nurse.id(),
        Permissions.of(Permission.CONTRIBUTE),
        Effect.ALLOW);

    Receipt receipt =
        hospital.batch(
            Hospital.times(
                FULL,
                i ->
                    hospital
                        .register(hospital.nurse, hospital.patient, Hospital.random())
                        .frame(hospital.registry, hospital.nurse.key())));

    assertThat(receipt.gasUsed()).isBetween(1L, GasBounds.TRANSACTION_CAP);
    assertThat(hospital.deployment.eventsOf(receipt))
        .filteredOn(RegistryEvent.Registered.class::isInstance)
        .hasSize(FULL);
  }

  @Test
  void tellsAForgedSignatureFromATrueOne() {
    Hospital.Person person = Hospital.Person.any();
    List<Bytes32> forged =
        hospital
            .enrol(person, Role.NURSE)
            .frame(hospital.registry, hospital.registrar.key(), hospital.nurse.key());

    assertThat(hospital.rejected(forged)).isEqualTo(RejectionReason.BAD_SIGNATURE);
    assertThat(hospital.applied(hospital.enrolFrame(person, Role.NURSE)))
        .isInstanceOf(RegistryEvent.Enrolled.class);
  }

  /** {@code NotRelayer(address)}: a selector and a word. */
  @Test
  void givesTheReasonOfARevertedCallAsData() {
    assertThatThrownBy(() ->
            chain
                .node()
                .call(
                    hospital.registry.address(),
                    RegistryCalls.applyBatchOf(hospital.registry.address(), 1, List.of()).input()))
        .isInstanceOfSatisfying(
            ChainRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(3);
              assertThat(refused.revert().length()).isEqualTo(4 + Bytes32.SIZE);
            });
  }

  static boolean besuIsHere() {
    return BesuNode.program().isPresent();
  }
}
