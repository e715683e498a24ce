package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import org.anamnesis.protocol.id.Hash;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sealed metadata under a fixed nonce, and what a reader must refuse. */
final class MetadataVectors {
  private static final byte[] NONCE = Arrays.copyOf(Cast.hash("metadata nonce").bytes(), 12);
  private static final Hash PLAINTEXT = Hash.sha256(ContentVectors.plaintext(1_000));
  private static final int CATEGORY = 1;
  private static final long SEALED_LENGTH = 1_080;

  private final ArrayNode refusals = VectorFile.array();

  ObjectNode file() {
    ObjectNode file = VectorFile.object();
    file.set("registry", OperationVectors.registry());
    file.put("record", VectorFile.hex(Cast.RECORD.bytes()));
    file.put("version", 1);
    file.put("patient", VectorFile.hex(Cast.PATIENT.participant().bytes()));
    file.put("dataKey", VectorFile.hex(ContentVectors.DATA_KEY));
    file.put("nonce", VectorFile.hex(NONCE));
    file.put("category", CATEGORY);
    file.put("sealedLength", SEALED_LENGTH);
    file.put("time", Cast.NOW);
    file.put("authorX", VectorFile.hex(Cast.NURSE.point().x().bytes()));
    file.put("authorY", VectorFile.hex(Cast.NURSE.point().y().bytes()));
    file.put("authored", VectorFile.hex(authored()));
    file.set("sealed", sealed());
    refusedOctets();
    refusedJson();
    file.set("refusals", refusals);
    return file;
  }

  private static ObjectNode sealed() {
    byte[] sealed = seal(json().getBytes(StandardCharsets.UTF_8), 1);
    ObjectNode node = VectorFile.object();
    node.put("json", json());
    node.put("octets", VectorFile.hex(sealed));
    byte[] words =
        ByteBuffer.allocate(160)
            .put(Arrays.copyOf("anamnesis/v1 metadata".getBytes(Cast.ASCII), 32))
            .put(Hash.sha256(sealed).bytes())
            .put(VectorKey.word(BigInteger.valueOf(CATEGORY)))
            .put(VectorKey.word(BigInteger.valueOf(SEALED_LENGTH)))
            .put(VectorKey.word(BigInteger.valueOf(Cast.NOW)))
            .array();
    node.put("metadataHash", VectorFile.hex(Hash.sha256(words).bytes()));
    return node;
  }

  private static byte[] authored() {
    return ByteBuffer.allocate(128)
        .put(Arrays.copyOf("anamnesis/v1 authored".getBytes(Cast.ASCII), 32))
        .put(Cast.RECORD.bytes())
        .put(Cast.PATIENT.participant().bytes())
        .put(PLAINTEXT.bytes())
        .array();
  }

