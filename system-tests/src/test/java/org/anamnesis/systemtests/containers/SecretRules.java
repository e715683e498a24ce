package org.anamnesis.systemtests.containers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.anamnesis.systemtests.containers.ComposeFile.Container;

/** Secrets come from files, are looked for before the start, and stand nowhere else. */
final class SecretRules {
  private final ComposeFile compose;
  private final Violations violations = new Violations();

  SecretRules(ComposeFile compose) {
    this.compose = compose;
  }

  List<String> violations() {
    Set<String> used = new HashSet<>();
    for (Container container : compose.containers().values()) {
      used.addAll(container.secrets().keySet());
      check(container);
    }
    Set<String> declared = compose.section("secrets").keySet();
    violations.unless(
        declared.equals(used), "declared are the secrets %s, used are %s", declared, used);
    compose
        .section("secrets")
        .forEach((name, secret) ->
            violations.unless(
                ("./deploy/secrets/" + name).equals(ComposeFile.map(secret).get("file")),
                "the secret %s is not in its file",
                name));
    return violations.sentences();
  }

  private void check(Container container) {
    String name = container.name();
    Set<String> given =
        container.secrets().entrySet().stream()
            .map(secret -> secret.getValue() + ":" + secret.getKey())
            .collect(Collectors.toSet());
    Set<String> required = Set.copyOf(container.words("REQUIRED_SECRETS"));
    violations.unless(
        given.equals(required), "%s is given %s and looks for %s", name, given, required);
    if (!given.isEmpty() && !container.isBuilt()) {
      violations.unless(
          container.list("entrypoint").stream()
              .findFirst()
              .orElse("")
              .equals("/usr/local/bin/require-secrets"),
          "%s starts without looking for its secrets",
          name);
    }
    container
        .environment()
        .forEach((variable, value) ->
            violations.unless(
                !isSecret(variable) || variable.endsWith("_FILE"),
                "%s has a secret in the variable %s",
                name,
                variable));
  }

  private static boolean isSecret(String variable) {
    return variable.matches(".*(PASSWORD|PASSPHRASE|SECRET_?KEY|ACCESS_?KEY|ROOT_USER|TOKEN$).*");
  }
}
