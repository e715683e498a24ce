package org.anamnesis.syntheticpatients;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param patients how many, 1 to 1000
 * @param seed of everything that is random
 * @param folder that is filled; absent or empty before
 * @param json whether the summary is a line of JSON
 */
record Order(int patients, long seed, Path folder, boolean json) {
  static final int MOST_PATIENTS = 1000;

  static final String USAGE = "usage: synthetic-patients --patients N --seed S --out DIR [--json]";

  Order {
    if (patients < 1 || patients > MOST_PATIENTS) {
      throw new UsageException("--patients takes a number from 1 to " + MOST_PATIENTS);
    }
  }

  /**
   * Reads the command line's words.
   *
   * @throws UsageException if one is unknown, missing, repeated or no number
   */
  static Order parse(String... words) {
    Map<String, String> values = new HashMap<>();
    boolean json = false;
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--json" -> json = true;
        case "--patients", "--seed", "--out" -> {
          if (i + 1 == words.length) {
            throw new UsageException(words[i] + " takes a value");
          }
          if (values.put(words[i], words[i + 1]) != null) {
            throw new UsageException(words[i] + " is given twice");
          }
          i++;
        }
        default -> throw new UsageException("unknown argument " + words[i]);
      }
    }
    long patients = number("--patients", values.get("--patients"));
    if (patients != (int) patients) {
      throw new UsageException("--patients takes a number from 1 to " + MOST_PATIENTS);
    }
    return new Order(
        (int) patients,
        number("--seed", values.get("--seed")),
        Path.of(present("--out", values.get("--out"))),
        json);
  }

  private static long number(String name, @Nullable String value) {
    try {
      return Long.parseLong(present(name, value));
    } catch (NumberFormatException e) {
      throw new UsageException(name + " takes a whole number", e);
    }
  }

  private static String present(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new UsageException(name + " is missing");
    }
    return value;
  }

  /** The command line cannot be understood; the message says why in one clause. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }

    UsageException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
