package org.anamnesis.integrator.claim;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The right to sign with one account's key, held by one process at a time. Its time is the
 * database's, so that clocks which disagree do no harm. Losing it in the middle of work is
 * harmless: whatever signs asks {@link #requireHeld} in its own transaction, and whatever is sent
 * was signed before. Who takes it over writes their own name into it, so a round that took longer
 * than the lease goes on if nobody did.
 */
public final class Lease {
  private final JdbcClient jdbc;
  private final Relayer relayer;
  private final UUID holder;
  private final Duration duration;
  private volatile boolean held;

  /** A lease that is not held yet; {@code holder} names this process. */
  public Lease(JdbcClient jdbc, Relayer relayer, UUID holder, Duration duration) {
    this.jdbc = jdbc;
    this.relayer = relayer;
    this.holder = holder;
    this.duration = duration;
  }

  /** Takes the lease if it is free, renews it if it is this process's; says whether it is held. */
  public boolean hold() {
    held =
        jdbc.sql(
                    """
                    INSERT INTO integrator.lease AS lease (signer, holder, expires_at)
                    VALUES (:signer, :holder, clock_timestamp() + make_interval(secs => :seconds))
                    ON CONFLICT (signer) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                    WHERE lease.holder = excluded.holder OR lease.expires_at <= clock_timestamp()
                    """)
                .param("signer", relayer.address().bytes())
                .param("holder", holder)
                .param("seconds", seconds())
                .update()
            == 1;
    return held;
  }

  /** Whether it was held when it was last asked for. */
  public boolean isHeld() {
    return held;
  }

  /**
   * Renews the lease, even one whose time has run out, and locks it until the caller's transaction
   * ends, so that nobody else signs meanwhile.
   *
   * @throws LeaseLostException if another process has taken it, or it was given back
   */
  public void requireHeld() {
    held =
        jdbc.sql(
                    """
                    UPDATE integrator.lease SET expires_at = clock_timestamp() + make_interval(secs => :seconds)
                    WHERE signer = :signer AND holder = :holder
                    """)
                .param("signer", relayer.address().bytes())
                .param("holder", holder)
                .param("seconds", seconds())
                .update()
            == 1;
    if (!held) {
      throw new LeaseLostException(relayer.address());
    }
  }

  /** Gives it back, so that a standby need not wait. */
  public void release() {
    held = false;
    jdbc.sql("DELETE FROM integrator.lease WHERE signer = :signer AND holder = :holder")
        .param("signer", relayer.address().bytes())
        .param("holder", holder)
        .update();
  }

  private double seconds() {
    return duration.toMillis() / 1000.0;
  }
}
