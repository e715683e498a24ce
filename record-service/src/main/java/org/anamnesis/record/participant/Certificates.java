package org.anamnesis.record.participant;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The certificates of enrolments (PROTOCOL.md section 7). */
@Component
public final class Certificates {
  private static final int LONGEST = 16 * 1024;

  private final JdbcClient jdbc;
  private final Permits permits;

  Certificates(JdbcClient jdbc, Permits permits) {
    this.jdbc = jdbc;
    this.permits = permits;
  }

  /** Refuses a certificate that is not the one signed for, or of another key. */
  static void check(Operation.Enrol enrol, Octets certificate) {
    if (certificate.size() > LONGEST
        || !Hash.sha256(certificate.bytes()).equals(enrol.certificate())
        || !keyOf(certificate).equals(Optional.of(enrol.signing()))) {
      throw new ProblemException(
          ProblemType.CERTIFICATE_MISMATCH,
          "The certificate does not hash to what the operation says, or is of another key.");
    }
  }

  private static Optional<PublicPoint> keyOf(Octets certificate) {
    try {
      return parsed(certificate)
          .map(X509Certificate::getPublicKey)
          .filter(ECPublicKey.class::isInstance)
          .map(key -> PublicPoint.of((ECPublicKey) key));
    } catch (IllegalArgumentException otherCurve) {
      return Optional.empty();
    }
  }

  private static Optional<X509Certificate> parsed(Octets certificate) {
    ByteArrayInputStream in = new ByteArrayInputStream(certificate.bytes());
    try {
      X509Certificate parsed =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return in.available() == 0 ? Optional.of(parsed) : Optional.empty();
    } catch (CertificateException notOne) {
      return Optional.empty();
    }
  }

  /** Keeps it, in the transaction that accepts the enrolment. */
  void keep(OperationId operation, Operation.Enrol enrol, Octets certificate) {
    Optional<Professional> named =
        enrol.role() == Role.PATIENT
            ? Optional.empty()
            : parsed(certificate).flatMap(Professional::in);
    jdbc.sql(
            """
            INSERT INTO records.certificate
              (operation, participant, role, der, name, profession, organisation)
            VALUES (:operation, :participant, :role, :der, :name, :profession, :organisation)
            """)
        .param("operation", operation.bytes())
        .param("participant", enrol.participant().bytes())
        .param("role", enrol.role().number())
        .param("der", certificate.bytes())
        .param("name", named.map(Professional::name).orElse(null))
        .param("profession", named.map(Professional::profession).orElse(null))
        .param("organisation", named.map(Professional::organisation).orElse(null))
        .update();
  }

  /** The certificate of an anchored enrolment, for whom it is meant. */
  public Octets find(ParticipantId participant, Caller caller) {
    Kept kept =
        jdbc.sql(
                """
                SELECT c.role, c.der FROM records.certificate c
                JOIN outbox.operation o ON o.id = c.operation
                WHERE c.participant = :participant AND o.state = 'ANCHORED'
                """)
            .param("participant", participant.bytes())
            .query((row, index) -> new Kept(row.getInt("role"), Octets.of(row.getBytes("der"))))
            .optional()
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.UNKNOWN_PARTICIPANT,
                    "No participant of this id was enrolled here."));
    if (kept.role() == Role.PATIENT.number()
        && !caller.participant().equals(participant)
        && !permits.toContribute(caller, participant)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "A patient's certificate is for them and their contributors.");
    }
    return kept.der();
  }

  private record Kept(int role, Octets der) {}
}
