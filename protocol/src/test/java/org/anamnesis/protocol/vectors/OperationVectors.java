package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.Operation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations that hold, in an order in which a registry takes them, and operations that do not. */
final class OperationVectors {
  private static final int HEADER = 4 * Bytes32.SIZE;

  private static final int UNKNOWN_KIND = 1;
  private static final int WRONG_NUMBER_OF_WORDS = 2;
  private static final int FIELD_OUT_OF_RANGE = 3;
  private static final int KIND_NOT_SERVED = 4;
  private static final int BAD_SIGNATURE = 6;
  private static final int EXPIRED = 16;
  private static final int NOT_ON_CHAIN = -1;

  private final ArrayNode operations = VectorFile.array();
  private final ArrayNode refusals = VectorFile.array();

  ObjectNode file() {
    operations();
    refusedMessages();
    refusedFields();
    refusedPoints();
    refusedSignatures();
    ObjectNode file = VectorFile.object();
    file.set("registry", registry());
    file.put("time", Cast.NOW);
    file.put("organisation", VectorFile.hex(Cast.HOSPITAL.bytes()));
    ArrayNode keys = file.putArray("keys");
    Cast.keys().forEach(key -> keys.add(key.json()));
    file.set("operations", operations);
    file.set("refusals", refusals);
    return file;
  }

  static ObjectNode registry() {
    ObjectNode registry = VectorFile.object();
    registry.put("chainId", Cast.REGISTRY.chainId());
    registry.put("address", Cast.REGISTRY.address().text());
    return registry;
  }

  private void operations() {
    add("enrol patient", Cast.enrol(Cast.PATIENT, Role.PATIENT), 0, Cast.REGISTRAR, Cast.PATIENT);
    add("enrol nurse", Cast.enrol(Cast.NURSE, Role.NURSE), 0, Cast.REGISTRAR, Cast.NURSE);
    add("enrol doctor", Cast.enrol(Cast.DOCTOR, Role.DOCTOR), 0, Cast.REGISTRAR, Cast.DOCTOR);
    add("store", Cast.store(), 0, Cast.REGISTRAR);
    add("consent to contribute, no end", Cast.contribute(), 0, Cast.PATIENT);
    add("register", Cast.register(), 0, Cast.NURSE);
    add("consent of an organisation", Cast.doctorsOfTheHospital(Effect.ALLOW, 1), 0, Cast.PATIENT);
    add("access", Cast.access(), 0, Cast.DOCTOR);
    add("access to a listing", Cast.listing(), 0, Cast.PATIENT);
    add("consent withdrawn", Cast.doctorsOfTheHospital(Effect.NONE, 5), 0, Cast.PATIENT);
    add("status", Cast.status(), 0, Cast.REGISTRAR);
    add("session", Cast.session(), KIND_NOT_SERVED, Cast.PATIENT);
    VectorKey next = VectorKey.named("doctor 2");
    add("rotate", Cast.rotate(), KIND_NOT_SERVED, Cast.DOCTOR, next);
    add("erase", Cast.erase(), KIND_NOT_SERVED, Cast.PATIENT);
    add("review", Cast.review(), KIND_NOT_SERVED, Cast.DOCTOR);
    add("mandate", Cast.mandate(), KIND_NOT_SERVED, Cast.REGISTRAR);
  }

  private void add(String name, Operation operation, int contract, VectorKey... signers) {
    byte[] message = operation.message(Cast.REGISTRY).octets();
    List<byte[]> signatures = sign(message, signers);
    ObjectNode node = operations.addObject();
    node.put("name", name);
    node.put("kind", operation.kind().number());
    ArrayNode names = node.putArray("signers");
    Arrays.stream(signers).forEach(signer -> names.add(signer.name()));
    node.put("message", VectorFile.hex(message));
    node.put("id", VectorFile.hex(Hash.sha256(message).bytes()));
    ArrayNode hex = node.putArray("signatures");
    signatures.forEach(s -> hex.add(VectorFile.hex(s)));
    ArrayNode frame = node.putArray("frame");
    frame(operation.kind().number(), message, signatures).forEach(frame::add);
    node.put("contract", contract);
  }

