package dev.grlm.run;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Further item fields whose text is to be read must be fields that items have.
final class TextFields {
  private static final List<String> ALWAYS_READ =
      List.of("title", "brand", "categories", "more_categories", "description");
  private static final int MOST_SHOWN = 12;

  private TextFields() {}

  /// @param file of the items, for the message
  /// @throws IOException in one line, naming the field and those that there are
  static void require(List<String> wanted, Catalog catalog, Path file) throws IOException {
    var known = new TreeSet<String>();
    for (Item item : catalog.items()) {
      known.addAll(item.fields().keySet());
    }
    for (String field : wanted) {
      if (ALWAYS_READ.contains(field)) {
        throw new IOException("the text field '" + field + "' is always read; leave it out");
      }
      if (!known.contains(field)) {
        throw new IOException(
            "%s: no item has a text field '%s'; %s".formatted(file, field, there(known)));
      }
    }
  }

  private static String there(Set<String> known) {
    if (known.isEmpty()) {
      return "there is none beside those that are always read";
    }
    String first = String.join(", ", known.stream().limit(MOST_SHOWN).toList());
    return "there are "
        + (known.size() <= MOST_SHOWN
            ? first
            : first + " and " + (known.size() - MOST_SHOWN) + " more");
  }
}
