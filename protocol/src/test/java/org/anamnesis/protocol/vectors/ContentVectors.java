package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sealed content of several sizes, and what a reader must refuse. */
public final class ContentVectors {
  static final byte[] DATA_KEY = Cast.hash("data key").bytes();

  private static final byte[] SALT = Cast.hash("content salt").bytes();
  private static final byte[] PREFIX = Arrays.copyOf(Cast.hash("nonce prefix").bytes(), 7);
  private static final int BASE = 200_000;
  private static final int SHOWN = 200;

  /** More padding than a segment holds. */
  private static final int LONG = (1 << 22) + 1;

  private static final int LONG_PADDED = 4_325_376;
  private static final int[] SIZES = {
    0, 1, 2, 9, 100, 1_000, 63_488, 63_489, 65_480, 65_481, 131_000, 131_001, BASE, 1_000_003
  };

  private final ArrayNode refusals = VectorFile.array();
  private final byte[] base = seal(BASE);

  static byte[] associated(Registry registry, RecordId record, long version) {
    ByteBuffer words = ByteBuffer.allocate(192);
    words.put(Arrays.copyOf("anamnesis/v1 sealed".getBytes(Cast.ASCII), 32));
    words.put(VectorKey.word(BigInteger.ONE));
    words.put(VectorKey.word(BigInteger.valueOf(registry.chainId())));
    words.put(new byte[12]).put(registry.address().bytes());
    words.put(record.bytes());
    words.put(VectorKey.word(BigInteger.valueOf(version)));
    return words.array();
  }

  static byte[] associated() {
    return associated(Cast.REGISTRY, Cast.RECORD, 1);
  }

  static byte[] derived(String label, byte[] key, byte[] associated) {
    byte[] info =
        ByteBuffer.allocate(32 + associated.length)
            .put(Arrays.copyOf(label.getBytes(Cast.ASCII), 32))
            .put(associated)
            .array();
    return SealedByHand.hkdf(key, new byte[0], info);
  }

  static Hash commitment() {
    return Hash.of(derived("commit", DATA_KEY, associated()));
  }

