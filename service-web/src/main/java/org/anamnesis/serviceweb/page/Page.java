package org.anamnesis.serviceweb.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the rows, at most the limit asked for
 * @param next the cursor of the next page; left out of the JSON on the last one
 */
public record Page<T>(
    List<T> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {
  /** Copies. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page of rows of which one more than the limit was read, to learn whether there is a next one.
   *
   * @param rows at most {@code asked.limit() + 1}
   * @param last the cursor after a row
   */
  public static <T> Page<T> of(
      String list, List<T> rows, PageRequest asked, Function<T, Cursor> last) {
    if (rows.size() <= asked.limit()) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, asked.limit());
    return new Page<>(items, last.apply(items.getLast()).text(list));
  }

  /** The same page with every row changed. */
  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(items.stream().map(change).toList(), next);
  }
}
