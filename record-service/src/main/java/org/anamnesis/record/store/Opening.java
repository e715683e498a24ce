package org.anamnesis.record.store;

import java.io.InputStream;

/**
 * A run of an object's octets that the store was asked for. Closed before its octets were taken, it
 * lets whatever the store answers go unread; the octets are closed by whoever took them.
 */
public interface Opening extends AutoCloseable {
  /**
   * Waits for the store, and takes the octets.
   *
   * @throws BlobMissingException if there is no such object
   */
  InputStream octets();

  @Override
  void close();
}
