package org.anamnesis.protocol;

import java.util.HexFormat;

/** A 32-byte word. */
public record Word(String hex) {
  /** Reads 64 hexadecimal digits. */
  public static Word parse(String hex) {
    return new Word(HexFormat.of().formatHex(HexFormat.of().parseHex(hex)));
  }
}
