package org.anamnesis.protocol.id;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A 20-octet Ethereum address in its text form, {@code 0x} and 40 lower-case hexadecimal digits
 * (mixed case is accepted and folded; EIP-55 checksums are not checked).
 */
public record EthereumAddress(String text) {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

  /** Folds the text; anything but an address is an {@link IllegalArgumentException}. */
  public EthereumAddress {
    text = text.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected an Ethereum address, 0x and 40 hexadecimal digits");
    }
  }

  /** The 20 octets. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(text.substring(2));
  }

  @Override
  public String toString() {
    return text;
  }
}