  /** The frame's words, composed here a second time. */
  private static List<String> frame(int kind, byte[] message, List<byte[]> signatures) {
    ByteBuffer body =
        ByteBuffer.allocate(message.length - HEADER + signatures.size() * Signature.SIZE);
    body.put(message, HEADER, message.length - HEADER);
    signatures.forEach(body::put);
    List<String> words = new ArrayList<>();
    int count = body.capacity() / Bytes32.SIZE;
    words.add(VectorFile.hex(VectorKey.word(BigInteger.valueOf((long) count << 8 | kind))));
    for (int at = 0; at < body.capacity(); at += Bytes32.SIZE) {
      words.add(VectorFile.hex(Arrays.copyOfRange(body.array(), at, at + Bytes32.SIZE)));
    }
    return words;
  }

  private static List<byte[]> sign(byte[] message, VectorKey... signers) {
    return Arrays.stream(signers).map(signer -> signer.sign(message).octets()).toList();
  }

  private void refuse(
      String name, String fault, int contract, byte[] message, List<byte[]> signatures) {
    ObjectNode node = refusals.addObject();
    node.put("name", name);
    node.put("fault", fault);
    node.put("contract", contract);
    node.put("message", VectorFile.hex(message));
    ArrayNode hex = node.putArray("signatures");
    signatures.forEach(s -> hex.add(VectorFile.hex(s)));
  }

  private void refusedMessages() {
    byte[] good = Cast.register().message(Cast.REGISTRY).octets();
    refuseMessage("unknown kind 11", "UNKNOWN_KIND", UNKNOWN_KIND, with(good, 63, 11));
    refuseMessage("unknown kind 255", "UNKNOWN_KIND", UNKNOWN_KIND, with(good, 63, 255));
    refuseMessage("over-wide kind", "UNKNOWN_KIND", NOT_ON_CHAIN, with(good, 62, 1));
    refuseMessage("another label", "WRONG_DOMAIN", BAD_SIGNATURE, with(good, 11, '2'));
    refuseMessage("a label with a tail", "WRONG_DOMAIN", BAD_SIGNATURE, with(good, 31, 1));
    Registry chain = new Registry(1338, Cast.REGISTRY.address());
    refuseMessage(
        "another chain", "WRONG_REGISTRY", BAD_SIGNATURE, Cast.register().message(chain).octets());
    refuseMessage("over-wide chain", "WRONG_REGISTRY", BAD_SIGNATURE, with(good, 87, 1));
    Registry other = new Registry(1337, new EthereumAddress("0x" + "42".repeat(20)));
    refuseMessage(
        "another registry",
        "WRONG_REGISTRY",
        BAD_SIGNATURE,
        Cast.register().message(other).octets());
    refuseMessage("over-wide registry", "WRONG_REGISTRY", BAD_SIGNATURE, with(good, 96, 1));
    String words = "WRONG_NUMBER_OF_WORDS";
    byte[] shorter = Arrays.copyOf(good, good.length - Bytes32.SIZE);
    byte[] longer = Arrays.copyOf(good, good.length + Bytes32.SIZE);
    refuseMessage("a word missing", words, WRONG_NUMBER_OF_WORDS, shorter);
    refuseMessage("a word too many", words, WRONG_NUMBER_OF_WORDS, longer);
    refuseMessage(
        "half a word missing", words, NOT_ON_CHAIN, Arrays.copyOf(good, good.length - 16));
    refuseMessage("an octet too many", words, NOT_ON_CHAIN, Arrays.copyOf(good, good.length + 1));
    refuseMessage("no fields", words, WRONG_NUMBER_OF_WORDS, Arrays.copyOf(good, HEADER));
    refuseMessage("nothing", words, NOT_ON_CHAIN, new byte[0]);
  }

  private void refuseMessage(String name, String fault, int contract, byte[] message) {
    refuse(name, fault, contract, message, sign(message, Cast.NURSE));
  }

