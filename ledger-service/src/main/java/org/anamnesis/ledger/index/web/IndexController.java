package org.anamnesis.ledger.index.web;

import org.anamnesis.ledger.index.Snapshots;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far the index is. */
@RestController
class IndexController {
  private final Snapshots snapshots;

  IndexController(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** For the other services, which wait here for a block. */
  @GetMapping("/internal/index")
  LedgerAnswers.Index index(@RequestParam(defaultValue = "0") long minBlock) {
    return snapshots.readFrom(
        minBlock, last -> new LedgerAnswers.Index(last.number(), last.time()));
  }
}
