package org.anamnesis.systemtests.containers;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of deploy/ as a shell runs them. */
class DeployScriptsTest {
  private static final Path DEPLOY = Home.folder().resolve("deploy");
  private static final int CONFIGURATION = 78;

  @TempDir Path folder;

  @Test
  void startsTheProgramOnceEverySecretIsThere() throws Exception {
    Files.writeString(folder.resolve("spring.datasource.password"), "0123456789abcdef\n");
    assertThat(start("spring.datasource.password:record_database_password", ""))
        .isEqualTo(new Ran(0, "started\n"));
    assertThat(start("", "")).isEqualTo(new Ran(0, "started\n"));
  }

  @Test
  void refusesTheStartInASentenceThatNamesTheSecretAndNeverShowsIt() throws Exception {
    String missing = "Not started: the secret record_database_password ";
    assertThat(start("p:record_database_password", ""))
        .isEqualTo(
            new Ran(
                CONFIGURATION,
                missing
                    + "is missing; deploy/make-secrets makes deploy/secrets/record_database_password.\n"));
    Files.createDirectory(folder.resolve("folder"));
    assertThat(start("folder:record_database_password", "").said())
        .startsWith(missing + "is missing");
    for (String bad : List.of("", "short\n", "0123456789abcdef\nmore\n", "\n")) {
      Files.writeString(folder.resolve("p"), bad);
      Ran ran = start("p:record_database_password", "");
      assertThat(ran.code()).isEqualTo(CONFIGURATION);
      assertThat(ran.said()).startsWith(missing).doesNotContain("0123456789", "short");
    }
  }

  @Test
  void refusesTheStartBeforeTheOneShotsHaveRun() throws Exception {
    Ran ran = start("", folder.resolve("network.json").toString());
    assertThat(ran.code()).isEqualTo(CONFIGURATION);
    assertThat(ran.said()).contains("network.json is missing; the one-shot");
  }

  @Test
  void makesEverySecretThatTheComposeFileNamesAndKeepsWhatIsThere() throws Exception {
    Path secrets = folder.resolve("secrets");
    String program = DEPLOY.resolve("make-secrets").toString();
    Files.createDirectory(secrets);
    Files.writeString(secrets.resolve("postgres_password"), "chosen by somebody\n");
    assertThat(run(Map.of(), program, secrets.toString()).code()).isZero();

    assertThat(Files.getPosixFilePermissions(secrets)).isEqualTo(fromString("rwx------"));
    assertThat(secrets.resolve("postgres_password")).hasContent("chosen by somebody");
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (Stream<Path> files = Files.list(secrets)) {
      for (Path file : files.toList()) {
        names.add(file.getFileName().toString());
        values.add(Files.readString(file));
      }
    }
    ComposeFile compose =
        ComposeFile.parse(ComposeFile.text(Home.folder().resolve("docker-compose.yml")), Map.of());
    assertThat(names).containsExactlyInAnyOrderElementsOf(compose.section("secrets").keySet());
    assertThat(values).doesNotHaveDuplicates().allMatch(value -> value.length() > 16);
    assertThat(Files.getPosixFilePermissions(secrets.resolve("store_access_key")))
        .isEqualTo(fromString("r--r--r--"));

    assertThat(run(Map.of(), program, secrets.toString())).isEqualTo(new Ran(0, ""));
  }

  @Test
  void makesASecretInPlaceOfTheEmptyFolderThatAnOlderComposeLeftAndOfNoOther() throws Exception {
    Path secrets = folder.resolve("secrets");
    String program = DEPLOY.resolve("make-secrets").toString();
    Path left = Files.createDirectories(secrets.resolve("postgres_password"));
    assertThat(run(Map.of(), program, secrets.toString()).code()).isZero();
    assertThat(left).isRegularFile();

    Path other = secrets.resolve("store_access_key");
    Files.delete(other);
    Files.createDirectory(other);
    Files.writeString(other.resolve("kept"), "by somebody");
    assertThat(run(Map.of(), program, secrets.toString()))
        .isEqualTo(
            new Ran(
                1,
                "Not made: %s is a folder that is not empty or not yours; remove it.\n"
                    .formatted(other)));
  }

  @Test
  void readyIsWhatAnswers200() throws Exception {
    AtomicInteger status = new AtomicInteger(200);
    HttpServer server = answering(status, () -> "");
    String port = Integer.toString(server.getAddress().getPort());
    try {
      String ready = DEPLOY.resolve("ready").toString();
      assertThat(run(Map.of(), ready, port, "/minio/health/live").code()).isZero();
      status.set(503);
      assertThat(run(Map.of(), ready, port).code()).isNotZero();
    } finally {
      server.stop(0);
    }
    assertThat(run(Map.of(), DEPLOY.resolve("ready").toString(), port).code()).isNotZero();
  }

  @Test
  void healthyIsAValidatorWhoseNewestBlockIsYoung() throws Exception {
    AtomicLong age = new AtomicLong(1);
    HttpServer server =
        answering(
            new AtomicInteger(200),
            () ->
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"number\":\"0x5\",\"timestamp\":\"0x%x\"}}"
                    .formatted(Clock.systemUTC().instant().getEpochSecond() - age.get()));
    Map<String, String> port =
        Map.of("BESU_RPC_HTTP_PORT", Integer.toString(server.getAddress().getPort()));
    try {
      String healthy = DEPLOY.resolve("besu/healthy").toString();
      assertThat(run(port, healthy).code()).isZero();
      age.set(600);
      assertThat(run(port, healthy).code()).isNotZero();
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer answering(AtomicInteger status, Supplier<String> body)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] octets = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), octets.length == 0 ? -1 : octets.length);
          exchange.getResponseBody().write(octets);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Ran start(String secrets, String files) throws Exception {
    return run(
        Map.of(
            "SECRETS_FOLDER", folder.toString(),
            "REQUIRED_SECRETS", secrets,
            "REQUIRED_FILES", files),
        DEPLOY.resolve("require-secrets").toString(),
        "echo",
        "started");
  }

  record Ran(int code, String said) {}

  static Ran run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }
}
