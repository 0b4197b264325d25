package dev.grlm.run;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Item fields that are named in settings must be fields that items have: further ones whose text
/// is to be read, and those that users are grouped by.
final class TextFields {
  private static final List<String> ALWAYS_READ =
      List.of("title", "brand", "categories", "more_categories", "description");

  /// What an item may lack without a word: a catalogue of one domain need not name it.
  private static final List<String> OFTEN_EMPTY =
      List.of("title", "brand", "categories", "more_categories", "description", "domain");

  private static final int MOST_SHOWN = 12;

  private TextFields() {}

  /// @param file of the items, for the message
  /// @throws IOException in one line, naming the field and those that there are
  static void require(List<String> wanted, Catalog catalog, Path file) throws IOException {
    Set<String> known = known(catalog);
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

  /// Whether fields to group by must be looked up at all.
  static boolean further(List<String> groups) {
    return !OFTEN_EMPTY.containsAll(groups);
  }

  /// @param file of the items, for the message
  /// @throws IOException in one line, naming the field and those that there are
  static void requireGroups(List<String> groups, Catalog catalog, Path file) throws IOException {
    Set<String> known = known(catalog);
    for (String field : groups) {
      if (!OFTEN_EMPTY.contains(field) && !known.contains(field)) {
        throw new IOException(
            "%s: no item has a field '%s' to group by (evaluation.groups); there are %s"
                .formatted(
                    file,
                    field,
                    String.join(", ", OFTEN_EMPTY)
                        + (known.isEmpty() ? "" : "; further ones: " + some(known))));
      }
    }
  }

  private static Set<String> known(Catalog catalog) {
    var known = new TreeSet<String>();
    for (Item item : catalog.items()) {
      known.addAll(item.fields().keySet());
    }
    return known;
  }

  private static String there(Set<String> known) {
    if (known.isEmpty()) {
      return "there is none beside those that are always read";
    }
    return "there are " + some(known);
  }

  private static String some(Set<String> known) {
    String first = String.join(", ", known.stream().limit(MOST_SHOWN).toList());
    return known.size() <= MOST_SHOWN
        ? first
        : first + " and " + (known.size() - MOST_SHOWN) + " more";
  }
}