  /** Octet i is 7i + ⌊i/256⌋, its low eight bits. */
  public static byte[] plaintext(int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) (7 * i + i / 256);
    }
    return octets;
  }

  /** The sealed object of that plaintext. */
  public static byte[] seal(int length) {
    byte[] padded = Arrays.copyOf(plaintext(length), (int) SealedByHand.padme(length));
    return SealedByHand.seal(padded, DATA_KEY, SALT, PREFIX, associated());
  }

  /**
   * The sealed object of that plaintext, cut or followed by zeros to a length of its own.
   *
   * @param touched an octet of the padded plaintext that is set to 1, or -1
   */
  public static byte[] sealMispadded(int length, int paddedLength, int touched) {
    byte[] padded = Arrays.copyOf(plaintext(length), paddedLength);
    if (touched >= 0) {
      padded[touched] = 1;
    }
    return SealedByHand.seal(padded, DATA_KEY, SALT, PREFIX, associated());
  }

  ObjectNode file() {
    ObjectNode file = VectorFile.object();
    file.set("registry", OperationVectors.registry());
    file.put("record", VectorFile.hex(Cast.RECORD.bytes()));
    file.put("version", 1);
    file.put("associatedData", VectorFile.hex(associated()));
    file.put("dataKey", VectorFile.hex(DATA_KEY));
    file.put("commitment", VectorFile.hex(commitment().bytes()));
    file.put("metadataKey", VectorFile.hex(derived("metadata", DATA_KEY, associated())));
    file.put("salt", VectorFile.hex(SALT));
    file.put("noncePrefix", VectorFile.hex(PREFIX));
    ArrayNode contents = file.putArray("contents");
    for (int size : SIZES) {
      contents.add(content(size));
    }
    changedOctets();
    changedOrder();
    changedBelonging();
    file.put("refusalsOf", BASE);
    file.set("refusals", refusals);
    file.set("mispadded", mispadded());
    return file;
  }

  private static ObjectNode content(int size) {
    byte[] object = seal(size);
    ObjectNode node = VectorFile.object();
    node.put("length", size);
    node.put("paddedLength", SealedByHand.padme(size));
    node.put("sealedLength", object.length);
    node.put("plaintextSha256", VectorFile.hex(Hash.sha256(plaintext(size)).bytes()));
    node.put("sealedSha256", VectorFile.hex(Hash.sha256(object).bytes()));
    node.put("contentHash", VectorFile.hex(SealedByHand.contentHash(object).bytes()));
    ArrayNode hashes = node.putArray("segmentHashes");
    SealedByHand.segmentHashes(object).forEach(hash -> hashes.add(VectorFile.hex(hash.bytes())));
    if (object.length <= SHOWN) {
      node.put("sealed", VectorFile.hex(object));
    }
    return node;
  }

  private static ArrayNode mispadded() {
    ArrayNode rows = VectorFile.array();
    mispad(rows, "first octet of the padding", 100, 104, 100, 0);
    mispad(rows, "last octet of the padding", 100, 104, 103, 0);
    mispad(rows, "last octet of a later segment", BASE, 200_704, 200_703, 196_520);
    mispad(rows, "a segment of padding only", LONG, LONG_PADDED, LONG_PADDED - 1, LONG);
    mispad(rows, "no padding", 105, 105, -1, 0);
    mispad(rows, "an octet of padding missing", 100, 103, -1, 0);
    mispad(rows, "an octet of padding too many", 100, 105, -1, 0);
    mispad(rows, "padded as a longer one", 100, 112, -1, 0);
    mispad(rows, "a segment of padding missing", LONG, LONG + 1, -1, 0);
    mispad(rows, "a segment of padding too many", LONG, LONG_PADDED + 65_520, -1, 0);
    mispad(rows, "content missing", 100, 50, -1, 0);
    mispad(rows, "padding of nothing", 0, 1, -1, 0);
    return rows;
  }

  private static void mispad(
      ArrayNode rows, String name, int length, int paddedLength, int touched, int released) {
    ObjectNode node = rows.addObject();
    node.put("name", name);
    node.put("length", length);
    node.put("paddedLength", paddedLength);
    node.put("touched", touched);
    node.put(
        "sealedSha256",
        VectorFile.hex(Hash.sha256(sealMispadded(length, paddedLength, touched)).bytes()));
    node.put("released", released);
  }

  private void changedOctets() {
    int[] places = {0, 1, 33, 39, 40, 65_519, 65_535, 65_536, 131_071, 131_072, base.length - 1};
    for (int at : places) {
      ObjectNode node = refuse("octet " + at + " changed", at / SealedByHand.SEGMENT);
      pieces(node, 0, base.length);
      node.put("flip", at);
    }
  }

  private void changedOrder() {
    int one = SealedByHand.SEGMENT;
    int end = base.length;
    pieces(refuse("first two segments swapped", 0), one, 2 * one, 0, one, 2 * one, end);
    pieces(
        refuse("middle segments swapped", 1), 0, one, 2 * one, 3 * one, one, 2 * one, 3 * one, end);
    pieces(refuse("second segment dropped", 1), 0, one, 2 * one, end);
    pieces(refuse("last segment dropped", 3), 0, 3 * one);
    pieces(refuse("first segment dropped", 0), one, end);
    pieces(refuse("second segment repeated", 2), 0, 2 * one, one, 2 * one, 2 * one, end);
    pieces(
        refuse("second segment in place of the third", 2), 0, 2 * one, one, 2 * one, 3 * one, end);
    pieces(refuse("last octet missing", 3), 0, end - 1);
    pieces(refuse("all but the header missing", 0), 0, SealedByHand.HEADER);
    pieces(refuse("nothing there", 0));
    pieces(refuse("an octet too many", 3), 0, end, 0, 1);
    pieces(refuse("a segment too many", 3), 0, end, one, 2 * one);
    pieces(refuse("everything twice", 3), 0, end, 0, end);
  }

  private void changedBelonging() {
    change("another record", "record", VectorFile.hex(Cast.hash("another record").bytes()));
    change("another version", "version", 2);
    change("another chain", "chainId", 1338);
    change("another registry", "address", new EthereumAddress("0x" + "42".repeat(20)).text());
    change("another data key", "dataKey", VectorFile.hex(Cast.hash("another data key").bytes()));
    change("another commitment", "commitment", VectorFile.hex(Cast.hash("another").bytes()));
    change("another content hash", "contentHash", VectorFile.hex(Cast.hash("another").bytes()));
  }

  private void change(String name, String field, String value) {
    ObjectNode node = refuse(name, 0);
    pieces(node, 0, base.length);
    node.putObject("change").put(field, value);
  }

  private void change(String name, String field, long value) {
    ObjectNode node = refuse(name, 0);
    pieces(node, 0, base.length);
    node.putObject("change").put(field, value);
  }

  private ObjectNode refuse(String name, int firstBadSegment) {
    ObjectNode node = refusals.addObject();
    node.put("name", name);
    int first = SealedByHand.SEGMENT - SealedByHand.HEADER - SealedByHand.TAG;
    int other = SealedByHand.SEGMENT - SealedByHand.TAG;
    node.put("released", firstBadSegment == 0 ? 0 : first + (firstBadSegment - 1) * other);
    return node;
  }

  private static void pieces(ObjectNode node, int... bounds) {
    ArrayNode pieces = node.putArray("pieces");
    for (int bound : bounds) {
      pieces.add(bound);
    }
  }
}
