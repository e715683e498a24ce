package org.anamnesis.record.scrub;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.content.SegmentHasher;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.record.Versions;
import org.anamnesis.record.store.BlobMissingException;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Compares stored objects with the content hashes that their authors signed, one at a time, and so
 * slowly that readers do not feel it.
 */
@Component
public class Scrubber {
  private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);
  private static final int BUFFER = 64 * 1024;

  private final Versions versions;
  private final BlobStore store;
  private final JdbcClient jdbc;
  private final DataSize rate;

  Scrubber(
      Versions versions,
      BlobStore store,
      JdbcClient jdbc,
      @Value("${anamnesis.scrub.rate:16MB}") DataSize rate) {
    this.versions = versions;
    this.store = store;
    this.jdbc = jdbc;
    this.rate = rate;
  }

  /** What the scrubber saw of an object. */
  public enum Found {
    /** It is what was signed. */
    SOUND,
    /** It is not there. */
    MISSING,
    /** It has other octets. */
    CHANGED,
    /** The store did not give all of it; the next time round it is looked at again. */
    UNREADABLE
  }

  /** Reads the next object; after the last one it begins anew. Empty if it was at the end. */
  @Scheduled(fixedDelayString = "${anamnesis.scrub.every:1s}", initialDelayString = "30s")
  public Optional<Found> scrubOnce() {
    List<SealedVersion> next = versions.anchoredAfter(position(), 1);
    if (next.isEmpty()) {
      moveTo(0);
      return Optional.empty();
    }
    SealedVersion version = next.getFirst();
    Found found = look(version);
    if (found != Found.SOUND) {
      LOG.error(
          "operation {}: expected content {} in {}, found it {}",
          version.operation(),
          version.contentHash(),
          version.key().text(),
          found);
    }
    if (found == Found.MISSING || found == Found.CHANGED) {
      keep(version, found);
    }
    moveTo(version.seq());
    return Optional.of(found);
  }

  private Found look(SealedVersion version) {
    SegmentHasher hasher = new SegmentHasher();
    byte[] buffer = new byte[BUFFER];
    Pace pace = new Pace(rate);
    try (InputStream in = store.open(version.key(), 0, version.sealedLength())) {
      for (int read = next(in, buffer); read > 0; read = next(in, buffer)) {
        hasher.update(buffer, 0, read);
        pace.after(read);
      }
    } catch (BlobMissingException missing) {
      return Found.MISSING;
    } catch (IOException | ProblemException broken) {
      LOG.warn("operation {}: its object cannot be read", version.operation(), broken);
      return Found.UNREADABLE;
    }
    boolean whole = hasher.length() == version.sealedLength();
    return whole && hasher.finish().contentHash().equals(version.contentHash())
        ? Found.SOUND
        : Found.CHANGED;
  }

  /** Whole pieces: the store's client gives 8 KiB at a time, which is to wake up as often. */
  private static int next(InputStream in, byte[] buffer) throws IOException {
    return in.readNBytes(buffer, 0, buffer.length);
  }

  private void keep(SealedVersion version, Found found) {
    jdbc.sql("INSERT INTO records.scrub_finding (operation, found) VALUES (:operation, :found)")
        .param("operation", version.operation().bytes())
        .param("found", found.name())
        .update();
  }

  private long position() {
    return jdbc.sql("SELECT coalesce(max(seq), 0) FROM records.scrub_position")
        .query(Long.class)
        .single();
  }

  private void moveTo(long seq) {
    jdbc.sql(
            """
            INSERT INTO records.scrub_position (seq) VALUES (:seq)
            ON CONFLICT (only_row) DO UPDATE SET seq = excluded.seq
            """)
        .param("seq", seq)
        .update();
  }
}
