package org.anamnesis.record.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A run of an object's octets, as {@code Range} asks for it (RFC 9110 section 14).
 *
 * @param from the first octet
 * @param length how many, at least one
 * @param whole of how many
 */
public record ByteRange(long from, long length, long whole) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads the header. Without one, or with one that is not a single range of octets, everything is
   * meant; a range that has no octet of the object is {@code range-not-satisfiable}.
   */
  public static ByteRange parse(@Nullable String header, long whole) {
    Matcher one = ONE.matcher(header == null ? "" : header);
    if (!one.matches() || one.group().equals("bytes=-")) {
      return new ByteRange(0, whole, whole);
    }
    String first = one.group(1);
    String last = one.group(2);
    if (first.isEmpty()) {
      long suffix = Math.min(Long.parseLong(last), whole);
      return satisfiable(whole - suffix, whole - 1, whole);
    }
    long end = last.isEmpty() ? whole - 1 : Math.min(Long.parseLong(last), whole - 1);
    return satisfiable(Long.parseLong(first), end, whole);
  }

  private static ByteRange satisfiable(long from, long end, long whole) {
    if (from >= whole || end < from) {
      throw new ProblemException(
              ProblemType.RANGE_NOT_SATISFIABLE, "The range holds no octet of the content.")
          .with("length", whole);
    }
    return new ByteRange(from, end - from + 1, whole);
  }

  /** Whether it leaves something out. */
  public boolean isPartial() {
    return length < whole;
  }

  /** For the header {@code Content-Range}. */
  public String contentRange() {
    return "bytes " + from + "-" + (from + length - 1) + "/" + whole;
  }
}
