package org.anamnesis.systemtests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.localnetwork.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docker-compose.yml and deploy/ against the services' settings; and that a mistake is noticed. */
class ContainersTest {
  private static final Path HOME = Home.folder();
  private static final String COMPOSE = ComposeFile.text(HOME.resolve("docker-compose.yml"));
  private static final String CHAIN = ComposeFile.text(HOME.resolve("deploy/besu/qbft.json"));

  @Test
  void theContainersAreWhatTheServicesNeed() {
    assertThat(violations(COMPOSE, CHAIN)).isEmpty();
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource
  void aMistakeInTheComposeFileIsNoticed(String right, String wrong, String sentence) {
    assertThat(COMPOSE).as("the text to be broken").contains(right);
    String broken = COMPOSE.replace(right, wrong);
    assertThat(violations(broken, CHAIN)).anySatisfy(said -> assertThat(said).contains(sentence));
  }

  static Stream<Arguments> aMistakeInTheComposeFileIsNoticed() {
    return Stream.of(
        Arguments.of("cap_drop: [ALL]", "cap_drop: [NET_RAW]", "keeps capabilities"),
        Arguments.of("no-new-privileges:true", "no-new-privileges:false", "may gain privileges"),
        Arguments.of("read_only: true\n  tmpfs", "read_only: false\n  tmpfs", "writes its root"),
        Arguments.of("postgres:18.6-trixie", "postgres:latest", "not pinned by a tag"),
        Arguments.of("user: \"1000:1000\"", "user: root", "seaweedfs is root"),
        Arguments.of(
            "test: [CMD, ready]", "test: [CMD, \"true\"]", "not asked whether it is ready"),
        Arguments.of("[CMD, healthy]", "[]", "validator-1 has no health check"),
        Arguments.of("-Xmx256m -XX:+UseSerialGC -XX:+Exit", "-Xmx400m -XX:+Exit", "another heap"),
        Arguments.of("mem_limit: 2g", "mem_limit: 1g", "no memory limit of twice its heap"),
        Arguments.of(
            "condition: service_completed_successfully",
            "condition: service_started",
            "does not wait until founding"),
        Arguments.of(
            "depends_on:\n      validator-1: {condition: service_healthy}\n    mem_limit",
            "depends_on:\n      validator-1: {condition: service_healthy}\n      validator-2: {condition: service_healthy}\n    mem_limit",
            "founding waits for validator-2, which it does not ask"),
        Arguments.of(
            "ANAMNESIS_CHAIN_URL: http://validator-3:8545",
            "ANAMNESIS_CHAIN_URL: http://validator-4:8545",
            "gateway-service waits for validator-3, which it does not ask"),
        Arguments.of(
            "minio: {condition: service_healthy, required: false}",
            "minio: {condition: service_healthy}",
            "cannot start without the profile"),
        Arguments.of("127.0.0.1:${ANAMNESIS_PORT", "0.0.0.0:${ANAMNESIS_PORT", "is published as"),
        Arguments.of(
            "networks: {chain: {}, peers: {ipv4_address: 10.213.77.12}}",
            "ports: [\"127.0.0.1:8545:8545\"]\n    networks: {chain: {}, peers: {ipv4_address: 10.213.77.12}}",
            "validator-2 is published"),
        Arguments.of("chain: {internal: true}", "chain: {}", "network chain leads outside"),
        Arguments.of(
            "networks: [services, database, store, watch]",
            "networks: [services, database, store, chain, watch]",
            "record-service and the network chain"),
        Arguments.of(
            "record-service:/etc/anamnesis:ro", "founding:/etc/anamnesis:ro", "not its own"),
        Arguments.of(
            "ledger-service:/etc/anamnesis:ro",
            "ledger-service:/etc/anamnesis",
            "can write its keys"),
        Arguments.of("secrets: [registrar_passphrase]", "secrets: []", "founding is given"),
        Arguments.of(
            "store_secret_key: {file: ./deploy/secrets/store_secret_key}",
            "",
            "declared are the secrets"),
        Arguments.of(
            "PGHOST: postgres",
            "PGHOST: postgres\n      PGPASSWORD: postgres",
            "a secret in the variable PGPASSWORD"),
        Arguments.of(
            "entrypoint: [/usr/local/bin/require-secrets, docker-entrypoint.sh]",
            "entrypoint: [docker-entrypoint.sh]",
            "without looking for its secrets"),
        Arguments.of("/tmp:exec", "/tmp", "cannot load the native libraries"),
        Arguments.of("--min-gas-price=0", "--min-gas-price=1", "have no --min-gas-price=0"),
        Arguments.of(
            "environment: {<<: *besu-environment, BESU_P2P_HOST: 10.213.77.13}",
            "environment: {<<: *besu-environment, BESU_P2P_HOST: 10.213.77.13}\n    command: [--min-gas-price=0]",
            "validator-3 is set another way"),
        Arguments.of(
            "BESU_P2P_HOST: 10.213.77.14",
            "BESU_P2P_HOST: 10.213.77.15",
            "another address than it has"),
        Arguments.of(
            "10.213.77.12:30303=/validators/2",
            "10.213.77.12:30304=/validators/2",
            "the validators are set up as"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource
  void aMistakeInAServicesSettingsIsNoticed(String right, String wrong, String sentence) {
    aMistakeInTheComposeFileIsNoticed(right, wrong, sentence);
  }

  static Stream<Arguments> aMistakeInAServicesSettingsIsNoticed() {
    return Stream.of(
        Arguments.of(
            "ANAMNESIS_GATEWAY_TOKENKEY",
            "ANAMNESIS_GATEWAY_TOKEN_KEY",
            "ANAMNESIS_GATEWAY_TOKEN_KEY is no setting"),
        Arguments.of(
            "SERVER_TOMCAT_REMOTEIP_INTERNALPROXIES",
            "SERVER_TOMCAT_INTERNALPROXIES",
            "SERVER_TOMCAT_INTERNALPROXIES is no setting"),
        Arguments.of(
            "      ANAMNESIS_ROUTES_LEDGER: http://ledger-service:8080\n",
            "",
            "anamnesis.routes.ledger is not given"),
        Arguments.of(
            "      ANAMNESIS_SERVICETOKENKEY: /etc/anamnesis/record-service.pem\n",
            "",
            "anamnesis.service-token-key is not given"),
        Arguments.of(
            "ANAMNESIS_TOKENS_ISSUERKEYS_1_ISSUER: record-service",
            "NONE: \"\"",
            "anamnesis.tokens.issuerKeys.issuer is not given"),
        Arguments.of(
            "configtree:/run/secrets/,configtree:/etc/anamnesis/settings/",
            "configtree:/run/secrets/",
            "anamnesis.acceptance.* does not bind"),
        Arguments.of(
            "target: anamnesis.store.access-key",
            "target: anamnesis.store.key",
            "anamnesis.store.key is no setting"),
        Arguments.of(
            "ANAMNESIS_RELAYER_KEYFILE: /etc/anamnesis/relayer.hex",
            "ANAMNESIS_RELAYER_KEYFILE: /etc/anamnesis/store.pem",
            "which it is not given"),
        Arguments.of(
            "ANAMNESIS_LEDGER_URL: http://ledger-service:8080",
            "ANAMNESIS_LEDGER_URL: http://ledger-service:8081",
            "where it reaches nobody"),
        Arguments.of(
            "ANAMNESIS_STORE_ENDPOINT: http://store:9000",
            "ANAMNESIS_STORE_ENDPOINT: http://validator-1:8545",
            "where it reaches nobody"),
        Arguments.of(
            "  SERVER_PORT: \"8080\"", "  SERVER_PORT: \"8081\"", "does not listen on port 8080"),
        Arguments.of(
            "MANAGEMENT_SERVER_PORT: \"8081\"",
            "MANAGEMENT_SERVER_PORT: \"8082\"",
            "does not tell its health and metrics"),
        Arguments.of(
            "SPRING_DATASOURCE_USERNAME: integrator",
            "SPRING_DATASOURCE_USERNAME: record",
            "as the role integrator"),
        Arguments.of(
            "ANAMNESIS_GATEWAY_ORIGIN: ${ANAMNESIS_ORIGIN:-http://127.0.0.1:8080}",
            "ANAMNESIS_GATEWAY_ORIGIN: http://127.0.0.1:9999",
            "founded for another origin"));
  }

  @Test
  void aMistakeInTheGenesisIsNoticed() {
    assertThat(
            violations(COMPOSE, CHAIN.replace("\"zeroBaseFee\": true", "\"zeroBaseFee\": false")))
        .anySatisfy(said -> assertThat(said).contains("/config/zeroBaseFee"));
    assertThat(violations(COMPOSE, CHAIN.replace("\"count\": 4", "\"count\": 3")))
        .anySatisfy(said -> assertThat(said).contains("/blockchain/nodes/count"));
  }

  @Test
  void aMistakeInADockerfileIsNoticed() {
    String right = ComposeFile.text(HOME.resolve("deploy/Dockerfile"));
    ComposeFile compose = compose(COMPOSE);
    for (String[] broken :
        new String[][] {
          {"USER 10001:10001\n", "", "is built to be root"},
          {"25.0.3_9-jre-noble", "latest", "not pinned by a tag"},
          {"ENTRYPOINT [\"require-secrets\"]\n", "", "without looking for its secrets"},
          {"extract --layers", "extract", "is not built in layers"},
          {"/etc/anamnesis /founding", "/founding", "which its image does not have"}
        }) {
      assertThat(right).contains(broken[0]);
      Violations violations = new Violations();
      new ImageRules(Dockerfile.parse(right.replace(broken[0], broken[1])), violations)
          .check(compose.container("record-service"), "service");
      assertThat(violations.sentences()).anySatisfy(said -> assertThat(said).contains(broken[2]));
    }
  }

  @Test
  void secretsAreKeptOutOfImagesAndCommits() throws Exception {
    assertThat(Files.readAllLines(HOME.resolve(".dockerignore")))
        .contains("deploy/secrets", "network.json", "**/*.p12");
    assertThat(Files.readAllLines(HOME.resolve(".gitignore")))
        .contains("/deploy/secrets/", "/network.json", "*.p12");
  }

  private static List<String> violations(String yaml, String chain) {
    ComposeFile compose = compose(yaml);
    List<String> violations = new ArrayList<>();
    violations.addAll(new ContainerRules(compose, HOME).violations());
    violations.addAll(new SecretRules(compose).violations());
    violations.addAll(new ChainRules(compose, chain).violations());
    for (Service service : Service.values()) {
      violations.addAll(new ServiceRules(compose, service, HOME).violations());
    }
    return violations;
  }

  private static ComposeFile compose(String yaml) {
    return ComposeFile.parse(yaml, ComposeFile.variables(HOME.resolve(".env")));
  }
}
