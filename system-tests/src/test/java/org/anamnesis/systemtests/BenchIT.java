package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every benchmark but {@code start} once with tiny sizes, on the suite's network: what it says,
 * never how fast.
 */
@Tag(Town.PROCESSES)
@ExtendWith(InTown.class)
class BenchIT {
  private static final List<String> BENCHMARKS =
      List.of("seal", "seal-cold", "get", "audited", "large", "anchor");

  private final Town town;

  BenchIT(Town town) {
    this.town = town;
  }

  @Test
  void saysEveryFigureWithAFiniteValueAndItsTarget() throws Exception {
    Map<String, JsonNode> figures = bench();

    assertThat(figures)
        .containsKeys(
            "seal",
            "seal-cold",
            "anchor",
            "anchor-to-one-a-transaction",
            "large-up",
            "large-down",
            "large-down-still-sealed",
            "large-down-presigned",
            "large-heap-client",
            "large-heap-record-service",
            "get",
            "get-presigned",
            "get-through-bare-hops",
            "accept-rate",
            "audited-p50",
            "audited-p99",
            "ticketed-p50",
            "ticketed-p99");
    figures.forEach((name, figure) -> {
      assertThat(figure.propertyNames()).containsExactly("name", "value", "unit", "target", "ok");
      assertThat(figure.get("unit").asString()).as(name).isNotEmpty();
      assertThat(figure.get("value").asDouble()).as(name).isFinite().isPositive();
    });
    assertThat(target(figures, "get-presigned").asDouble()).isEqualTo(0.95);
    assertThat(target(figures, "anchor").asDouble()).isEqualTo(0.8);
    assertThat(target(figures, "audited-p50").isNull()).isTrue();
  }

  private static JsonNode target(Map<String, JsonNode> figures, String name) {
    return Objects.requireNonNull(figures.get(name)).get("target");
  }

  private Map<String, JsonNode> bench() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.anamnesis.localnetwork.LocalNetworkCommand",
                "bench",
                "--small",
                "--json",
                "--data=" + town.network().folder().path()));
    command.addAll(BENCHMARKS);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // 0 or 8: sizes as small as these meet a target or miss it by chance.
    assertThat(process.waitFor()).as(said).isIn(0, 8);
    Map<String, JsonNode> figures = new TreeMap<>();
    said.lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .forEach(figure -> figures.put(figure.get("name").asString(), figure));
    return figures;
  }
}
