package org.anamnesis.gateway.route;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;

/** What a service answers, whose octets come in as they are read. */
interface Answer extends Closeable {
  int status();

  /** Gives each header to that, name and value. */
  void headers(BiConsumer<String, String> each);

  InputStream octets() throws IOException;

  /** Ends the answer; what was not read of it is never read. */
  @Override
  void close() throws IOException;
}
