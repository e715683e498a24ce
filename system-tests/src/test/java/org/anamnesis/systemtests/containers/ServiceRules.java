package org.anamnesis.systemtests.containers;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.anamnesis.localnetwork.Handover;
import org.anamnesis.localnetwork.Service;
import org.anamnesis.systemtests.containers.ComposeFile.Container;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A service's variables and secrets, bound by Spring Boot to the records that read them. */
final class ServiceRules {
  private static final String FOLDER = "/etc/anamnesis/";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Map<String, Integer> PORTS =
      Map.of("postgres", 5432, "store", 9000, "record-service", 8080, "ledger-service", 8080);

  /** What is read by the JVM, by deploy/require-secrets, or by Spring Boot. */
  private static final Set<String> OTHERS =
      Set.of(
          "JDK_JAVA_OPTIONS",
          "MANAGEMENT_SERVER_ADDRESS",
          "MANAGEMENT_SERVER_PORT",
          "REQUIRED_FILES",
          "REQUIRED_SECRETS",
          "SERVER_ADDRESS",
          "SERVER_FORWARD_HEADERS_STRATEGY",
          "SERVER_PORT",
          "SERVER_TOMCAT_REMOTEIP_INTERNALPROXIES",
          "SPRING_CONFIG_IMPORT",
          "SPRING_DATASOURCE_URL",
          "SPRING_DATASOURCE_USERNAME");

  private final ComposeFile compose;
  private final Service service;
  private final Container container;
  private final SettingNames settings;
  private final String readyScript;
  private final Violations violations = new Violations();

  ServiceRules(ComposeFile compose, Service service, Path home) {
    this.compose = compose;
    this.service = service;
    this.container = compose.container(service.module());
    this.settings = SettingNames.of(home, service.module());
    this.readyScript = ComposeFile.text(home.resolve("deploy/ready"));
  }

  List<String> violations() {
    checkNames();
    checkBinding();
    checkFiles();
    checkAddresses();
    checkDatabase();
    return violations.sentences();
  }

