package org.anamnesis.syntheticpatients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.syntheticpatients.DocumentFolder.FolderInUseException;
import org.anamnesis.syntheticpatients.Index.IndexedDocument;
import org.anamnesis.syntheticpatients.Order.UsageException;
import org.mitre.synthea.helpers.Utilities;

/**
 * The command that fills a folder with synthetic patients' documents; the package's page describes
 * the folder.
 *
 * <p>On success standard output has one line, with {@code --json} {@code {"patients": 3,
 * "documents": 281, "octets": 4711}}. On failure standard error says why. Exit codes: 0 done; 1 it
 * failed, and what is in the folder has no index; 2 the arguments or the folder will not do, and
 * nothing was written.
 */
public final class SyntheticPatients {
  private SyntheticPatients() {}

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  private static int run(PrintStream out, PrintStream err, String... arguments) {
    silenceSynthea();
    try {
      Order order = Order.parse(arguments);
      out.println(summary(order, fill(order)));
      out.flush();
      return 0;
    } catch (UsageException e) {
      err.println(e.getMessage() + "; " + Order.USAGE);
      return 2;
    } catch (FolderInUseException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("the folder cannot be written: " + e);
      return 1;
    } catch (RuntimeException e) {
      // The streams that the virtual machine would report this on are Synthea's, thus silent.
      e.printStackTrace(err);
      return 1;
    }
  }

  /** Synthea prints what it loads and whom it makes, names included, on both streams. */
  static void silenceSynthea() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
  }

  private static Index fill(Order order) throws IOException {
    DocumentFolder folder = DocumentFolder.open(order.folder());
    Population population = Population.of(order.seed());
    for (int i = 0; i < order.patients(); i++) {
      Population.Life life = population.next();
      folder.add(life.alive(), new History(life.everything()).documents());
    }
    return folder.finish("Synthea " + Utilities.SYNTHEA_VERSION.strip(), order.seed());
  }

  private static String summary(Order order, Index index) throws JsonProcessingException {
    List<IndexedDocument> documents =
        index.patients().stream().flatMap(patient -> patient.documents().stream()).toList();
    long octets = documents.stream().mapToLong(IndexedDocument::octets).sum();
    if (order.json()) {
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("patients", (long) index.patients().size());
      counts.put("documents", (long) documents.size());
      counts.put("octets", octets);
      return new ObjectMapper().writeValueAsString(counts);
    }
    return "%d patients, %d documents, %d octets in %s"
        .formatted(index.patients().size(), documents.size(), octets, order.folder());
  }
}
