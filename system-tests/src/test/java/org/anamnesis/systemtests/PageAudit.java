package org.anamnesis.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Looks a page over with axe-core: what WCAG 2.2 A and AA asks for and a machine can tell. */
final class PageAudit {
  private static final String AXE = source();
  private static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(
        ({violations, passes}) => done([passes.length, ...violations.flatMap(({id, nodes}) =>
          nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`))]),
        (failure) => done([0, `axe itself: ${failure}`]));
      """;

  private PageAudit() {}

  /** What is wrong with what the window shows, in words. */
  static List<?> faults(Browser browser) {
    List<?> found = (List<?>) browser.runs(AXE + RUN);
    if (!(found.getFirst() instanceof Long passes) || passes < 5) {
      throw new IllegalStateException("axe has looked at nothing: " + found);
    }
    return found.subList(1, found.size());
  }

  private static String source() {
    try (InputStream axe =
        Objects.requireNonNull(PageAudit.class.getResourceAsStream("/axe.min.js"))) {
      return new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
