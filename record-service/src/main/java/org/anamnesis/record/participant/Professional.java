package org.anamnesis.record.participant;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Whom a professional's certificate names (PROTOCOL.md section 7).
 *
 * @param name common name
 * @param profession title, such as "doctor"
 * @param organisation organisation
 */
record Professional(String name, String profession, String organisation) {
  private static final String TITLE = "2.5.4.12";

  /** Empty if the certificate does not have all three. */
  static Optional<Professional> in(X509Certificate certificate) {
    try {
      LdapName subject =
          new LdapName(
              certificate
                  .getSubjectX500Principal()
                  .getName(X500Principal.RFC2253, Map.of(TITLE, "T")));
      Optional<String> name = part(subject, "CN");
      Optional<String> profession = part(subject, "T");
      Optional<String> organisation = part(subject, "O");
      return name.isPresent() && profession.isPresent() && organisation.isPresent()
          ? Optional.of(new Professional(name.get(), profession.get(), organisation.get()))
          : Optional.empty();
    } catch (InvalidNameException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> part(LdapName subject, String type) {
    return subject.getRdns().stream()
        .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
        .map(Rdn::getValue)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }
}
