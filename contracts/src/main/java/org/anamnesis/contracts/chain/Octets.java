package org.anamnesis.contracts.chain;

import java.util.Arrays;
import java.util.HexFormat;

/** A run of octets that nobody can change: call data, code or a signed transaction. */
public final class Octets {
  /** No octets. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] octets;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  /** Copies octets. */
  public static Octets of(byte[] octets) {
    return new Octets(octets.clone());
  }

  /** Reads hexadecimal digits, after {@code 0x} or without it. */
  public static Octets parse(String hex) {
    return new Octets(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /** A copy of the octets. */
  public byte[] bytes() {
    return octets.clone();
  }

  /** How many there are. */
  public int length() {
    return octets.length;
  }

  /** {@code 0x} and lower-case hexadecimal digits. */
  public String hex() {
    return "0x" + HexFormat.of().formatHex(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return octets.length + " octets";
  }
}
