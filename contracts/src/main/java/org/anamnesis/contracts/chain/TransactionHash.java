package org.anamnesis.contracts.chain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hash of a signed transaction, known before it is sent.
 *
 * @param text {@code 0x} and 64 lower-case hexadecimal digits
 */
public record TransactionHash(String text) {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{64}");

  /** Folds the text; anything but a hash is an {@link IllegalArgumentException}. */
  public TransactionHash {
    text = text.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a hash, 0x and 64 hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
