package org.anamnesis.record.scrub;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.unit.DataSize;

/** Holds reading below a rate by waiting between its pieces. */
final class Pace {
  private final double nanosAnOctet;
  private final long start = System.nanoTime();
  private long octets;

  /** Starts now; {@code rate} is for a second. */
  Pace(DataSize rate) {
    this.nanosAnOctet = (double) TimeUnit.SECONDS.toNanos(1) / rate.toBytes();
  }

  /** Waits until so many more octets are due. */
  void after(int more) {
    octets += more;
    long early = start + (long) (octets * nanosAnOctet) - System.nanoTime();
    if (early > 0) {
      LockSupport.parkNanos(early);
    }
  }
}
