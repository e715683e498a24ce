package org.anamnesis.serviceweb.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;

/**
 * The key of the last row of a page: numbers and hexadecimal ids, in the list's order. Its text is
 * bound to the list's name by a check sum, so that a cursor of another list or a garbled one is
 * refused. It is no authority: every page is asked for with the caller's own rights.
 *
 * @param keys what the list is ordered by; each {@code [0-9a-z-]{1,80}}, at most 8
 */
public record Cursor(List<String> keys) {
  private static final Pattern KEY = Pattern.compile("[0-9a-z-]{1,80}");
  private static final int MOST_KEYS = 8;
  private static final int MOST_CHARACTERS = 1024;

  /** Copies and checks. */
  public Cursor {
    keys = List.copyOf(keys);
    if (keys.isEmpty()
        || keys.size() > MOST_KEYS
        || !keys.stream().allMatch(key -> KEY.matcher(key).matches())) {
      throw new IllegalArgumentException("a cursor's keys are numbers and hexadecimal ids");
    }
  }

  /** A cursor after the row with these keys, written as their {@code toString}. */
  public static Cursor after(Object... keys) {
    return new Cursor(Stream.of(keys).map(Object::toString).toList());
  }

  /**
   * Reads a cursor that {@link #text} wrote.
   *
   * @param list the name of the list, which the cursor must be of
   * @param count how many keys the list is ordered by
   * @throws ProblemException {@code malformed-request} for anything else
   */
  public static Cursor parse(String list, int count, String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw refused();
    }
    String plain;
    try {
      plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException notBase64) {
      throw new ProblemException(ProblemType.MALFORMED_REQUEST, refused().detail(), notBase64);
    }
    List<String> parts = Arrays.asList(plain.split("\\.", -1));
    List<String> keys = parts.subList(1, parts.size());
    boolean ours =
        keys.size() == count
            && keys.stream().allMatch(key -> KEY.matcher(key).matches())
            && new Cursor(keys).text(list).equals(text);
    if (!ours) {
      throw refused();
    }
    return new Cursor(keys);
  }

  /** The cursor as the caller of this list sees it. */
  public String text(String list) {
    String joined = String.join(".", keys);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (checkSum(list, joined) + "." + joined).getBytes(StandardCharsets.US_ASCII));
  }

  /** The key at a place, as a number. */
  public long number(int place) {
    return key(place, Long::parseLong);
  }

  /**
   * The key at a place. Anybody can compute the check sum, so it may be one that no list gave out.
   *
   * @param parse throws an {@link IllegalArgumentException} for what it cannot read
   * @throws ProblemException {@code malformed-request} for that
   */
  public <T> T key(int place, Function<String, T> parse) {
    try {
      return parse.apply(keys.get(place));
    } catch (IllegalArgumentException unreadable) {
      throw new ProblemException(ProblemType.MALFORMED_REQUEST, refused().detail(), unreadable);
    }
  }

  private static String checkSum(String list, String joined) {
    byte[] digest = Hash.sha256((list + "\n" + joined).getBytes(StandardCharsets.UTF_8)).bytes();
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  private static ProblemException refused() {
    return new ProblemException(
        ProblemType.MALFORMED_REQUEST,
        "The cursor is not one that this list gave out; begin again without it.");
  }
}
