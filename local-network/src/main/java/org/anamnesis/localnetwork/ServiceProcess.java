package org.anamnesis.localnetwork;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.anamnesis.localparts.ChildProcess;
import tools.jackson.databind.json.JsonMapper;

/** A service as a JVM of its own, from its executable jar. */
final class ServiceProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final URI url;
  private final ChildProcess process;

  private ServiceProcess(URI url, ChildProcess process) {
    this.url = url;
    this.process = process;
  }

  /** Starts it; the settings hold secrets, so they go into the environment. */
  static ServiceProcess start(
      Service service, URI url, String heap, Map<String, String> settings, Path logs) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            Checkout.serviceJar(service).toString());
    ChildProcess process =
        ChildProcess.start(
            "The " + service.module(),
            command,
            Map.of("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings)),
            logs.resolve(service.module() + ".log"));
    return new ServiceProcess(url, process);
  }

  void awaitReady() {
    process.awaitReady(PATIENCE, () -> isReady(url));
  }

  ChildProcess process() {
    return process;
  }

  /** Whether a service says that it is ready. */
  static boolean isReady(URI url) {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
