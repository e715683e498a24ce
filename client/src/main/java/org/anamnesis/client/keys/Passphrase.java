package org.anamnesis.client.keys;

import java.util.function.Function;

/** What a key file is encrypted under. It shows itself to nobody. */
public final class Passphrase {
  /** Characters that a new key file's passphrase has at least. */
  public static final int SHORTEST = 8;

  private final char[] characters;

  /** Copies the characters. */
  public Passphrase(char[] characters) {
    this.characters = characters.clone();
  }

  /** Whether a new file may be encrypted under it. */
  public boolean isLongEnough() {
    return characters.length >= SHORTEST;
  }

  <T> T use(Function<char[], T> use) {
    char[] copy = characters.clone();
    try {
      return use.apply(copy);
    } finally {
      java.util.Arrays.fill(copy, '\0');
    }
  }

  @Override
  public String toString() {
    return "Passphrase[redacted]";
  }
}