  private void checkNames() {
    container
        .environment()
        .keySet()
        .forEach(variable ->
            violations.unless(
                OTHERS.contains(variable) || settings.hasVariable(variable),
                "%s: %s is no setting",
                container.name(),
                variable));
    files().keySet().stream()
        .filter(name -> name.startsWith("anamnesis."))
        .forEach(name ->
            violations.unless(
                settings.hasProperty(name), "%s: %s is no setting", container.name(), name));
    for (String required :
        service == Service.RECORD
            ? List.of(
                "anamnesis.network-file", "anamnesis.ledger.url", "anamnesis.service-token-key")
            : List.of("anamnesis.network-file")) {
      violations.unless(
          container
              .environment()
              .containsKey(required.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT)),
          "%s: %s is not given",
          container.name(),
          required);
    }
  }

  private void checkBinding() {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addLast(
        new SystemEnvironmentPropertySource(
            "systemEnvironment", new HashMap<String, Object>(container.environment())));
    sources.addLast(new MapPropertySource("files", new HashMap<String, Object>(files())));
    Binder binder = new Binder(ConfigurationPropertySources.from(sources));
    settings.records().forEach((prefix, type) -> bind(binder, prefix, type));
  }

  private void bind(Binder binder, String prefix, Class<?> type) {
    try {
      checkGiven(prefix, binder.bindOrCreate(prefix, Bindable.of(type)));
    } catch (BindException e) {
      violations.unless(
          false, "%s: %s.* does not bind: %s", container.name(), prefix, e.getCause());
    }
  }

  /** In null-marked packages, what is not nullable and has no default must be given. */
  private void checkGiven(String name, Object bound) {
    for (RecordComponent component : bound.getClass().getRecordComponents()) {
      Object value = value(component, bound);
      violations.unless(
          value != null || component.getAnnotatedType().isAnnotationPresent(Nullable.class),
          "%s: %s.%s is not given",
          container.name(),
          name,
          component.getName());
      if (value instanceof List<?> elements) {
        elements.stream()
            .filter(Record.class::isInstance)
            .forEach(element -> checkGiven(name + "." + component.getName(), element));
      }
    }
  }

  private static @Nullable Object value(RecordComponent component, Object of) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Settings that are files: the secrets, and what the founding knows alone. */
  private Map<String, String> files() {
    Map<String, String> files = new HashMap<>();
    container.secrets().values().forEach(target -> files.put(target, SECRET));
    String imported = container.environment().getOrDefault("SPRING_CONFIG_IMPORT", "");
    violations.unless(
        imported.contains("configtree:/run/secrets/"), "%s reads no secrets", container.name());
    if (imported.contains("configtree:" + FOLDER + "settings/")) {
      Handover.files(service).stream()
          .filter(file -> file.startsWith("settings/"))
          .forEach(file -> files.put(file.substring("settings/".length()), SECRET + SECRET));
    }
    return files;
  }

  private void checkFiles() {
    Set<String> given =
        Handover.files(service).stream().map(FOLDER::concat).collect(Collectors.toSet());
    violations.unless(
        given.equals(Set.copyOf(container.words("REQUIRED_FILES"))),
        "%s is given %s and looks for others",
        container.name(),
        given);
    container
        .environment()
        .forEach((variable, value) -> {
          String path = value.replaceFirst("^file://", "");
          violations.unless(
              !path.startsWith(FOLDER) || path.contains(" ") || given.contains(path),
              "%s: %s names %s, which it is not given",
              container.name(),
              variable,
              path);
        });
    violations.unless(
        Map.of(container.name(), "/etc/anamnesis").equals(container.volumes())
            && container.list("volumes").getFirst().endsWith(":ro"),
        "%s can write its keys, or reads another's",
        container.name());
  }

  private void checkAddresses() {
    violations.unless(
        "8080".equals(container.environment().get("SERVER_PORT"))
            && "0.0.0.0".equals(container.environment().get("SERVER_ADDRESS")),
        "%s does not listen on port 8080 of its networks",
        container.name());
    violations.unless(
        "8081".equals(container.environment().get("MANAGEMENT_SERVER_PORT"))
            && container.environment().containsKey("MANAGEMENT_SERVER_ADDRESS")
            && container.networks().containsKey("watch")
            && readyScript.contains("${1:-8081}"),
        "%s does not tell its health and metrics on port 8081",
        container.name());
    container
        .environment()
        .forEach((variable, value) -> {
          String address = value.replaceFirst("^jdbc:postgresql:", "http:");
          if (address.startsWith("http://") && !variable.equals("ANAMNESIS_GATEWAY_ORIGIN")) {
            checkAddress(variable, URI.create(address));
          }
        });
    violations.unless(
        service != Service.GATEWAY
            || compose
                .container("founding")
                .list("command")
                .contains("--origin=" + container.environment().get("ANAMNESIS_GATEWAY_ORIGIN")),
        "the network is founded for another origin than the gateway's");
  }

  private void checkAddress(String variable, URI address) {
    String host = address.getHost();
    int port = host.startsWith("validator-") ? 8545 : PORTS.getOrDefault(host, 0);
    boolean reachable =
        compose.containers().values().stream()
            .flatMap(other ->
                other.networks().entrySet().stream()
                    .filter(network ->
                        other.name().equals(host)
                            || ComposeFile.list(ComposeFile.map(network.getValue()).get("aliases"))
                                .contains(host)))
            .anyMatch(network -> container.networks().containsKey(network.getKey()));
    violations.unless(
        reachable && address.getPort() == port,
        "%s: %s names %s, where it reaches nobody",
        container.name(),
        variable,
        address);
  }

  private void checkDatabase() {
    String role = container.name().replace("-service", "");
    String database = service == Service.INTEGRATOR ? "record" : role;
    Map<String, String> environment = container.environment();
    violations.unless(
        ("jdbc:postgresql://postgres:5432/" + database)
                .equals(environment.get("SPRING_DATASOURCE_URL"))
            && role.equals(environment.get("SPRING_DATASOURCE_USERNAME"))
            && "spring.datasource.password"
                .equals(container.secrets().get(role + "_database_password")),
        "%s has not the database %s as the role %s",
        container.name(),
        database,
        role);
  }
}
