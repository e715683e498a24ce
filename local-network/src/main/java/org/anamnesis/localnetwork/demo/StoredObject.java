package org.anamnesis.localnetwork.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.anamnesis.protocol.id.RecordId;

/**
 * A record's octets where the object store keeps them, as somebody with its disk in hand finds
 * them.
 */
public record StoredObject(Path file) {
  /** The only version of a record, below the store's buckets. */
  public static StoredObject of(Path buckets, RecordId record) {
    try (Stream<Path> files = Files.walk(buckets)) {
      return new StoredObject(
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().contains(record.hex()))
              .findFirst()
              .orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flips the lowest bit of the octet in the middle; twice is as before. */
  public void flipOctet() {
    try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
      long middle = octets.length() / 2;
      octets.seek(middle);
      int octet = octets.read();
      octets.seek(middle);
      octets.write(octet ^ 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
