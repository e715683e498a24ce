package org.anamnesis.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The refusals of Besu (as measured) and of Anvil, told apart. */
class SendOutcomeTest {
  @ParameterizedTest
  @CsvSource({
    "-32000, Known transaction, AlreadyKnown",
    "-32003, transaction already imported, AlreadyKnown",
    "-32603, already known, AlreadyKnown",
    "-32001, Nonce too low, NonceTooLow",
    "-32003, nonce too low, NonceTooLow",
    "-32000, Transaction nonce is too distant from current sender nonce, NotNow",
    "-32002, Transaction pool not enabled. (Either txpool explicitly disabled…), NotNow",
    "-32008, Initial sync is still in progress, NotNow",
    "-32603, Internal error, NotNow",
    "-32002, Invalid signature, Rejected",
    "-32000, Replacement transaction underpriced, Rejected",
    "-32003, intrinsic gas too low, Rejected",
    "-32000, Wrong chainId, Rejected",
    "-32005, Transaction gas limit cap exceeded, Rejected",
    "-32009, Gas price below configured minimum gas price, Rejected"
  })
  void namesWhatTheNodeSaid(int code, String message, String outcome) {
    assertThat(JsonRpcNode.outcome(code, message).getClass().getSimpleName()).isEqualTo(outcome);
  }
}
