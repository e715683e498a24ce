package org.anamnesis.systemtests.containers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anamnesis.systemtests.containers.ComposeFile.Container;

/** What holds for every container: hardening, images, health, limits, order and networks. */
final class ContainerRules {
  private static final Set<String> ON_THE_CHAIN =
      Set.of("founding", "integrator-service", "ledger-service", "gateway-service");

  private final ComposeFile compose;
  private final Path home;
  private final Violations violations = new Violations();

  ContainerRules(ComposeFile compose, Path home) {
    this.compose = compose;
    this.home = home;
  }

  List<String> violations() {
    compose.containers().values().forEach(this::check);
    checkNetworks();
    checkVolumes();
    return violations.sentences();
  }

  private void check(Container container) {
    checkHardening(container);
    checkImage(container);
    checkHealthAndLimits(container);
    checkOrder(container);
    checkPorts(container);
  }

  private void checkHardening(Container container) {
    String name = container.name();
    violations.unless(
        container.list("cap_drop").equals(List.of("ALL")), "%s keeps capabilities", name);
    violations.unless(!container.yaml().containsKey("cap_add"), "%s adds capabilities", name);
    violations.unless(!container.yaml().containsKey("privileged"), "%s is privileged", name);
    violations.unless(
        container.list("security_opt").contains("no-new-privileges:true"),
        "%s may gain privileges",
        name);
    violations.unless(container.text("read_only").equals("true"), "%s writes its root", name);
    violations.unless(
        container.list("tmpfs").stream().anyMatch(t -> t.matches("/tmp(:.*)?")),
        "%s has no /tmp",
        name);
    violations.unless(
        !container.text("network_mode").equals("host"), "%s is on the host's network", name);
    container
        .binds()
        .forEach(bind ->
            violations.unless(
                Boolean.TRUE.equals(bind.get("read_only"))
                    && home.resolve(String.valueOf(bind.get("source"))).toFile().canExecute(),
                "%s mounts %s, which is not a read-only script of the checkout",
                name,
                bind.get("source")));
  }

  private void checkImage(Container container) {
    if (!container.isBuilt()) {
      violations.unless(
          isPinned(container.text("image")), "%s is not pinned by a tag", container.name());
      String user = container.text("user");
      violations.unless(
          !user.equals("null") && !user.matches("(root|0)(:.*)?"), "%s is root", container.name());
      return;
    }
    Map<String, Object> build = ComposeFile.map(container.yaml().get("build"));
    violations.unless(".".equals(build.get("context")), "%s is built elsewhere", container.name());
    Dockerfile file =
        Dockerfile.parse(ComposeFile.text(home.resolve(String.valueOf(build.get("dockerfile")))));
    new ImageRules(file, violations).check(container, String.valueOf(build.get("target")));
  }

  static boolean isPinned(String image) {
    return image.matches("[^:]+:[0-9][^:]*") && !image.endsWith(":latest");
  }

  private void checkHealthAndLimits(Container container) {
    String name = container.name();
    List<String> test =
        ComposeFile.list(ComposeFile.map(container.yaml().get("healthcheck")).get("test"));
    violations.unless(container.isOneShot() || !test.isEmpty(), "%s has no health check", name);
    if (name.endsWith("-service")) {
      violations.unless(
          test.equals(List.of("CMD", "ready")), "%s is not asked whether it is ready", name);
      violations.unless(container.heap() == 256, "%s has another heap than 256 MiB", name);
      violations.unless(container.memoryLimit() == 512, "%s has another limit than 512 MiB", name);
    }
    violations.unless(
        container.memoryLimit() >= Math.max(1, 2 * container.heap() - 1),
        "%s has no memory limit of twice its heap",
        name);
    violations.unless(container.yaml().containsKey("pids_limit"), "%s may fork for ever", name);
    violations.unless(
        container.isOneShot() || container.text("restart").equals("unless-stopped"),
        "%s stays down after a crash",
        name);
  }

  private void checkOrder(Container container) {
    ComposeFile.map(container.yaml().get("depends_on"))
        .forEach((name, how) -> {
          Container other = compose.containers().get(name);
          violations.unless(
              other != null, "%s waits for %s, which is none", container.name(), name);
          if (other == null) {
            return;
          }
          violations.unless(
              !name.startsWith("validator-") || container.asks().contains(name),
              "%s waits for %s, which it does not ask",
              container.name(),
              name);
          String wanted = other.isOneShot() ? "service_completed_successfully" : "service_healthy";
          violations.unless(
              wanted.equals(ComposeFile.map(how).get("condition")),
              "%s does not wait until %s is %s",
              container.name(),
              name,
              wanted);
          violations.unless(
              other.list("profiles").isEmpty()
                  || Boolean.FALSE.equals(ComposeFile.map(how).get("required")),
              "%s cannot start without the profile of %s",
              container.name(),
              name);
        });
  }

  private void checkPorts(Container container) {
    boolean gateway = container.name().equals("gateway-service");
    violations.unless(
        gateway == !container.list("ports").isEmpty(),
        gateway ? "%s is not published" : "%s is published",
        container.name());
    container
        .list("ports")
        .forEach(port ->
            violations.unless(
                port.matches("127\\.0\\.0\\.1:\\d+:8080"),
                "%s is published as %s, not as port 8080 on the loopback address",
                container.name(),
                port));
  }

  private void checkNetworks() {
    compose
        .section("networks")
        .forEach((name, network) ->
            violations.unless(
                name.equals("edge")
                    || Boolean.TRUE.equals(ComposeFile.map(network).get("internal")),
                "the network %s leads outside",
                name));
    for (Container container : compose.containers().values()) {
      Set<String> networks = container.networks().keySet();
      String name = container.name();
      boolean validator = name.startsWith("validator-");
      violations.unless(
          networks.contains("edge") == name.equals("gateway-service"),
          "%s is on the wrong side of the edge",
          name);
      violations.unless(
          networks.contains("chain") == (validator || ON_THE_CHAIN.contains(name)),
          "%s and the network chain do not belong together",
          name);
      violations.unless(
          compose.section("networks").keySet().containsAll(networks),
          "%s is on a network that is not declared",
          name);
    }
  }

  private void checkVolumes() {
    Set<String> declared = compose.section("volumes").keySet();
    for (Container container : compose.containers().values()) {
      container
          .volumes()
          .keySet()
          .forEach(volume ->
              violations.unless(
                  declared.contains(volume) && (!isSafe(volume) || volume.equals(container.name())),
                  "%s mounts %s, which is not declared or not its own",
                  container.name(),
                  volume));
    }
  }

  /** The volumes that keep all keys. */
  private static boolean isSafe(String volume) {
    return volume.equals("setup") || volume.equals("founding");
  }
}
