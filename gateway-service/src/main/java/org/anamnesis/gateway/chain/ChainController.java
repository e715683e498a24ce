package org.anamnesis.gateway.chain;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the node what may be asked. Calls are written anew, so that the node reads what was checked.
 */
@RestController
class ChainController {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private final ChainSettings settings;
  private final JsonMapper json;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  ChainController(ChainSettings settings, JsonMapper json) {
    this.settings = settings;
    this.json = json;
  }

  @PostMapping("/v1/chain")
  ResponseEntity<byte[]> ask(@RequestBody JsonNode calls) {
    ChainCalls.check(calls);
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer(calls));
  }

  private byte[] answer(JsonNode calls) {
    HttpRequest request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(calls)))
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return bounded(response.statusCode(), body);
      }
    } catch (IOException down) {
      throw unavailable("The chain's node does not answer.", down);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unavailable("The gateway is stopping.", stopped);
    }
  }

  private byte[] bounded(int status, InputStream body) throws IOException {
    int most = Math.toIntExact(settings.maxAnswer().toBytes());
    byte[] octets = body.readNBytes(most + 1);
    if (status != 200) {
      throw unavailable("The chain's node refused the question.", null);
    }
    if (octets.length > most) {
      throw new ProblemException(
          ProblemType.REQUEST_TOO_LARGE, "The answer is too large; ask for fewer blocks at once.");
    }
    return octets;
  }

  private static ProblemException unavailable(
      String detail, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ProblemException(ProblemType.CHAIN_UNAVAILABLE, detail, cause);
  }
}
