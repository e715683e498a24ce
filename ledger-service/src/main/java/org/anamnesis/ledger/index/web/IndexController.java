package org.anamnesis.ledger.index.web;

import org.anamnesis.ledger.index.Checkpoint;
import org.anamnesis.ledger.index.Snapshots;
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

  /**
   * The end of the index.
   *
   * @param block number of the last indexed block
   * @param time its time, Unix seconds
   */
  record IndexAnswer(long block, long time) {
    static IndexAnswer of(Checkpoint last) {
      return new IndexAnswer(last.number(), last.time());
    }
  }

  /** For the other services, which wait here for a block. */
  @GetMapping("/internal/index")
  IndexAnswer index(@RequestParam(defaultValue = "0") long minBlock) {
    return snapshots.readFrom(minBlock, IndexAnswer::of);
  }
}
