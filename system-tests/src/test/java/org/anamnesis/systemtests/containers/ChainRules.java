package org.anamnesis.systemtests.containers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.systemtests.containers.ComposeFile.Container;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Four validators that differ in nothing but their key and address, on a chain of free gas. */
final class ChainRules {
  private static final int VALIDATORS = 4;
  private static final List<String> FLAGS =
      List.of(
          "--min-gas-price=0",
          "--sync-mode=FULL",
          "--revert-reason-enabled",
          "--discovery-enabled=false",
          "--nat-method=NONE",
          "--tx-pool-max-future-by-sender=10000",
          "--tx-pool-max-prioritized=20000",
          "--tx-pool-layer-max-capacity=200000000",
          "--tx-pool-enable-save-restore=true",
          "--rpc-http-api=ETH,NET,WEB3,QBFT,TXPOOL",
          "--host-allowlist=localhost,validator-1,validator-2,validator-3,validator-4");

  private final ComposeFile compose;
  private final JsonNode configuration;
  private final Violations violations = new Violations();

  ChainRules(ComposeFile compose, String configuration) {
    this.compose = compose;
    this.configuration = JsonMapper.shared().readTree(configuration);
  }

  List<String> violations() {
    Container setup = compose.container("setup");
    Map<String, Object> first = shared(compose.container("validator-1"));
    List<String> peers = new ArrayList<>();
    for (int i = 1; i <= VALIDATORS; i++) {
      Container validator = compose.container("validator-" + i);
      violations.unless(
          shared(validator).equals(first),
          "%s is set another way than validator-1",
          validator.name());
      violations.unless(
          validator.volumes().equals(Map.of(validator.name(), "/chain")),
          "%s is not on its own volume",
          validator.name());
      violations.unless(
          ("/validators/" + i).equals(setup.volumes().get(validator.name())),
          "%s is given no key",
          validator.name());
      Object address = ComposeFile.map(validator.networks().get("peers")).get("ipv4_address");
      violations.unless(
          String.valueOf(address).equals(validator.environment().get("BESU_P2P_HOST")),
          "%s tells its peers another address than it has",
          validator.name());
      peers.add(address + ":30303=/validators/" + i);
    }
    violations.unless(
        setup.list("command").subList(2, setup.list("command").size()).equals(peers),
        "the validators are set up as %s, not %s",
        setup.list("command"),
        peers);
    for (String name : List.of("setup", "validator-1")) {
      violations.unless(
          compose.container(name).list("tmpfs").contains("/tmp:exec"),
          "%s cannot load the native libraries that Besu unpacks",
          name);
    }
    List<String> flags = compose.container("validator-1").list("command");
    FLAGS.forEach(
        flag -> violations.unless(flags.contains(flag), "the validators have no %s", flag));
    violations.unless(
        flags.stream().noneMatch(flag -> flag.startsWith("--rpc-http-cors")),
        "pages may ask the validators");
    checkGenesis();
    return violations.sentences();
  }

  private void checkGenesis() {
    JsonNode genesis = configuration.at("/genesis");
    expect(configuration, "/blockchain/nodes/count", Integer.toString(VALIDATORS));
    expect(genesis, "/gasLimit", "0x" + Long.toHexString(60_000_000));
    expect(genesis, "/config/zeroBaseFee", "true");
    expect(genesis, "/config/osakaTime", "0");
    expect(genesis, "/config/qbft/blockperiodseconds", "1");
  }

  private void expect(JsonNode node, String pointer, String value) {
    String found = node.at(pointer).asString("");
    violations.unless(found.equals(value), "the genesis has %s at %s", found, pointer);
  }

  /** All that must be the same. */
  private static Map<String, Object> shared(Container validator) {
    Map<String, Object> shared = new LinkedHashMap<>(validator.yaml());
    shared.remove("volumes");
    Map<String, String> environment = validator.environment();
    environment.remove("BESU_P2P_HOST");
    shared.put("environment", environment);
    shared.put("networks", validator.networks().keySet());
    return shared;
  }
}
