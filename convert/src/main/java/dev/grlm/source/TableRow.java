package dev.grlm.source;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of a table with named columns; the columns go by their places in the header.
interface TableRow {
  /// The cell as one text, empty where there is none; the texts of a list with a blank between.
  String text(int place);

  /// The cell as paths of names from the root down: a list is a path, a list of lists is several,
  /// and a text is a path with `|`, ` > ` or `;` between its names.
  List<List<String>> paths(int place);

  /// The texts of the cell where it is a list, else null.
  @Nullable List<String> list(int place);

  /// A row of which only texts are known. A text that spells a list is one.
  static TableRow of(List<String> cells) {
    return new TableRow() {
      @Override
      public String text(int place) {
        return cells.get(place);
      }

      @Override
      public List<List<String>> paths(int place) {
        return List.of(path(cells.get(place)));
      }

      @Override
      public @Nullable List<String> list(int place) {
        return SpelledList.of(cells.get(place));
      }
    };
  }

  /// The names of a path that stands in one text.
  static List<String> path(String text) {
    List<String> spelled = SpelledList.ofNames(text);
    if (spelled != null) {
      return spelled;
    }
    return Arrays.stream(text.split("\\s*(?:\\||;| > )\\s*", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
