package org.anamnesis.protocol.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private static final OrganisationId HOSPITAL = OrganisationId.parse("ab".repeat(32));

  private final SigningKey registrar = SigningKey.generate();
  private final PublicPoint registrarEncryption = SigningKey.generate().point();
  private final SigningKey doctor = SigningKey.generate();
  private final PublicPoint encryption = SigningKey.generate().point();
  private final ParticipantId id = doctor.point().participant();
  private final NetworkFile network =
      new NetworkFile(
          1337,
          "0x" + "00".repeat(32),
          new EthereumAddress("0x" + "42".repeat(20)),
          "0x" + "00".repeat(32),
          1,
          List.of(),
          List.of(new NetworkFile.Organisation(HOSPITAL, "Example Hospital")),
          List.of(
              new NetworkFile.Registrar(
                  registrar.point().participant(),
                  HOSPITAL,
                  registrar.point(),
                  registrarEncryption)),
          List.of());
  private final Directory directory = new Directory(network);
  private final SignedOperation enrolment = enrolment(registrar, HOSPITAL);

  @Test
  void followsAnEnrolmentAndItsSuspension() {
    VerifiedParticipant active =
        directory.verify(id, answer(ParticipantStatus.ACTIVE, encryption, enrolment));
    assertThat(active.recipient().encryptionKey()).isEqualTo(encryption);

    SignedOperation suspension = status(registrar, 1);
    assertThat(
            directory
                .verify(id, answer(ParticipantStatus.SUSPENDED, encryption, enrolment, suspension))
                .status())
        .isEqualTo(ParticipantStatus.SUSPENDED);
  }

  @Test
  void refusesAnswersThatAreNotTheirHistory() {
    assertRefused(answer(ParticipantStatus.SUSPENDED, encryption, enrolment));
    assertRefused(answer(ParticipantStatus.ACTIVE, registrarEncryption, enrolment));
    assertRefused(answer(ParticipantStatus.ACTIVE, encryption, enrolment, status(registrar, 1)));
    assertRefused(answer(ParticipantStatus.ACTIVE, encryption));
  }

  @Test
  void refusesRegistrarsWhoAreNotPinned() {
    SigningKey stranger = SigningKey.generate();
    assertRefused(answer(ParticipantStatus.ACTIVE, encryption, enrolment(stranger, HOSPITAL)));
    assertRefused(answer(ParticipantStatus.SUSPENDED, encryption, enrolment, status(stranger, 1)));
    SignedOperation forged =
        new SignedOperation(
            enrolment.message(),
            List.of(enrolment.signatures().get(1), enrolment.signatures().get(1)));
    assertRefused(answer(ParticipantStatus.ACTIVE, encryption, forged));
  }

  @Test
  void refusesSomebodyElseAndAnUnorderedHistory() {
    assertThatThrownBy(() ->
            directory.verify(
                registrar.point().participant(),
                answer(ParticipantStatus.ACTIVE, encryption, enrolment)))
        .isInstanceOf(DirectoryRefused.class);
    SignedOperation second = status(registrar, 2);
    assertRefused(
        answer(ParticipantStatus.SUSPENDED, encryption, enrolment, second, status(registrar, 1)));
    assertRefused(answer(ParticipantStatus.SUSPENDED, encryption, second));
  }

  @Test
  void knowsAPinnedRegistrarWithoutHistory() {
    ParticipantId asked = registrar.point().participant();
    DirectoryAnswer answer =
        new DirectoryAnswer(
            asked,
            HOSPITAL,
            Role.REGISTRAR,
            ParticipantStatus.ACTIVE,
            0,
            registrar.point(),
            registrarEncryption,
            List.of(),
            9);

    assertThat(directory.verify(asked, answer).signingKey()).isEqualTo(registrar.point());
  }

  private void assertRefused(DirectoryAnswer answer) {
    assertThatThrownBy(() -> directory.verify(id, answer)).isInstanceOf(DirectoryRefused.class);
  }

  private SignedOperation enrolment(SigningKey by, OrganisationId organisation) {
    Operation enrol =
        new Operation.Enrol(
            by.point().participant(),
            id,
            doctor.point(),
            encryption,
            Role.DOCTOR,
            organisation,
            Hash.parse("cd".repeat(32)),
            2_000_000_000L);
    return SignedOperation.sign(enrol, network.operationsFor(), by, doctor);
  }

  private SignedOperation status(SigningKey by, long sequence) {
    Operation status =
        new Operation.Status(
            by.point().participant(),
            id,
            ParticipantStatus.SUSPENDED,
            sequence,
            Hash.parse("ef".repeat(32)),
            2_000_000_000L);
    return SignedOperation.sign(status, network.operationsFor(), by);
  }

  private DirectoryAnswer answer(
      ParticipantStatus status, PublicPoint encryptionKey, SignedOperation... history) {
    return new DirectoryAnswer(
        id, HOSPITAL, Role.DOCTOR, status, 0, doctor.point(), encryptionKey, List.of(history), 9);
  }
}
