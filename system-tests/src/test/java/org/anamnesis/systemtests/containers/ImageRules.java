package org.anamnesis.systemtests.containers;

import java.util.List;
import org.anamnesis.systemtests.containers.ComposeFile.Container;

/** What holds for an image that is built here. */
final class ImageRules {
  private final Dockerfile file;
  private final Violations violations;

  ImageRules(Dockerfile file, Violations violations) {
    this.file = file;
    this.violations = violations;
  }

  void check(Container container, String target) {
    Dockerfile.Stage stage = file.target(target);
    String name = container.name();
    file.images()
        .forEach(image ->
            violations.unless(
                ContainerRules.isPinned(image),
                "%s is built on %s, not pinned by a tag",
                name,
                image));
    String user = file.last(stage, "USER");
    violations.unless(
        !user.isEmpty() && !user.matches("(root|0)(:.*)?"), "%s is built to be root", name);
    container
        .volumes()
        .values()
        .forEach(folder ->
            violations.unless(
                file.has(stage, " " + folder + " ") || file.has(stage, " " + folder),
                "%s mounts a volume over %s, which its image does not have",
                name,
                folder));
    if (!container.secrets().isEmpty()) {
      List<String> entrypoint = container.list("entrypoint");
      violations.unless(
          entrypoint.isEmpty() && file.last(stage, "ENTRYPOINT").equals("[\"require-secrets\"]"),
          "%s starts without looking for its secrets",
          name);
    }
    if (name.endsWith("-service")) {
      violations.unless(
          file.has(file.target("layers"), "extract --layers")
              && file.has(stage, "/layers/dependencies/")
              && file.has(stage, "/layers/application/"),
          "%s is not built in layers",
          name);
      Object service =
          ComposeFile.map(ComposeFile.map(container.yaml().get("build")).get("args"))
              .get("SERVICE");
      violations.unless(name.equals(service), "%s is built as %s", name, service);
    }
  }
}
