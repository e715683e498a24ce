package org.anamnesis.client.enrolment;

import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.operation.Operations;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.operation.Message;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/** Both sides of an enrolment. */
public final class Enrolments {
  private static final Duration VALIDITY = Duration.ofDays(7);

  private Enrolments() {}

  record EnrolRequest(SignedOperation operation, Octets certificate) {}

  record StatusRequest(SignedOperation operation) {}

  /** The new participant's side: composes ENROL for a registrar and signs it with the new key. */
  public static EnrolmentRequest request(
      ParticipantKeys keys,
      Role role,
      OrganisationId organisation,
      ParticipantId registrar,
      Registry registry,
      Clock clock) {
    Octets certificate = certificate(keys);
    Message message =
        new Operation.Enrol(
                registrar,
                keys.participant(),
                keys.signing().point(),
                keys.decryption().point(),
                role,
                organisation,
                Hash.sha256(certificate.bytes()),
                clock.instant().plus(VALIDITY).getEpochSecond())
            .message(registry);
    return new EnrolmentRequest(
        Octets.of(message.octets()), keys.signing().sign(message.octets()), certificate);
  }

  /**
   * The registrar's side: what the request asks for, after its own signature and certificate were
   * checked.
   *
   * @throws IllegalArgumentException if it is no ENROL for this registrar, its signature does not
   *     hold, or the certificate is another
   */
  public static Operation.Enrol inspect(
      EnrolmentRequest request, ParticipantId registrar, Registry registry) {
    Message message = Message.parse(request.message().bytes(), registry);
    if (!(message.operation() instanceof Operation.Enrol enrol)
        || !enrol.registrar().equals(registrar)) {
      throw new IllegalArgumentException("The request is not for this registrar.");
    }
    if (!enrol.signing().verifies(message.octets(), request.signature())
        || !enrol.certificate().equals(Hash.sha256(request.certificate().bytes()))) {
      throw new IllegalArgumentException(
          "The request is not signed by the new key, or holds another certificate.");
    }
    return enrol;
  }

  /** The registrar's side: countersigns a request that was inspected, and sends it. */
  public static OperationStatus countersign(
      EnrolmentRequest request,
      ParticipantKeys registrar,
      Registry registry,
      Operations operations) {
    inspect(request, registrar.participant(), registry);
    Message message = Message.parse(request.message().bytes(), registry);
    SignedOperation enrol =
        new SignedOperation(
            message, List.of(registrar.signing().sign(message.octets()), request.signature()));
    return operations.submit(
        "/v1/participants", new EnrolRequest(enrol, request.certificate()), enrol.id());
  }

  /** The registrar's side: suspends somebody, or makes them active again. */
  public static OperationStatus setStatus(
      ParticipantId participant,
      ParticipantStatus status,
      ParticipantKeys registrar,
      Operations operations) {
    SignedOperation signed =
        operations.sign(
            new Operation.Status(
                registrar.participant(),
                participant,
                status,
                operations.nowMillis(),
                Hash.ZERO,
                operations.validUntil()));
    return operations.submit(
        "/v1/participants/" + participant.hex() + "/status",
        new StatusRequest(signed),
        signed.id());
  }

  private static Octets certificate(ParticipantKeys keys) {
    try {
      return Octets.of(keys.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("the certificate has no encoding", e);
    }
  }
}
