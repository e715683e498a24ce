package org.anamnesis.ledger.follow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.anamnesis.contracts.chain.ChainUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes one step after the other while the service runs. A failure is logged, and the next step
 * looks at everything anew.
 */
@Component
class FollowLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(FollowLoop.class);
  private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

  private final Follower follower;
  private final FollowedNetwork network;
  private final FollowSettings settings;
  private final FollowMeters meters;
  private volatile CountDownLatch stopping = new CountDownLatch(0);
  private volatile @Nullable Thread thread;
  private boolean nodeChecked;
  private boolean failing;

  FollowLoop(
      Follower follower, FollowedNetwork network, FollowSettings settings, FollowMeters meters) {
    this.follower = follower;
    this.network = network;
    this.settings = settings;
    this.meters = meters;
  }

  /**
   * Refuses a database or a node of another network; a node that does not answer yet is waited for.
   */
  @Override
  public void start() {
    network.claimDatabase();
    follower.resume();
    try {
      network.checkNode();
      nodeChecked = true;
    } catch (ChainUnavailableException e) {
      LOG.warn("the Ethereum node does not answer yet: {}", e.getMessage());
    }
    stopping = new CountDownLatch(1);
    thread = Thread.ofPlatform().name("follower").start(this::run);
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = stepOrFail();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration stepOrFail() {
    try {
      if (!nodeChecked) {
        network.checkNode();
        nodeChecked = true;
      }
      Follower.Step step = follower.step();
      if (failing) {
        failing = false;
        LOG.info("follows the chain again");
      }
      return step == Follower.Step.MORE ? Duration.ZERO : settings.pollInterval();
    } catch (OtherNetworkException e) {
      LOG.error("{} {}", e.getMessage(), e.action());
      return failed();
    } catch (ChainUnavailableException e) {
      LOG.warn("the Ethereum node does not answer: {}", e.getMessage());
      return failed();
    } catch (RuntimeException e) {
      LOG.error("a step along the chain failed; it is taken again", e);
      return failed();
    }
  }

  private Duration failed() {
    meters.failed();
    failing = true;
    nodeChecked = false;
    return settings.retryInterval();
  }

  @Override
  public void stop() {
    stopping.countDown();
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(LONGEST_STEP)) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
