package org.anamnesis.protocol.directory;

/**
 * A directory answer that does not lead to a pinned registrar. Whoever gave it is wrong or lies.
 */
public final class DirectoryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectoryRefused(String sentence) {
    super(sentence);
  }
}
