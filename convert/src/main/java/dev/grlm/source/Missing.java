package dev.grlm.source;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The words that, as a whole cell, mean that there is nothing: data frames and databases write
/// them where they have no value. An empty cell says the same and needs no word. Immutable.
public final class Missing {
  /// What pandas, R, Spark, Hive, MySQL, PostgreSQL, JavaScript and Excel write.
  public static final Missing USUAL =
      new Missing(
          Set.of(
              "NULL",
              "Null",
              "null",
              "(null)",
              "NaN",
              "nan",
              "NAN",
              "-nan",
              "-NaN",
              "\\N",
              "None",
              "NONE",
              "none",
              "NA",
              "N/A",
              "n/a",
              "#N/A",
              "#NA",
              "<NA>",
              "NaT",
              "nil",
              "NIL",
              "undefined",
              "__HIVE_DEFAULT_PARTITION__",
              "-",
              "--"));

  /// No word means that there is nothing.
  public static final Missing NONE = new Missing(Set.of());

  private static final String ALL_USUAL = "default";
  private static final String NO_WORD = "none";
  private static final int ASCII = 128;

  private final Set<String> words;
  private final int longest;
  private final boolean[] begins = new boolean[ASCII];
  private final boolean beginsElsewhere;

  private Missing(Set<String> words) {
    this.words = Set.copyOf(words);
    this.longest = words.stream().mapToInt(String::length).max().orElse(0);
    words.stream()
        .map(word -> word.charAt(0))
        .filter(c -> c < ASCII)
        .forEach(c -> begins[c] = true);
    this.beginsElsewhere = words.stream().anyMatch(word -> word.charAt(0) >= ASCII);
  }

  /// What the user says: words, `default` among them for the usual ones, or `none` alone.
  ///
  /// @throws IllegalArgumentException when a word is blank
  public static Missing of(Collection<String> said) {
    if (List.copyOf(said).equals(List.of(NO_WORD))) {
      return NONE;
    }
    var words = new LinkedHashSet<String>();
    for (String word : said) {
      if (word.isBlank()) {
        throw new IllegalArgumentException(
            "a word for 'missing' is blank; an empty cell needs none");
      }
      words.addAll(word.equals(ALL_USUAL) ? USUAL.words : Set.of(word.strip()));
    }
    return new Missing(words);
  }

  /// Whether `cell`, which has no blanks around it, is such a word. Nearly no cell is, and nearly
  /// all are told by their first character: this is asked for every cell of a log.
  boolean holds(String cell) {
    if (cell.isEmpty() || cell.length() > longest) {
      return false;
    }
    char first = cell.charAt(0);
    return (first < ASCII ? begins[first] : beginsElsewhere) && words.contains(cell);
  }

  /// The words in their order.
  @Override
  public String toString() {
    return String.join(", ", new TreeSet<>(words));
  }
}
