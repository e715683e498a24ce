package org.anamnesis.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A patient in a process of Node, who speaks the portal's JavaScript: one line each way. */
final class JavaScriptPatient implements AutoCloseable {
  private static final Path SCRIPT =
      Path.of("..", "gateway-service", "src", "test", "javascript", "patient.js");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  JavaScriptPatient() {
    try {
      this.process =
          new ProcessBuilder("node", SCRIPT.toString()).redirectError(Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.commands = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /** What a command is answered with; a refusal has {@code refused} and perhaps {@code type}. */
  JsonNode tell(String command, Map<String, String> options) {
    Map<String, String> message = new HashMap<>(options);
    message.put("command", command);
    try {
      commands.write(JSON.writeValueAsString(message));
      commands.newLine();
      commands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the patient's process ended");
      }
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, if it is not refused. */
  JsonNode ask(String command, Map<String, String> options) {
    JsonNode answer = tell(command, options);
    if (!answer.has("answer")) {
      throw new IllegalStateException(command + " was refused: " + answer);
    }
    return answer.get("answer");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
