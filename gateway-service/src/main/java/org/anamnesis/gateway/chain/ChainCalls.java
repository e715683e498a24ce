package org.anamnesis.gateway.chain;

import java.util.Set;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import tools.jackson.databind.JsonNode;

/** What may be asked of the chain: JSON-RPC 2.0, listed methods, at most 20 calls at once. */
final class ChainCalls {
  static final int MOST_CALLS = 20;
  static final Set<String> METHODS =
      Set.of(
          "eth_chainId",
          "eth_blockNumber",
          "eth_getBlockByNumber",
          "eth_getBlockByHash",
          "eth_call",
          "eth_getCode",
          "eth_getProof",
          "eth_getLogs",
          "eth_getTransactionByHash",
          "eth_getTransactionReceipt");
  private static final Set<String> MEMBERS = Set.of("jsonrpc", "id", "method", "params");

  private ChainCalls() {}

  /** Refuses anything but one call, or a batch of 1 to 20, that is allowed. */
  static void check(JsonNode body) {
    if (!body.isArray()) {
      checkCall(body);
      return;
    }
    if (body.isEmpty() || body.size() > MOST_CALLS) {
      throw malformed("A batch has 1 to " + MOST_CALLS + " calls.");
    }
    body.forEach(ChainCalls::checkCall);
  }

  private static void checkCall(JsonNode call) {
    JsonNode id = call.path("id");
    boolean wellFormed =
        call.isObject()
            && MEMBERS.containsAll(call.propertyNames())
            && call.path("jsonrpc").asString("").equals("2.0")
            && (id.isIntegralNumber() || id.isString())
            && call.path("method").isString()
            && (call.path("params").isMissingNode() || call.path("params").isArray());
    if (!wellFormed) {
      throw malformed("A call is JSON-RPC 2.0 with an id, a method and a list of parameters.");
    }
    if (!METHODS.contains(call.path("method").asString())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "The chain answers only reading methods that are on a list.");
    }
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
  }
}
