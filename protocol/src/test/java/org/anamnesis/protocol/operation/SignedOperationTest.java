package org.anamnesis.protocol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.MalformedOperation.Fault;
import org.junit.jupiter.api.Test;

class SignedOperationTest {
  private static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x" + "42".repeat(20)));

  private final SigningKey registrar = SigningKey.generate();
  private final SigningKey nurse = SigningKey.generate();
  private final Operation.Enrol enrol =
      new Operation.Enrol(
          registrar.point().participant(),
          nurse.point().participant(),
          nurse.point(),
          SigningKey.generate().point(),
          Role.NURSE,
          OrganisationId.parse("ab".repeat(32)),
          Hash.parse("cd".repeat(32)),
          1_800_000_000L);

  @Test
  void comesBackFromItsOctetsAndFromItsFrame() {
    SignedOperation signed = SignedOperation.sign(enrol, REGISTRY, registrar, nurse);

    assertThat(Message.parse(signed.message().octets(), REGISTRY).operation()).isEqualTo(enrol);
    byte[] frame = Frame.of(signed).words();
    assertThat(Frame.split(frame)).hasSize(1);
    assertThat(Frame.split(frame).getFirst().operation(REGISTRY)).contains(signed);
  }

  @Test
  void needsBothSignaturesOfAnEnrolment() {
    assertThat(
            SignedOperation.sign(enrol, REGISTRY, registrar, nurse).isSignedBy(registrar.point()))
        .isTrue();
    assertThat(
            SignedOperation.sign(enrol, REGISTRY, registrar, registrar)
                .isSignedBy(registrar.point()))
        .isFalse();
    assertThat(SignedOperation.sign(enrol, REGISTRY, nurse, nurse).isSignedBy(registrar.point()))
        .isFalse();
    assertThatThrownBy(() -> new SignedOperation(enrol.message(REGISTRY), List.of()))
        .isInstanceOf(MalformedOperation.class);
  }

  @Test
  void refusesAnOverWideRole() {
    byte[] octets = enrol.message(REGISTRY).octets();
    octets[10 * 32] = 1;

    assertFault(octets, REGISTRY, Fault.FIELD_OUT_OF_RANGE);
  }

  @Test
  void refusesAnotherRegistryKindDomainOrLength() {
    byte[] octets = enrol.message(REGISTRY).octets();

    assertFault(octets, new Registry(1338, REGISTRY.address()), Fault.WRONG_REGISTRY);
    assertFault(Arrays.copyOf(octets, octets.length - 32), REGISTRY, Fault.WRONG_NUMBER_OF_WORDS);
    assertFault(Arrays.copyOf(octets, octets.length - 1), REGISTRY, Fault.WRONG_NUMBER_OF_WORDS);
    byte[] kind = octets.clone();
    kind[63] = 99;
    assertFault(kind, REGISTRY, Fault.UNKNOWN_KIND);
    byte[] domain = octets.clone();
    domain[0] = 'A';
    assertFault(domain, REGISTRY, Fault.WRONG_DOMAIN);
  }

  private static void assertFault(byte[] octets, Registry registry, Fault fault) {
    assertThatThrownBy(() -> Message.parse(octets, registry))
        .isInstanceOfSatisfying(
            MalformedOperation.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
