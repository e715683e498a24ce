package org.anamnesis.localnetwork.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The most heap that each service used, asked from its JVM by JMX over loopback. */
final class PeakHeaps implements AutoCloseable {
  private final Map<String, JMXConnector> services = new TreeMap<>();

  private PeakHeaps() {}

  /** Attaches to those of the processes that are services of ours. */
  static PeakHeaps of(Map<String, Long> processes) throws IOException {
    PeakHeaps heaps = new PeakHeaps();
    for (Map.Entry<String, Long> process : processes.entrySet()) {
      if (process.getKey().endsWith("-service")) {
        heaps.services.put(process.getKey(), connect(process.getValue()));
      }
    }
    return heaps;
  }

  /** Forgets the peaks until now. */
  void reset() throws IOException {
    for (JMXConnector service : services.values()) {
      pools(service).forEach(MemoryPoolMXBean::resetPeakUsage);
    }
  }

  /** The sum of the peaks of each service's heap pools: it was never more. */
  Map<String, Double> mebibytes() throws IOException {
    Map<String, Double> peaks = new LinkedHashMap<>();
    for (Map.Entry<String, JMXConnector> service : services.entrySet()) {
      peaks.put(service.getKey(), mebibytes(pools(service.getValue())));
    }
    return peaks;
  }

  @Override
  public void close() throws IOException {
    for (JMXConnector service : services.values()) {
      service.close();
    }
  }

  private static List<MemoryPoolMXBean> pools(JMXConnector service) throws IOException {
    return ofTheHeap(
        ManagementFactory.getPlatformMXBeans(
            service.getMBeanServerConnection(), MemoryPoolMXBean.class));
  }

  private static List<MemoryPoolMXBean> ofTheHeap(List<MemoryPoolMXBean> pools) {
    return pools.stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
  }

  private static double mebibytes(List<MemoryPoolMXBean> pools) {
    long octets = pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return octets / (double) (1 << 20);
  }

  /** The most heap that this JVM used, garbage included, while it did some works of many. */
  static final class Own {
    private double mebibytes;

    /** Does a work whose heap counts. */
    Rounds.Measure during(Rounds.Measure work) {
      return () -> {
        List<MemoryPoolMXBean> pools = ofTheHeap(ManagementFactory.getMemoryPoolMXBeans());
        System.gc();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        double measured = work.take();
        mebibytes = Math.max(mebibytes, PeakHeaps.mebibytes(pools));
        return measured;
      };
    }

    double mebibytes() {
      return mebibytes;
    }
  }

  // The address is said by the process itself, which is one of ours on this machine.
  @SuppressWarnings("BanJNDI")
  private static JMXConnector connect(long process) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("The process " + process + " cannot be asked for its heap.", e);
    }
  }
}
