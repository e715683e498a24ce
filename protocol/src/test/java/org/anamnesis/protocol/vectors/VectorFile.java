package org.anamnesis.protocol.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One file of {@code vectors/}: its name, and what it must hold. */
public record VectorFile(String name, ObjectNode content) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path FOLDER = Path.of("vectors");

  /** All files, written anew in memory. */
  static List<VectorFile> all() {
    return List.of(
        new VectorFile("acceptance.json", new AcceptanceVectors().file()),
        new VectorFile("content.json", new ContentVectors().file()),
        new VectorFile("envelope.json", new EnvelopeVectors().file()),
        new VectorFile("metadata.json", new MetadataVectors().file()),
        new VectorFile("operations.json", new OperationVectors().file()),
        new VectorFile("padme.json", new SizeVectors().file()),
        new VectorFile("permission.json", new PermissionVectors().file()),
        new VectorFile("words.json", new WordVectors().file()));
  }

  /** What a committed file holds. */
  public static JsonNode read(String name) {
    return JSON.readTree(FOLDER.resolve(name).toFile());
  }

  Path path() {
    return FOLDER.resolve(name);
  }

  byte[] octets() {
    StringBuilder out = new StringBuilder();
    append(out, content, "\n");
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Objects and arrays of them take a line for each member; arrays of scalars take one line. */
  private static void append(StringBuilder out, JsonNode node, String line) {
    boolean flat = node.valueStream().noneMatch(JsonNode::isContainer);
    if (!node.isContainer() || (node.isArray() && flat)) {
      out.append(JSON.writeValueAsString(node));
      return;
    }
    String inner = line + "  ";
    String separator = inner;
    out.append(node.isArray() ? '[' : '{');
    if (node.isArray()) {
      for (JsonNode element : node) {
        append(out.append(separator), element, inner);
        separator = "," + inner;
      }
    } else {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        out.append(separator).append(JSON.writeValueAsString(member.getKey())).append(": ");
        append(out, member.getValue(), inner);
        separator = "," + inner;
      }
    }
    out.append(line).append(node.isArray() ? ']' : '}');
  }

  /** Writes the files into {@code vectors/} of the working directory. */
  public static void main(String[] args) {
    for (VectorFile file : all()) {
      try {
        Files.write(file.path(), file.octets());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static String hex(byte[] octets) {
    return "0x" + HexFormat.of().formatHex(octets);
  }

  /** The octets of a hexadecimal string of a file. */
  public static byte[] octets(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asString().substring(2));
  }
}
