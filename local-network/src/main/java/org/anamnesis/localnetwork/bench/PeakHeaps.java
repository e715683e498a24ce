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
      long octets =
          pools(service.getValue()).stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
      peaks.put(service.getKey(), octets / (double) (1 << 20));
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
    return ManagementFactory.getPlatformMXBeans(
            service.getMBeanServerConnection(), MemoryPoolMXBean.class)
        .stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
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