  private static String signature() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Cast.NURSE.sign(authored()).octets());
  }

  private static String json() {
    return "{\"title\":\"Entlassbrief, März\",\"fhirType\":\"Bundle\",\"codes\":["
        + "{\"system\":\"http://loinc.org\",\"code\":\"34133-9\"}],"
        + "\"mediaType\":\"application/fhir+json\",\"time\":1764000000,\"length\":1000,"
        + "\"sha256\":\""
        + HexFormat.of().formatHex(PLAINTEXT.bytes())
        + "\",\"author\":\""
        + Cast.NURSE.participant().hex()
        + "\",\"authorSignature\":\""
        + signature()
        + "\"}";
  }

  private static byte[] seal(byte[] json, long version) {
    byte[] padded = Arrays.copyOf(json, (int) SealedByHand.padme(json.length));
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    byte[] associated = ContentVectors.associated(Cast.REGISTRY, Cast.RECORD, version);
    byte[] key = ContentVectors.derived("metadata", ContentVectors.DATA_KEY, associated);
    byte[] sealed = SealedByHand.gcm(key, NONCE, associated, padded);
    return ByteBuffer.allocate(NONCE.length + sealed.length).put(NONCE).put(sealed).array();
  }

  private void refusedOctets() {
    byte[] good = seal(json().getBytes(StandardCharsets.UTF_8), 1);
    for (int at : new int[] {0, 11, 12, good.length - 17, good.length - 1}) {
      byte[] changed = good.clone();
      changed[at] ^= 1;
      refuse("octet " + at + " changed", changed);
    }
    refuse("an octet missing", Arrays.copyOf(good, good.length - 1));
    refuse("an octet too many", Arrays.copyOf(good, good.length + 1));
    refuse("a nonce and a piece of a tag", Arrays.copyOf(good, 27));
    refuse("another version's", seal(json().getBytes(StandardCharsets.UTF_8), 2));
    refuse("nothing in it", seal(new byte[0], 1));
  }

  private void refusedJson() {
    refuseJson("no JSON", "title");
    refuseJson("an array", "[" + json() + "]");
    refuseJson("an unknown member", json().replace("\"time\"", "\"more\":1,\"time\""));
    refuseJson("a member twice", json().replace("\"time\"", "\"time\":1,\"time\""));
    refuseJson("a member missing", json().replace("\"length\":1000,", ""));
    refuseJson("a null", json().replace("\"length\":1000", "\"length\":null"));
    refuseJson("a number as text", json().replace("1764000000", "\"1764000000\""));
    refuseJson("a fraction", json().replace("1764000000", "1764000000.5"));
    refuseJson("a negative length", json().replace("\"length\":1000", "\"length\":-1"));
    refuseJson("an unknown media type", json().replace("fhir+json", "xhtml+xml"));
    refuseJson("a hash in upper case", json().replace(PLAINTEXT.hex(), "AB".repeat(32)));
    refuseJson("a short hash", json().replace(PLAINTEXT.hex(), "ab".repeat(31)));
    refuseJson("text behind it", json() + "{}");
    refusedMembers();
    refusedNumbers();
    refusedOctetTexts();
    refusedTexts();
    refusedSyntax();
    refusedEncodings();
  }

  private void refusedMembers() {
    refuseJson("a member twice, once escaped", member("title\":\"x\",\"\\u0074itle", "\"x\""));
    refuseJson("a member of a code twice", json().replace("\"code\":", "\"code\":\"1\",\"code\":"));
    refuseJson("an unknown member of a code", json().replace("\"code\":", "\"x\":\"1\",\"code\":"));
    refuseJson("a code without system", json().replace("\"system\":\"http://loinc.org\",", ""));
    refuseJson("a code that is null", json().replace("\"codes\":[", "\"codes\":[null,"));
    refuseJson("a code that is text", json().replace("\"codes\":[", "\"codes\":[\"34133-9\","));
    refuseJson("codes that are an object", member("codes", "{}"));
    refuseJson("codes that are empty text", member("codes", "\"\""));
    refuseJson("a name in another case", json().replace("\"title\"", "\"Title\""));
    refuseJson("a name of the prototype", json().replace("\"title\"", "\"__proto__\""));
    refuseJson("the prototype besides", json().replace("\"title\"", "\"__proto__\":{},\"title\""));
    refuseJson("a title that is a number", member("title", "5"));
    refuseJson("a title that is true", member("title", "true"));
    refuseJson("a title that is a list", member("title", "[\"x\"]"));
    refuseJson("a media type in another case", json().replace("fhir+json", "FHIR+json"));
  }

  private void refusedNumbers() {
    for (String number :
        new String[] {
          "12.0",
          "1e2",
          "1E2",
          "1e-2",
          "12.",
          ".5",
          "+1",
          "01",
          "-1",
          "-0",
          "-0.0",
          "0x10",
          "1_000",
          "9007199254740992",
          "9007199254740993",
          "18446744073709551615",
          "1e400",
          "NaN",
          "Infinity",
          "true",
          "[1]",
          "\"\"",
          "null"
        }) {
      refuseJson("time " + number, member("time", number));
    }
    refuseJson("length 1000.0", member("length", "1000.0"));
    refuseJson("length -0", member("length", "-0"));
    refuseJson("length 2^53", member("length", "9007199254740992"));
    refuseJson("length of 50 digits", member("length", "1".repeat(50)));
  }

  private void refusedOctetTexts() {
    String good = signature();
    refuseJson("a signature with padding", member("authorSignature", quoted(good + "==")));
    refuseJson("a signature too short", member("authorSignature", quoted(good.substring(2))));
    refuseJson("a signature too long", member("authorSignature", quoted(good + "AA")));
    refuseJson(
        "a signature with surplus bits", member("authorSignature", quoted("A".repeat(85) + "B")));
    refuseJson(
        "a signature in base64", member("authorSignature", quoted("+/" + good.substring(2))));
    refuseJson(
        "a signature with a space", member("authorSignature", quoted(" " + good.substring(1))));
    refuseJson(
        "a signature with a line end",
        member("authorSignature", quoted(good.substring(1) + "\\n")));
    refuseJson("a hash with 0x", member("sha256", quoted("0x" + PLAINTEXT.hex())));
    refuseJson("a hash with 0x for a digit", member("sha256", quoted("0x" + "ab".repeat(31))));
    refuseJson("a long hash", member("sha256", quoted("ab".repeat(33))));
    refuseJson("a hash with other digits", member("sha256", quoted("\u0661".repeat(64))));
    refuseJson("an author in upper case", member("author", quoted("AB".repeat(32))));
    refuseJson("a hash that is a number", member("sha256", "12"));
  }

  private void refusedTexts() {
    refuseJson("a high surrogate alone", member("title", "\"\\ud800\""));
    refuseJson("a low surrogate alone", member("title", "\"x\\udc00\""));
    refuseJson("surrogates in the wrong order", member("fhirType", "\"\\udc00\\ud800\""));
    refuseJson("a surrogate alone in a code", json().replace("34133-9", "\\ud800"));
    refuseJson("a line end in a text", member("title", "\"a\nb\""));
    refuseJson("a zero in a text", member("title", "\"a\u0000b\""));
    refuseJson("an unknown escape", member("title", "\"\\x41\""));
    refuseJson("an escape of three digits", member("title", "\"\\u004\""));
    refuseJson("a text in single quotes", member("title", "'x'"));
    refuseJson("a text without its end", json().substring(0, json().length() - 2));
  }

  private void refusedSyntax() {
    refuseJson("a comma at the end", json().replace("}", ",}"));
    refuseJson("a comment", json().replace("{\"title\"", "{/* */\"title\""));
    refuseJson("a name without quotes", json().replace("\"title\"", "title"));
    refuseJson("a brace missing", json().substring(0, json().length() - 1));
    refuseJson("a brace too many", json() + "}");
    refuseJson("a number behind it", json() + " 1");
    refuseJson("a zero behind it", json() + "\u0000");
    refuseJson("a form feed behind it", json() + "\f");
    refuseJson("a no-break space before it", "\u00a0" + json());
    refuseJson("a null", "null");
    refuseJson("a text", "\"x\"");
    refuseJson("a list of the values", "[\"x\"]");
  }

  private void refusedEncodings() {
    refuse("no UTF-8", seal(json().getBytes(StandardCharsets.ISO_8859_1), 1));
    refuse("UTF-16", seal(json().getBytes(StandardCharsets.UTF_16LE), 1));
    refuse("UTF-16 with a byte order mark", seal(json().getBytes(StandardCharsets.UTF_16), 1));
    refuseJson("a byte order mark", "\ufeff" + json());
    refuse("an overlong letter", withTitle(0xc1, 0x81));
    refuse("a surrogate in UTF-8", withTitle(0xed, 0xa0, 0x80));
    refuse("a character past the last", withTitle(0xf4, 0x90, 0x80, 0x80));
  }

  private static byte[] withTitle(int... octets) {
    String[] halves = json().split("Entlassbrief", 2);
    ByteBuffer title = ByteBuffer.allocate(octets.length);
    for (int octet : octets) {
      title.put((byte) octet);
    }
    byte[] before = halves[0].getBytes(StandardCharsets.UTF_8);
    byte[] behind = halves[1].getBytes(StandardCharsets.UTF_8);
    int length = before.length + octets.length + behind.length;
    return seal(ByteBuffer.allocate(length).put(before).put(title.array()).put(behind).array(), 1);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** The JSON with another value of one member. */
  private static String member(String name, String value) {
    String[] members = name.split("\"", 2);
    String found =
        json()
            .replaceFirst(
                '"' + members[0] + "\":(\\[.*?\\]|\"[^\"]*\"|[0-9]+)",
                Matcher.quoteReplacement('"' + name + "\":" + value));
    if (found.equals(json())) {
      throw new IllegalStateException("nothing changed: " + name);
    }
    return found;
  }

  private void refuseJson(String name, String json) {
    refuse(name, seal(json.getBytes(StandardCharsets.UTF_8), 1));
  }

  private void refuse(String name, byte[] octets) {
    ObjectNode node = refusals.addObject();
    node.put("name", name);
    node.put("octets", VectorFile.hex(octets));
  }
}
