package org.anamnesis.record.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A newcomer's ENROL with the certificate that it vouches for.
 *
 * @param signed by the registrar and, if nobody else is made to, by the newcomer
 * @param certificate DER
 */
public record Enrolment(SignedOperation signed, Octets certificate) {
  /** Where it is sent. */
  public static final String PATH = "/v1/participants";

  /** As it should be. */
  public static Enrolment of(Person newcomer, Person registrar) {
    Octets certificate = certificate(newcomer.signing());
    return signed(
        operation(newcomer, newcomer.role(), certificate, Person.HOSPITAL, registrar),
        certificate,
        registrar,
        newcomer);
  }

  /** With these signatures, whatever the operation says. */
  public static Enrolment signed(Operation.Enrol operation, Octets certificate, Person... signers) {
    return new Enrolment(Ward.sign(operation, signers), certificate);
  }

  /** What is signed. */
  public static Operation.Enrol operation(
      Person newcomer,
      Role role,
      Octets certificate,
      OrganisationId organisation,
      Person registrar) {
    return new Operation.Enrol(
        registrar.id(),
        newcomer.id(),
        newcomer.signing().point(),
        newcomer.decryption().point(),
        role,
        organisation,
        Hash.sha256(certificate.bytes()),
        Hospital.shared().clock().now() + 600);
  }

  /** A certificate that a key signed for itself. */
  public static Octets certificate(SigningKey key) {
    return certificate(key, "Ada Example");
  }

  /** The same of somebody of this name, after which more of a distinguished name may stand. */
  public static Octets certificate(SigningKey key, String commonName) {
    X500Name name = new X500Name("CN=" + commonName);
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    try {
      return Octets.of(
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.ONE,
                  Date.from(now),
                  Date.from(now.plusSeconds(1_000_000)),
                  name,
                  key.point().toJca())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.toJca()))
              .getEncoded());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body of the request. */
  public Map<String, Object> request() {
    return Map.of("operation", signed, "certificate", certificate);
  }
}
