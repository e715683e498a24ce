package org.anamnesis.localnetwork;

import java.nio.file.Path;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.network.NetworkFile;
import tools.jackson.databind.json.JsonMapper;

/** The JSON files of a network's folder. */
final class NetworkJson {
  private static final int LONGEST_STRING = 10_000;
  private static final JsonMapper MAPPER =
      StrictJson.mapper(
          () -> {
            throw new IllegalStateException("these files hold no operations");
          },
          LONGEST_STRING);

  private NetworkJson() {}

  static NetworkFile read(Path file) {
    return NetworkFile.read(file, MAPPER);
  }

  static <T> T parse(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }

  static String text(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }

  static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
