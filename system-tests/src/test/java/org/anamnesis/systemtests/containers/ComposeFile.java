package org.anamnesis.systemtests.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * docker-compose.yml as compose reads it: variables of .env filled in, anchors and merges resolved.
 */
record ComposeFile(Map<String, Container> containers, Map<String, Object> root) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::-([^}]*))?}");

  static ComposeFile parse(String yaml, Map<String, String> variables) {
    Matcher variable = VARIABLE.matcher(yaml);
    String filled =
        variable.replaceAll(found ->
            Matcher.quoteReplacement(
                variables.getOrDefault(
                    found.group(1), found.group(2) == null ? "" : found.group(2))));
    Map<String, Object> root = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(filled));
    Map<String, Container> containers = new LinkedHashMap<>();
    map(root.get("services"))
        .forEach((name, yml) -> containers.put(name, new Container(name, map(yml))));
    return new ComposeFile(containers, root);
  }

  /** The lines {@code NAME=value} of .env. */
  static Map<String, String> variables(Path file) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : text(file).lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("=", 2);
        variables.put(parts[0], parts[1]);
      }
    }
    return variables;
  }

  Container container(String name) {
    Container container = containers.get(name);
    if (container == null) {
      throw new IllegalArgumentException("no container " + name);
    }
    return container;
  }

  /** A top level section, such as {@code networks}. */
  Map<String, Object> section(String name) {
    return map(root.get(name));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A mapping, empty if there is none; a list of names counts as names without values. */
  static Map<String, Object> map(Object yaml) {
    Map<String, Object> map = new LinkedHashMap<>();
    switch (yaml) {
      case null -> {}
      case Map<?, ?> values -> values.forEach((key, value) -> map.put(String.valueOf(key), value));
      case List<?> names -> names.forEach(name -> map.put(String.valueOf(name), null));
      default -> throw new IllegalArgumentException("not a mapping: " + yaml);
    }
    return map;
  }

  /** A list of texts; one text counts as a list of it. */
  static List<String> list(Object yaml) {
    return switch (yaml) {
      case null -> List.of();
      case List<?> values -> values.stream().map(String::valueOf).toList();
      default -> List.of(String.valueOf(yaml));
    };
  }

  /** One entry under {@code services}. */
  record Container(String name, Map<String, Object> yaml) {
    private static final Pattern VALIDATOR = Pattern.compile("http://(validator-\\d):8545");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([mg])");

    Map<String, String> environment() {
      Map<String, String> environment = new LinkedHashMap<>();
      map(yaml.get("environment"))
          .forEach((name, value) -> environment.put(name, String.valueOf(value).strip()));
      return environment;
    }

    List<String> words(String variable) {
      String value = environment().getOrDefault(variable, "");
      return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
    }

    List<String> list(String key) {
      return ComposeFile.list(yaml.get(key));
    }

    /** The validators whose addresses it is told. */
    Set<String> asks() {
      return Stream.concat(environment().values().stream(), list("command").stream())
          .map(VALIDATOR::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .collect(Collectors.toUnmodifiableSet());
    }

    String text(String key) {
      return String.valueOf(yaml.get(key));
    }

    boolean isOneShot() {
      return text("restart").equals("no");
    }

    boolean isBuilt() {
      return yaml.containsKey("build");
    }

    Map<String, Object> networks() {
      return map(yaml.get("networks"));
    }

    /** Source and target of each secret that it is given. */
    Map<String, String> secrets() {
      Map<String, String> secrets = new LinkedHashMap<>();
      if (yaml.get("secrets") instanceof List<?> given) {
        for (Object secret : given) {
          if (secret instanceof Map<?, ?> longForm) {
            secrets.put(
                String.valueOf(longForm.get("source")), String.valueOf(longForm.get("target")));
          } else {
            secrets.put(String.valueOf(secret), String.valueOf(secret));
          }
        }
      }
      return secrets;
    }

    /** Named volumes and where they are mounted. */
    Map<String, String> volumes() {
      Map<String, String> volumes = new LinkedHashMap<>();
      if (yaml.get("volumes") instanceof List<?> mounts) {
        for (Object mount : mounts) {
          if (mount instanceof String shortForm) {
            String[] parts = shortForm.split(":", -1);
            volumes.put(parts[0], parts[1]);
          }
        }
      }
      return volumes;
    }

    /** Files of the checkout that are mounted, each with its target and whether it is read-only. */
    List<Map<String, Object>> binds() {
      List<Map<String, Object>> binds = new ArrayList<>();
      if (yaml.get("volumes") instanceof List<?> mounts) {
        mounts.stream().filter(Map.class::isInstance).forEach(mount -> binds.add(map(mount)));
      }
      return binds;
    }

    /** In MiB, from -Xmx in any variable; 0 if there is none. */
    long heap() {
      return environment().values().stream()
          .map(HEAP::matcher)
          .filter(Matcher::find)
          .mapToLong(found -> mebibytes(found.group(1), found.group(2)))
          .findFirst()
          .orElse(0);
    }

    /** In MiB; 0 if there is none. */
    long memoryLimit() {
      Matcher limit = Pattern.compile("(\\d+)([mg])").matcher(text("mem_limit"));
      return limit.matches() ? mebibytes(limit.group(1), limit.group(2)) : 0;
    }

    private static long mebibytes(String number, String unit) {
      return Long.parseLong(number) * (unit.equals("g") ? 1024 : 1);
    }
  }
}
