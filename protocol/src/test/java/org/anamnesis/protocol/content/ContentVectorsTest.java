package org.anamnesis.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.vectors.ContentVectors;
import org.anamnesis.protocol.vectors.VectorFile;
import org.anamnesis.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ContentVectorsTest {
  private static final JsonNode FILE = VectorFile.read("content.json");
  private static final JsonNode NO_CHANGE = JsonNodeFactory.instance.objectNode();

  static Stream<JsonNode> contents() {
    return FILE.get("contents").valueStream();
  }

  static Stream<Arguments> mispadded() {
    return Vectors.named(FILE.get("mispadded"));
  }

  static Stream<Arguments> refusals() {
    return FILE.get("refusals")
        .valueStream()
        .flatMap(node ->
            Stream.of(
                Arguments.argumentSet(node.get("name").asString(), node, false),
                Arguments.argumentSet(node.get("name").asString() + ", rehashed", node, true)));
  }

  @Test
  void derivesCommitmentAndAssociatedData() {
    assertThat(associated(NO_CHANGE).octets())
        .isEqualTo(VectorFile.octets(FILE.get("associatedData")));
    assertThat(key(NO_CHANGE).commitment(associated(NO_CHANGE)))
        .isEqualTo(hash(FILE, "commitment"));
    assertThat(key(NO_CHANGE).metadataKey(associated(NO_CHANGE)).getEncoded())
        .isEqualTo(VectorFile.octets(FILE.get("metadataKey")));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void hashesAndOpens(JsonNode content) throws IOException {
    byte[] object = ContentVectors.seal(content.get("length").asInt());

    assertThat(Hash.sha256(object)).isEqualTo(hash(content, "sealedSha256"));
    assertThat(SealedSize.sealed(content.get("length").asLong())).isEqualTo(object.length);
    assertThat(SealedSize.padded(content.get("length").asLong()))
        .isEqualTo(content.get("paddedLength").asLong());
    SegmentHashes segments = segments(object);
    assertThat(segments.contentHash()).isEqualTo(hash(content, "contentHash"));
    SealedHead head =
        new SealedHead(
            associated(NO_CHANGE), hash(FILE, "commitment"), segments.contentHash(), segments);
    try (InputStream opening =
        new OpeningInputStream(
            new ByteArrayInputStream(object),
            head,
            key(NO_CHANGE),
            content.get("length").asLong(),
            hash(content, "plaintextSha256"))) {
      assertThat(Hash.sha256(opening.readAllBytes())).isEqualTo(hash(content, "plaintextSha256"));
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(JsonNode node, boolean rehashed) {
    int length = FILE.get("refusalsOf").asInt();
    byte[] original = ContentVectors.seal(length);
    byte[] changed = edited(original, node);
    JsonNode change = node.has("change") ? node.get("change") : NO_CHANGE;
    ByteArrayOutputStream released = new ByteArrayOutputStream();

    assertThatThrownBy(
            () -> {
              SegmentHashes segments = segments(rehashed ? changed : original);
              Hash contentHash =
                  change.has("contentHash") ? hash(change, "contentHash") : segments.contentHash();
              SealedHead head =
                  new SealedHead(
                      associated(change), commitment(change, rehashed), contentHash, segments);
              try (InputStream opening =
                  new OpeningInputStream(
                      new ByteArrayInputStream(changed),
                      head,
                      key(change),
                      length,
                      sha256(length))) {
                opening.transferTo(released);
              }
            })
        .isInstanceOfAny(ContentRefusedException.class, IllegalArgumentException.class);
    assertThat(released.size()).isLessThanOrEqualTo(node.get("released").asInt());
    assertThat(released.toByteArray())
        .isEqualTo(Arrays.copyOf(ContentVectors.plaintext(length), released.size()));
  }

  @ParameterizedTest
  @MethodSource("mispadded")
  void neverCallsWholeWhatIsPaddedOtherwise(JsonNode node) {
    int length = node.get("length").asInt();
    byte[] object =
        ContentVectors.sealMispadded(
            length, node.get("paddedLength").asInt(), node.get("touched").asInt());
    assertThat(Hash.sha256(object)).isEqualTo(hash(node, "sealedSha256"));
    SegmentHashes segments = segments(object);
    SealedHead head =
        new SealedHead(
            associated(NO_CHANGE), hash(FILE, "commitment"), segments.contentHash(), segments);
    ByteArrayOutputStream released = new ByteArrayOutputStream();

    assertThatThrownBy(
            () -> {
              try (InputStream opening =
                  new OpeningInputStream(
                      new ByteArrayInputStream(object),
                      head,
                      key(NO_CHANGE),
                      length,
                      sha256(length))) {
                opening.transferTo(released);
              }
            })
        .isInstanceOfSatisfying(
            ContentRefusedException.class,
            e -> assertThat(e.fault()).isEqualTo(ContentRefusedException.Fault.WRONG_PADDING));
    assertThat(released.size()).isLessThanOrEqualTo(node.get("released").asInt());
    assertThat(released.toByteArray())
        .isEqualTo(Arrays.copyOf(ContentVectors.plaintext(length), released.size()));
  }

  @Test
  void padsAsTheTableSays() {
    VectorFile.read("padme.json")
        .get("rows")
        .forEach(row ->
            assertThat(SealedSize.padded(row.get(0).asLong())).isEqualTo(row.get(1).asLong()));
  }

  /**
   * In the second mode whoever changed the commitment knows the key, so that only tags are left.
   */
  private static Hash commitment(JsonNode change, boolean rehashed) {
    if (change.has("commitment")) {
      return hash(change, "commitment");
    }
    return rehashed ? key(change).commitment(associated(change)) : hash(FILE, "commitment");
  }

  private static byte[] edited(byte[] original, JsonNode node) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] bounds = node.get("pieces").valueStream().mapToInt(JsonNode::asInt).toArray();
    for (int i = 0; i < bounds.length; i += 2) {
      out.write(original, bounds[i], bounds[i + 1] - bounds[i]);
    }
    byte[] edited = out.toByteArray();
    if (node.has("flip")) {
      edited[node.get("flip").asInt()] ^= 1;
    }
    return edited;
  }

  private static AssociatedData associated(JsonNode change) {
    Registry registry = Vectors.registry(FILE);
    return new AssociatedData(
        new Registry(
            change.path("chainId").asLong(registry.chainId()),
            new EthereumAddress(change.path("address").asString(registry.address().text()))),
        RecordId.of(VectorFile.octets((change.has("record") ? change : FILE).get("record"))),
        change.path("version").asLong(1));
  }

  private static DataKey key(JsonNode change) {
    return DataKey.of(VectorFile.octets((change.has("dataKey") ? change : FILE).get("dataKey")));
  }

  private static Hash hash(JsonNode node, String field) {
    return Hash.of(VectorFile.octets(node.get(field)));
  }

  private static Hash sha256(int length) {
    return Hash.sha256(ContentVectors.plaintext(length));
  }

  private static SegmentHashes segments(byte[] object) {
    SegmentHasher hasher = new SegmentHasher();
    hasher.update(object, 0, object.length);
    return hasher.finish();
  }
}
