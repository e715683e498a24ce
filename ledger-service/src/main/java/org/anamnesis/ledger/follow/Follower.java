package org.anamnesis.ledger.follow;

import java.util.List;
import java.util.Optional;
import org.anamnesis.ledger.index.Blocks;
import org.anamnesis.ledger.index.Checkpoint;
import org.anamnesis.ledger.index.FollowedBlock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves the index along the chain, one step at a time. What a step does is decided by the index and
 * the node alone, so a process that dies anywhere goes on where the last commit left the index.
 */
@Component
class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final RegistryReader registry;
  private final FollowedNetwork network;
  private final Blocks blocks;
  private final FollowSettings settings;
  private final Progress progress;
  private final FollowMeters meters;

  Follower(
      RegistryReader registry,
      FollowedNetwork network,
      Blocks blocks,
      FollowSettings settings,
      Progress progress,
      FollowMeters meters) {
    this.registry = registry;
    this.network = network;
    this.blocks = blocks;
    this.settings = settings;
    this.progress = progress;
    this.meters = meters;
  }

  /** What a step did. */
  enum Step {
    /** The index moved on and the chain has more. */
    MORE,
    /** The index was set back, or something else moved meanwhile: the next step sees. */
    AGAIN,
    /** The index is where the node's chain ends. */
    LEVEL
  }

  /** Takes note of where the index ends, so that it is answered from even while no node answers. */
  void resume() {
    blocks.last();
  }

  /** Reads the next blocks of the chain, or undoes those that it does not have any more. */
  Step step() {
    Checkpoint last = blocks.last().orElse(null);
    Checkpoint tip = registry.tip();
    progress.tipIs(tip.number());
    if (last != null && tip.number() <= last.number()) {
      return behindOrLevel(last, tip);
    }
    long from = last == null ? network.firstBlock() : last.number() + 1;
    if (tip.number() < from) {
      return Step.LEVEL;
    }
    Optional<List<FollowedBlock>> read =
        registry.read(last, from, Math.min(tip.number(), from + settings.maxRange() - 1));
    return read.isPresent() ? append(last, read.get(), tip) : rewind(last, tip);
  }

  /**
   * A node that is merely behind changes nothing; one that has another block of the same number
   * does.
   */
  private Step behindOrLevel(Checkpoint last, Checkpoint tip) {
    boolean ours =
        tip.equals(last) || blocks.lastUpTo(tip.number()).map(registry::has).orElse(true);
    return ours ? Step.LEVEL : rewind(last, tip);
  }

  private Step append(@Nullable Checkpoint last, List<FollowedBlock> read, Checkpoint tip) {
    if (!blocks.append(last, read)) {
      return Step.AGAIN;
    }
    meters.followed(read.size(), read.stream().mapToInt(block -> block.events().size()).sum());
    return read.getLast().number() < tip.number() ? Step.MORE : Step.LEVEL;
  }

  private Step rewind(@Nullable Checkpoint last, Checkpoint tip) {
    if (last == null || registry.has(last)) {
      return Step.AGAIN;
    }
    network.checkNode();
    Checkpoint ancestor = blocks.lastUpTo(Math.min(tip.number(), last.number() - 1)).orElse(null);
    while (ancestor != null && !registry.has(ancestor)) {
      ancestor = blocks.lastUpTo(ancestor.number() - 1).orElse(null);
    }
    LOG.warn(
        "block {}: expected {} on the chain, found another; the index goes back to block {}",
        last.number(),
        last.hash(),
        ancestor == null ? "none" : ancestor.number());
    if (blocks.rewind(last, ancestor)) {
      meters.rewound();
    }
    return Step.AGAIN;
  }
}
