package org.anamnesis.localparts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The calls that set a development chain up. */
record AnvilRpc(URI url) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Calls a method that takes one number, and gives the whole answer. */
  String call(String method, long number) {
    return ask(method, Long.toString(number));
  }

  /** Calls a method with the JSON of its parameters, and gives the whole answer. */
  String ask(String method, String parameters) {
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameters);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(url)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(request))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200 || answer.body().contains("\"error\"")) {
        throw new PartFailedException("The Ethereum node refuses " + method + ".");
      }
      return answer.body();
    } catch (IOException e) {
      throw new PartFailedException("The Ethereum node does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("Interrupted while setting the Ethereum node up.", e);
    }
  }
}
