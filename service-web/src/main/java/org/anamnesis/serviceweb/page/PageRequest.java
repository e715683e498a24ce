package org.anamnesis.serviceweb.page;

import java.util.Optional;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Which page a caller asks for; as a controller's argument it is read from {@code ?cursor=} and
 * {@code ?limit=}.
 *
 * @param cursorText the cursor as it came, not yet checked
 * @param limit rows, 1 to 200
 */
public record PageRequest(@Nullable String cursorText, int limit) {
  static final int USUAL_LIMIT = 50;
  static final int MOST = 200;

  /** Checks the limit. */
  public PageRequest {
    if (limit < 1 || limit > MOST) {
      throw refusedLimit();
    }
  }

  static PageRequest parse(@Nullable String cursor, @Nullable String limit) {
    if (limit == null) {
      return new PageRequest(cursor, USUAL_LIMIT);
    }
    if (!limit.matches("[0-9]{1,3}")) {
      throw refusedLimit();
    }
    return new PageRequest(cursor, Integer.parseInt(limit));
  }

  /** The cursor, checked; empty for the first page. */
  public Optional<Cursor> cursor(String list, int keys) {
    return Optional.ofNullable(cursorText).map(text -> Cursor.parse(list, keys, text));
  }

  private static ProblemException refusedLimit() {
    return new ProblemException(
        ProblemType.MALFORMED_REQUEST, "The limit is a whole number from 1 to " + MOST + ".");
  }
}