  private void refusedFields() {
    List<Operation> all =
        List.of(
            Cast.session(),
            Cast.enrol(Cast.PATIENT, Role.PATIENT),
            Cast.rotate(),
            Cast.status(),
            Cast.register(),
            Cast.doctorsOfTheHospital(Effect.ALLOW, 1),
            Cast.access(),
            Cast.erase(),
            Cast.review(),
            Cast.store(),
            Cast.mandate());
    for (Operation operation : all) {
      for (Shapes.Flaw flaw : Shapes.flaws(operation.kind())) {
        refuseFields(
            operation.kind() + " field " + flaw.field() + ": " + flaw.name(),
            operation,
            new Change(flaw.field(), VectorKey.word(flaw.value())));
      }
    }
    Operation consent = Cast.doctorsOfTheHospital(Effect.ALLOW, 1);
    Operation denial = Cast.doctorsOfTheHospital(Effect.DENY, 1);
    refuseFields("CONSENT: ALLOW without roles", consent, new Change(4, new byte[32]));
    refuseFields("CONSENT: DENY without roles", denial, new Change(4, new byte[32]));
    refuseFields("CONSENT: ALLOW without purposes", consent, new Change(6, new byte[32]));
    refuseFields("CONSENT: DENY without purposes", denial, new Change(6, new byte[32]));
    refuseFields("CONSENT: an empty interval", consent, new Change(8, number(Cast.LATER)));
    refuseFields("CONSENT: an interval backwards", consent, new Change(8, number(Cast.LATER + 1)));
    refuseFields("ACCESS: a listing with a version", Cast.listing(), new Change(2, number(1)));
    refuseFields("ACCESS: a record without a version", Cast.access(), new Change(2, new byte[32]));
  }

  private void refusedPoints() {
    Operation enrol = Cast.enrol(Cast.PATIENT, Role.PATIENT);
    BigInteger prime = VectorKey.CURVE.getCurve().getField().getCharacteristic();
    byte[] x = Cast.PATIENT.point().x().bytes();
    byte[] y = Cast.PATIENT.point().y().bytes();
    byte[] negated = VectorKey.word(prime.subtract(new BigInteger(1, y)));
    byte[] off = y.clone();
    off[31] ^= 1;
    var small = VectorKey.CURVE.getCurve().decodePoint(compressed(5)).normalize();
    byte[] smallX = small.getAffineXCoord().getEncoded();
    byte[] wideX = VectorKey.word(new BigInteger(1, smallX).add(prime));
    byte[] smallY = small.getAffineYCoord().getEncoded();
    for (int at : new int[] {2, 4}) {
      String key = at == 2 ? "ENROL signing key" : "ENROL encryption key";
      refusePoint(key + " off the curve", enrol, at, x, off);
      refusePoint(key + " of zeros", enrol, at, new byte[32], new byte[32]);
      refusePoint(key + " with x and y swapped", enrol, at, y, x);
      refusePoint(key + " with x past p", enrol, at, wideX, smallY);
    }
    refusePoint("ENROL with one key for two uses", enrol, 4, x, y);
    refusePoint("STORE key off the curve", Cast.store(), 3, x, off);
    refusePoint("STORE key of zeros", Cast.store(), 3, new byte[32], new byte[32]);
    refusePoint("ROTATE with one key for two uses", Cast.rotate(), 4, pointX(2), pointX(3));
    refusePoint("ROTATE encryption key off the curve", Cast.rotate(), 4, x, off);
    refuse(
        "ENROL with the signing key negated",
        "BAD_SIGNATURE",
        BAD_SIGNATURE,
        change(enrol, new Change(3, negated)),
        sign(change(enrol, new Change(3, negated)), Cast.REGISTRAR, Cast.PATIENT));
  }

  private static byte[] pointX(int field) {
    byte[] message = Cast.rotate().message(Cast.REGISTRY).octets();
    int at = HEADER + field * Bytes32.SIZE;
    return Arrays.copyOfRange(message, at, at + Bytes32.SIZE);
  }

  private static byte[] compressed(int x) {
    byte[] octets = new byte[33];
    octets[0] = 2;
    octets[32] = (byte) x;
    return octets;
  }

