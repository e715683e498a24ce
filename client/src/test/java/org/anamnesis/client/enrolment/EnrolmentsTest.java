package org.anamnesis.client.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.Subject;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.operation.MalformedOperation;
import org.anamnesis.protocol.operation.Operation;
import org.junit.jupiter.api.Test;

class EnrolmentsTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final OrganisationId HOSPITAL = OrganisationId.parse("ab".repeat(32));
  private static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x" + "42".repeat(20)));

  private final ParticipantKeys nurse =
      ParticipantKeys.generate(
          new Subject.Professional("Nina Example", "nurse", "Example Hospital"), CLOCK);
  private final ParticipantId registrar =
      ParticipantKeys.generate(new Subject.Patient(), CLOCK).participant();
  private final EnrolmentRequest request =
      Enrolments.request(nurse, Role.NURSE, HOSPITAL, registrar, REGISTRY, CLOCK);

  @Test
  void registrarSeesWhatTheNewParticipantSigned() {
    Operation.Enrol enrol = Enrolments.inspect(request, registrar, REGISTRY);

    assertThat(enrol.participant()).isEqualTo(nurse.participant());
    assertThat(enrol.role()).isEqualTo(Role.NURSE);
    assertThat(enrol.organisation()).isEqualTo(HOSPITAL);
    assertThat(enrol.encryption()).isEqualTo(nurse.decryption().point());
  }

  @Test
  void refusesARequestForAnotherRegistrarOrRegistry() {
    assertThatThrownBy(() -> Enrolments.inspect(request, nurse.participant(), REGISTRY))
        .hasMessageContaining("not for this registrar");
    assertThatThrownBy(
            () -> Enrolments.inspect(request, registrar, new Registry(1338, REGISTRY.address())))
        .isInstanceOf(MalformedOperation.class);
  }

  @Test
  void refusesAnotherCertificateAndAnothersSignature() {
    EnrolmentRequest other =
        Enrolments.request(
            ParticipantKeys.generate(new Subject.Patient(), CLOCK),
            Role.PATIENT,
            HOSPITAL,
            registrar,
            REGISTRY,
            CLOCK);

    assertThatThrownBy(() ->
            Enrolments.inspect(
                new EnrolmentRequest(request.message(), request.signature(), other.certificate()),
                registrar,
                REGISTRY))
        .hasMessageContaining("another certificate");
    assertThatThrownBy(() ->
            Enrolments.inspect(
                new EnrolmentRequest(request.message(), other.signature(), request.certificate()),
                registrar,
                REGISTRY))
        .hasMessageContaining("not signed by the new key");
    assertThatThrownBy(() ->
            Enrolments.inspect(
                new EnrolmentRequest(
                    Octets.of(new byte[] {1}), request.signature(), request.certificate()),
                registrar,
                REGISTRY))
        .isInstanceOf(MalformedOperation.class);
  }
}
