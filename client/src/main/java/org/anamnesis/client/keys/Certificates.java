package org.anamnesis.client.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.anamnesis.protocol.key.DecryptionKey;
import org.anamnesis.protocol.key.SigningKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * X.509 certificates (RFC 5280) that the signing key signs itself. The chain, not their lifetime,
 * says whether a key is in force, so they live for a century.
 */
final class Certificates {
  private static final long CENTURY = 100 * 365L;

  private Certificates() {}

  static X509Certificate selfSigned(SigningKey key, Subject subject, Instant now) {
    X500Name name =
        switch (subject) {
          case Subject.Patient patient -> idName(key);
          case Subject.Professional p ->
              new X500NameBuilder()
                  .addRDN(BCStyle.O, p.organisation())
                  .addRDN(BCStyle.T, p.profession())
                  .addRDN(BCStyle.CN, p.name())
                  .build();
        };
    return certify(key, name, key.point().toJca(), KeyUsage.digitalSignature, now);
  }

  static X509Certificate ofDecryptionKey(SigningKey issuer, DecryptionKey key, Instant now) {
    return certify(issuer, idName(issuer), key.point().toJca(), KeyUsage.keyAgreement, now);
  }

  private static X500Name idName(SigningKey key) {
    return new X500NameBuilder().addRDN(BCStyle.CN, key.point().participant().hex()).build();
  }

  private static X509Certificate certify(
      SigningKey issuer, X500Name subject, PublicKey key, int usage, Instant now) {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              new BigInteger(127, new SecureRandom()),
              Date.from(today),
              Date.from(today.plus(CENTURY, ChronoUnit.DAYS)),
              subject,
              key);
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.toJca())));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("the certificate cannot be made", e);
    }
  }
}
