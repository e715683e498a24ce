package org.anamnesis.integrator.operate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.anamnesis.integrator.batch.CarryingTransaction;
import org.anamnesis.integrator.batch.Transactions;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.claim.Stops;
import org.anamnesis.integrator.confirm.DeadLetters;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an operator sees and may do, with a token of scope {@code operate}. */
@RestController
@RequestMapping("/internal/operate")
class OperatorController {
  private static final int MOST = 200;

  private final Lease lease;
  private final Stops stops;
  private final Transactions transactions;
  private final DeadLetters deadLetters;
  private final TransactionTemplate inTransaction;

  OperatorController(
      Lease lease,
      Stops stops,
      Transactions transactions,
      DeadLetters deadLetters,
      TransactionTemplate inTransaction) {
    this.lease = lease;
    this.stops = stops;
    this.transactions = transactions;
    this.deadLetters = deadLetters;
    this.inTransaction = inTransaction;
  }

  /** The state of this process and of its signer. */
  record State(
      boolean lease,
      Optional<Stops.Stop> stop,
      Optional<String> refusal,
      List<InFlight> inFlight,
      long deadLetters) {}

  /** A transaction without a receipt. */
  record InFlight(long batch, long nonce, String transaction, Optional<Instant> sentAt) {
    static InFlight of(CarryingTransaction it) {
      return new InFlight(it.batch(), it.signed().nonce(), it.signed().hash().text(), it.sentAt());
    }
  }

  /** A dead letter as an operator sees it. */
  record Letter(String operation, long batch, String reason, Instant since) {
    static Letter of(DeadLetters.DeadLetter it) {
      return new Letter(it.operation().hex(), it.batch(), it.reason(), it.since());
    }
  }

  @GetMapping("/state")
  State state() {
    return new State(
        lease.isHeld(),
        stops.current(),
        transactions.refusal(),
        transactions.inFlight().stream().map(InFlight::of).toList(),
        deadLetters.count());
  }

  @GetMapping("/dead-letters")
  List<Letter> deadLetters() {
    return deadLetters.oldest(MOST).stream().map(Letter::of).toList();
  }

  @PostMapping("/dead-letters/{operation}/retry")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void retry(@PathVariable OperationId operation) {
    if (!Boolean.TRUE.equals(inTransaction.execute(status -> deadLetters.retry(operation)))) {
      throw new ProblemException(
          ProblemType.UNKNOWN_OPERATION, "No dead letter is of this operation.");
    }
  }

  @PostMapping("/resume")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resume() {
    stops.resume();
  }
}