  private void refusedSignatures() {
    byte[] message = Cast.register().message(Cast.REGISTRY).octets();
    byte[] good = Cast.NURSE.sign(message).octets();
    BigInteger n = VectorKey.CURVE.getN();
    BigInteger s = new BigInteger(1, good, 32, 32);
    refuseSignature("a bit of r flipped", message, with(good, 5, good[5] ^ 1));
    refuseSignature("a bit of s flipped", message, with(good, 60, good[60] ^ 1));
    refuseSignature("high s", message, join(half(good, 0), VectorKey.word(n.subtract(s))));
    refuseSignature("r of zero", message, join(new byte[32], half(good, 32)));
    refuseSignature("s of zero", message, join(half(good, 0), new byte[32]));
    refuseSignature("r of n", message, join(VectorKey.word(n), half(good, 32)));
    refuseSignature("s of n", message, join(half(good, 0), VectorKey.word(n)));
    refuseSignature("all zero", message, new byte[64]);
    refuseSignature("all ones", message, join(ones(), ones()));
    refuseSignature("r and s swapped", message, join(half(good, 32), half(good, 0)));
    refuseSignature("another's key", message, Cast.STRANGER.sign(message).octets());
    refuseSignature("double hash", message, Cast.NURSE.sign(Hash.sha256(message).bytes()).octets());
    byte[] changed = change(Cast.register(), new Change(7, Cast.hash("other").bytes()));
    refuseSignature("another message", changed, good);
    byte[] past = change(Cast.register(), new Change(12, number(Cast.NOW)));
    refuse("expired just now", "EXPIRED", EXPIRED, past, sign(past, Cast.NURSE));
    refusedSecondSignatures();
  }

  private void refusedSecondSignatures() {
    byte[] message = Cast.enrol(Cast.PATIENT, Role.PATIENT).message(Cast.REGISTRY).octets();
    List<byte[]> good = sign(message, Cast.REGISTRAR, Cast.PATIENT);
    List<byte[]> foreign = sign(message, Cast.REGISTRAR, Cast.STRANGER);
    refuse("ENROL: signatures swapped", "BAD_SIGNATURE", BAD_SIGNATURE, message, good.reversed());
    refuse("ENROL: second by another", "BAD_SIGNATURE", BAD_SIGNATURE, message, foreign);
    String words = "WRONG_NUMBER_OF_WORDS";
    refuse("ENROL: second missing", words, WRONG_NUMBER_OF_WORDS, message, good.subList(0, 1));
    refuse("ENROL: no signatures", words, WRONG_NUMBER_OF_WORDS, message, List.of());
    byte[] register = Cast.register().message(Cast.REGISTRY).octets();
    refuse(
        "REGISTER: a signature too many",
        words,
        WRONG_NUMBER_OF_WORDS,
        register,
        sign(register, Cast.NURSE, Cast.NURSE));
  }

  private void refuseSignature(String name, byte[] message, byte[] signature) {
    refuse(name, "BAD_SIGNATURE", BAD_SIGNATURE, message, List.of(signature));
  }

  private void refusePoint(String name, Operation operation, int field, byte[] x, byte[] y) {
    refuseFields(name, operation, new Change(field, x), new Change(field + 1, y));
  }

  private void refuseFields(String name, Operation operation, Change... changes) {
    byte[] message = change(operation, changes);
    refuse(name, "FIELD_OUT_OF_RANGE", FIELD_OUT_OF_RANGE, message, signAll(operation, message));
  }

  private static List<byte[]> signAll(Operation operation, byte[] message) {
    VectorKey first =
        Cast.keys().stream()
            .filter(key -> key.participant().equals(operation.signer()))
            .findFirst()
            .orElseThrow();
    return switch (operation.kind()) {
      case ENROL -> sign(message, first, Cast.PATIENT);
      case ROTATE -> sign(message, first, VectorKey.named("doctor 2"));
      default -> sign(message, first);
    };
  }

  /** Another value of one field. */
  private record Change(int field, Bytes32 word) {
    Change(int field, byte[] word) {
      this(field, Bytes32.of(word));
    }
  }

  private static byte[] change(Operation operation, Change... changes) {
    byte[] message = operation.message(Cast.REGISTRY).octets();
    for (Change change : changes) {
      System.arraycopy(
          change.word().bytes(), 0, message, HEADER + change.field() * Bytes32.SIZE, Bytes32.SIZE);
    }
    return message;
  }

  private static byte[] number(long value) {
    return VectorKey.word(BigInteger.valueOf(value));
  }

  private static byte[] ones() {
    byte[] word = new byte[32];
    Arrays.fill(word, (byte) 0xff);
    return word;
  }

  private static byte[] half(byte[] signature, int at) {
    return Arrays.copyOfRange(signature, at, at + 32);
  }

  private static byte[] join(byte[] r, byte[] s) {
    return ByteBuffer.allocate(64).put(r).put(s).array();
  }

  private static byte[] with(byte[] octets, int at, int value) {
    byte[] changed = octets.clone();
    changed[at] = (byte) value;
    return changed;
  }
}
