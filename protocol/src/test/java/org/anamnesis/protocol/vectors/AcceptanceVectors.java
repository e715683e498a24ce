package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.anamnesis.protocol.id.Hash;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A store's word for an operation, words that do not hold, and a log of refusals. */
final class AcceptanceVectors {
  private final ArrayNode acceptances = VectorFile.array();

  ObjectNode file() {
    byte[] operation = Hash.sha256(Cast.register().message(Cast.REGISTRY).octets()).bytes();
    byte[] store = Cast.STORE.bytes();
    byte[] other = Cast.hash("another").bytes();
    long by = Cast.NOW + 600;
    byte[] signature = Cast.SERVICE.sign(statement(operation, store, Cast.NOW, by)).octets();
    add("holds", true, operation, store, Cast.NOW, by, signature);
    byte[] now = Cast.SERVICE.sign(statement(operation, store, Cast.NOW, Cast.NOW)).octets();
    add("at once", true, operation, store, Cast.NOW, Cast.NOW, now);
    add("another operation", false, other, store, Cast.NOW, by, signature);
    add("another store", false, operation, other, Cast.NOW, by, signature);
    add("accepted at another time", false, operation, store, Cast.NOW + 1, by, signature);
    add("anchored by another time", false, operation, store, Cast.NOW, by - 1, signature);
    byte[] late = Cast.SERVICE.sign(statement(operation, store, Cast.NOW, by + 1)).octets();
    add("more than 600 s", false, operation, store, Cast.NOW, by + 1, late);
    byte[] back = Cast.SERVICE.sign(statement(operation, store, by, Cast.NOW)).octets();
    add("backwards", false, operation, store, by, Cast.NOW, back);
    byte[] foreign = Cast.STRANGER.sign(statement(operation, store, Cast.NOW, by)).octets();
    add("another key", false, operation, store, Cast.NOW, by, foreign);
    add("no signature", false, operation, store, Cast.NOW, by, new byte[64]);
    ObjectNode file = VectorFile.object();
    file.set("registry", OperationVectors.registry());
    file.put("serviceX", VectorFile.hex(Cast.SERVICE.point().x().bytes()));
    file.put("serviceY", VectorFile.hex(Cast.SERVICE.point().y().bytes()));
    file.set("acceptances", acceptances);
    file.set("refusalLog", refusalLog(operation));
    return file;
  }

  private static byte[] word(long number) {
    return VectorKey.word(BigInteger.valueOf(number));
  }

  private static byte[] label(String label) {
    return Arrays.copyOf(label.getBytes(Cast.ASCII), 32);
  }

  private static byte[] statement(byte[] operation, byte[] store, long accepted, long anchored) {
    return ByteBuffer.allocate(224)
        .put(label("anamnesis/v1 acceptance"))
        .put(word(Cast.REGISTRY.chainId()))
        .put(new byte[12])
        .put(Cast.REGISTRY.address().bytes())
        .put(operation)
        .put(store)
        .put(word(accepted))
        .put(word(anchored))
        .array();
  }

  private void add(
      String name,
      boolean holds,
      byte[] operation,
      byte[] store,
      long acceptedAt,
      long anchoredBy,
      byte[] signature) {
    ObjectNode node = acceptances.addObject();
    node.put("name", name);
    node.put("operation", VectorFile.hex(operation));
    node.put("store", VectorFile.hex(store));
    node.put("acceptedAt", acceptedAt);
    node.put("anchoredBy", anchoredBy);
    node.put("signature", VectorFile.hex(signature));
    node.put("statement", VectorFile.hex(statement(operation, store, acceptedAt, anchoredBy)));
    node.put("holds", holds);
  }

  private static ArrayNode refusalLog(byte[] operation) {
    ArrayNode rows = VectorFile.array();
    byte[] none = new byte[32];
    byte[] first =
        row(rows, none, none, Cast.RECORD.bytes(), Cast.NOW, "urn:anamnesis:problem:bad-signature");
    byte[] second =
        row(rows, first, operation, none, Cast.NOW, "urn:anamnesis:problem:not-permitted");
    row(rows, second, operation, none, Cast.NOW + 9, "urn:anamnesis:problem:not-permitted");
    return rows;
  }

  private static byte[] row(
      ArrayNode rows, byte[] previous, byte[] operation, byte[] record, long time, String type) {
    byte[] actor = Cast.STRANGER.participant().bytes();
    byte[] words =
        ByteBuffer.allocate(224)
            .put(label("anamnesis/v1 refusal"))
            .put(previous)
            .put(operation)
            .put(actor)
            .put(record)
            .put(word(time))
            .put(Hash.sha256(type.getBytes(Cast.ASCII)).bytes())
            .array();
    byte[] hash = Hash.sha256(words).bytes();
    ObjectNode node = rows.addObject();
    node.put("previous", VectorFile.hex(previous));
    node.put("operation", VectorFile.hex(operation));
    node.put("actor", VectorFile.hex(actor));
    node.put("record", VectorFile.hex(record));
    node.put("time", time);
    node.put("problemType", type);
    node.put("hash", VectorFile.hex(hash));
    return hash;
  }
}
