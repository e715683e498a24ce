package org.anamnesis.protocol.json;

import java.util.Base64;

/** Octets as base64url without padding (RFC 4648 section 5), the only form that is accepted. */
public final class Base64Url {
  private Base64Url() {}

  /** The text of some octets. */
  public static String text(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /**
   * The octets of a text; padding, white space, other alphabets and stray last bits are an {@link
   * IllegalArgumentException}, so that each octet string has exactly one text.
   */
  public static byte[] octets(String text) {
    byte[] octets = Base64.getUrlDecoder().decode(text);
    if (!text(octets).equals(text)) {
      throw new IllegalArgumentException("not base64url without padding");
    }
    return octets;
  }
}
