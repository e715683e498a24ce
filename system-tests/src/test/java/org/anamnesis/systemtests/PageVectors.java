package org.anamnesis.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The portal's own tests of the protocol's vectors, as a script that runs in a page: imports become
 * the page's modules, Node's test runner and assertions a handful of lines.
 */
final class PageVectors {
  private static final String RUNNER =
      """
      const [vectors, done] = [arguments[0], arguments[1]];
      const tests = [];
      const test = (name, body) => tests.push([name, body]);
      const readVectors = (name) => JSON.parse(vectors[name]);
      const same = (a, b) => {
        if (a === b || (typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b))) { return true; }
        if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) { return false; }
        const names = Object.keys(a);
        return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]));
      };
      const fail = (words, message) => { throw new Error(`${message ?? ''}: ${words}`); };
      const checkThrown = (e, type, message) => { if (type && !(e instanceof type)) { fail(`threw ${e}`, message); } };
      const assert = {
        equal: (a, b, message) => { if (a !== b) { fail(`${a} is not ${b}`, message); } },
        deepEqual: (a, b, message) => { if (!same(a, b)) { fail('they differ', message); } },
        ok: (a, message) => { if (!a) { fail('does not hold', message); } },
        throws: (body, type, message) => {
          try { body(); } catch (e) { checkThrown(e, type, message); return; }
          fail('did not throw', message);
        },
        rejects: async (body, type, message) => {
          try { await (typeof body === 'function' ? body() : body); } catch (e) { checkThrown(e, type, message); return; }
          fail('did not reject', message);
        },
      };
      (async () => {
        BODY
        const failures = [];
        for (const [name, body] of tests) {
          try { await body(); } catch (e) { failures.push(`${name}: ${e.message}`); }
        }
        done({ ran: tests.length, failures });
      })().catch((e) => done({ ran: 0, failures: [String(e)] }));
      """;

  private PageVectors() {}

  /** The script; its argument is {@link #vectors}. */
  static String script(Path checkout) {
    String source =
        read(checkout.resolve("gateway-service/src/test/javascript/vectors.test.js"))
            .replaceAll("(?m)^import .* from '(node:|\\./)[^']*';\\n", "")
            .replaceAll(
                "(?m)^import \\* as (\\w+) from '\\.\\./\\.\\./main/resources/static(/[^']*)';",
                "const $1 = await import('$2');")
            .replaceAll(
                "(?m)^import (\\{[^}]*\\}) from '\\.\\./\\.\\./main/resources/static(/[^']*)';",
                "const $1 = await import('$2');");
    return RUNNER.replace("BODY", source);
  }

  /** The texts of all vector files by name. */
  static Map<String, String> vectors(Path checkout) {
    Map<String, String> vectors = new TreeMap<>();
    try (Stream<Path> files = Files.list(checkout.resolve("protocol/vectors"))) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .forEach(
              file -> vectors.put(file.getFileName().toString().replace(".json", ""), read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vectors;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
