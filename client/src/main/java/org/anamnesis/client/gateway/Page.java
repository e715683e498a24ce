package org.anamnesis.client.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list, as a service answers it. */
public interface Page<T> {
  /** The entries of this part. */
  List<T> items();

  /** The cursor that the following part is asked for with, absent at the end. */
  @Nullable String next();

  /**
   * All entries of a list.
   *
   * @param path with a query
   * @param ask how a part is asked for
   */
  static <T> List<T> all(String path, Function<String, ? extends Page<T>> ask) {
    Page<T> page = ask.apply(path);
    List<T> items = new ArrayList<>(page.items());
    for (String next = page.next(); next != null; next = page.next()) {
      page = ask.apply(path + "&cursor=" + next);
      items.addAll(page.items());
    }
    return items;
  }
}
