package org.anamnesis.client.record;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.anamnesis.client.gateway.Download;
import org.anamnesis.client.gateway.Gateway;

/**
 * Fetches what a ticket opens, through the services or straight from the object store. Either way
 * the octets are sealed, and whoever opens them checks them.
 */
final class SealedOctets {
  private static final String TICKET = "Anamnesis-Ticket";

  private final Gateway gateway;

  SealedOctets(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Through gateway and record service. */
  InputStream throughServices(AccessGrant grant) {
    return gateway.stream(path(grant) + "/content", Map.of(TICKET, grant.ticket()));
  }

  /**
   * Straight from the object store, at an address that its service signs for this one GET. The
   * store is told nothing but that address.
   *
   * @throws org.anamnesis.client.gateway.ProblemException {@code not-served} if the service signs
   *     none
   * @throws StoreUnavailableException if the store does not answer, or not with the octets
   */
  InputStream straightFromStore(AccessGrant grant) {
    Presigned presigned =
        gateway.get(
            path(grant) + "/presigned-url", Map.of(TICKET, grant.ticket()), Presigned.class);
    try {
      Download download = gateway.elsewhere(presigned.url());
      InputStream octets = download.octets();
      if (download.status() != 200) {
        octets.close();
        throw new StoreUnavailableException("The object store answers " + download.status() + ".");
      }
      return octets;
    } catch (IOException e) {
      throw new StoreUnavailableException("The object store does not answer.", e);
    }
  }

  private static String path(AccessGrant grant) {
    return "/v1/records/%s/versions/%d".formatted(grant.record().hex(), grant.version());
  }

  /** An address that opens one object to whoever has it; it shows itself to nobody. */
  private record Presigned(URI url, long expiresAt) {
    @Override
    public String toString() {
      return "Presigned[redacted]";
    }
  }
}
