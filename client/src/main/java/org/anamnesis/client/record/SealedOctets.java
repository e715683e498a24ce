package org.anamnesis.client.record;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.anamnesis.client.gateway.Gateway;

/**
 * Fetches what a ticket opens, through the services or straight from the object store. Either way
 * the octets are sealed, and whoever opens them checks them.
 */
final class SealedOctets {
  private static final String TICKET = "Anamnesis-Ticket";

  private final Gateway gateway;
  private final HttpClient store =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

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
    HttpRequest request =
        HttpRequest.newBuilder(presigned.url()).timeout(Duration.ofHours(6)).GET().build();
    try {
      HttpResponse<InputStream> response = store.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        throw new StoreUnavailableException(
            "The object store answers " + response.statusCode() + ".");
      }
      return response.body();
    } catch (IOException e) {
      throw new StoreUnavailableException("The object store does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("Interrupted while waiting for the object store.", e);
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
