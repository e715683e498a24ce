package org.anamnesis.client;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.anamnesis.contracts.wrapper.AnamnesisRegistry;
import org.anamnesis.protocol.directory.DirectoryAnswer;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.word.WordWriter;
import org.web3j.abi.EventEncoder;
import org.web3j.crypto.Hash;
import tools.jackson.databind.JsonNode;

/** A node's JSON-RPC over people and registrations that are on the chain. */
record StandInChain(
    Registry registry,
    Map<ParticipantId, DirectoryAnswer> people,
    Map<OperationId, Operation.Register> registrations) {
  private static final String CODE = "0x01";
  static final String CODE_HASH = Hash.sha3(CODE);
  static final String GENESIS = "0x" + "0e".repeat(32);
  private static final String BLOCK = "0x" + "01".repeat(32);
  private static final String PARTICIPANT = selector("participant(bytes32)");
  private static final String RECORD = selector("record(bytes32)");
  private static final int CONSENT_WORDS = 7;

  Object answer(JsonNode request) {
    JsonNode first = request.get("params").path(0);
    Object result =
        switch (request.get("method").asString()) {
          case "eth_chainId" -> "0x" + Long.toHexString(registry.chainId());
          case "eth_getCode" -> CODE;
          case "eth_getBlockByNumber" -> genesis();
          case "eth_call" ->
              call(
                  first.has("data") ? first.get("data").asString() : first.get("input").asString());
          case "eth_getTransactionReceipt" -> receipt(first.asString());
          default -> throw new IllegalArgumentException(request.toString());
        };
    return Map.of("jsonrpc", "2.0", "id", request.get("id"), "result", result);
  }

  private static String selector(String function) {
    return Hash.sha3String(function).substring(0, 10);
  }

  private static Object genesis() {
    return Map.of(
        "number",
        "0x0",
        "hash",
        GENESIS,
        "parentHash",
        "0x" + "00".repeat(32),
        "timestamp",
        "0x0",
        "transactions",
        List.of());
  }

  private String call(String data) {
    String id = data.substring(10);
    if (data.startsWith(PARTICIPANT)) {
      return hex(participant(requireNonNull(people.get(ParticipantId.parse(id)))));
    }
    if (data.startsWith(RECORD)) {
      return hex(
          registrations.values().stream()
              .filter(register -> register.record().hex().equals(id))
              .findFirst()
              .map(StandInChain::record)
              .orElseThrow());
    }
    return hex(new byte[CONSENT_WORDS * 32]);
  }

  private static byte[] participant(DirectoryAnswer person) {
    return new WordWriter()
        .id(person.organisation())
        .number(person.role())
        .number(person.status())
        .u64(person.keySequence())
        .point(person.signingKey())
        .octets();
  }

  private static byte[] record(Operation.Register register) {
    return new WordWriter()
        .id(register.content())
        .id(register.patient())
        .id(register.author())
        .id(register.store())
        .u32(register.version())
        .u8(register.suite())
        .u64(1)
        .octets();
  }

  private Object receipt(String transaction) {
    OperationId id = OperationId.parse(transaction.substring(2));
    Operation.Register register = requireNonNull(registrations.get(id));
    byte[] data =
        new WordWriter()
            .id(register.author())
            .id(register.store())
            .u32(register.version())
            .u8(register.suite())
            .id(register.content())
            .u64(register.sealedLength())
            .id(register.previousContent())
            .id(register.metadata())
            .id(register.keyCommitment())
            .octets();
    List<String> topics =
        List.of(
            EventEncoder.encode(AnamnesisRegistry.REGISTERED_EVENT),
            "0x" + id.hex(),
            "0x" + register.record().hex(),
            "0x" + register.patient().hex());
    return Map.of(
        "transactionHash",
        transaction,
        "blockNumber",
        "0x1",
        "blockHash",
        BLOCK,
        "status",
        "0x1",
        "gasUsed",
        "0x1",
        "logs",
        List.of(log(transaction, topics, data)));
  }

  private Object log(String transaction, List<String> topics, byte[] data) {
    return Map.of(
        "address",
        registry.address().text(),
        "logIndex",
        "0x0",
        "topics",
        topics,
        "data",
        hex(data),
        "blockNumber",
        "0x1",
        "transactionHash",
        transaction);
  }

  private static String hex(byte[] words) {
    return "0x" + HexFormat.of().formatHex(words);
  }
}
