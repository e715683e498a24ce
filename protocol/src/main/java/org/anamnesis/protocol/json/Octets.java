package org.anamnesis.protocol.json;

import java.util.Arrays;

/** Octets of any length that nobody can change, as they stand in JSON: base64url, no padding. */
public final class Octets {
  private final byte[] octets;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  /** Copies. */
  public static Octets of(byte[] octets) {
    return new Octets(octets.clone());
  }

  /** Reads {@link Base64Url} text. */
  public static Octets parse(String text) {
    return new Octets(Base64Url.octets(text));
  }

  /** A copy of the octets. */
  public byte[] bytes() {
    return octets.clone();
  }

  /** How many there are. */
  public int size() {
    return octets.length;
  }

  /** The text in JSON. */
  public String text() {
    return Base64Url.text(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Only the length: octets may be somebody's. */
  @Override
  public String toString() {
    return "Octets[" + octets.length + "]";
  }
}
