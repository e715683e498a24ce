package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
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

  private static String json() {
    String signature =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Cast.NURSE.sign(authored()).octets());
    return "{\"title\":\"Entlassbrief, März\",\"fhirType\":\"Bundle\",\"codes\":["
        + "{\"system\":\"http://loinc.org\",\"code\":\"34133-9\"}],"
        + "\"mediaType\":\"application/fhir+json\",\"time\":1764000000,\"length\":1000,"
        + "\"sha256\":\""
        + HexFormat.of().formatHex(PLAINTEXT.bytes())
        + "\",\"author\":\""
        + Cast.NURSE.participant().hex()
        + "\",\"authorSignature\":\""
        + signature
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
    byte[] latin = json().getBytes(StandardCharsets.ISO_8859_1);
    refuse("no UTF-8", seal(latin, 1));
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
