package dev.grlm.systems.idgenrec;

import dev.grlm.identifier.TermNormalForm;
import dev.grlm.words.WordSplitter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// What is asked for the names of an item, and the names in an answer.
final class TagAnswer {
  /// Numbers, dashes and dots that lists are marked with.
  private static final Pattern MARK = Pattern.compile("^\\s*(?:[-*•]+|\\d+[.):])\\s*");

  private static final String QUESTION =
      """
      This is what a catalogue says of one of its items:

      %s

      Write %d names for this item, each on a line of its own, and nothing else. A name has two to %d single words in lower case, without punctuation: first what kind of thing it is, then what sets it apart from others of that kind. No two names have the same words.\
      """;

  private TagAnswer() {}

  /// What a model that takes instructions is asked.
  ///
  /// @param most words of a name
  static String question(String text, int names, int most) {
    return QUESTION.formatted(text, names, most);
  }

  /// What questions are made of, as far as answers depend on it.
  static String template() {
    return QUESTION;
  }

  /// The names of an answer, a line each, in its order: words as identifiers have them, no word
  /// twice in a name and no name twice.
  ///
  /// @param most words of a name; what is longer is cut
  static List<List<String>> names(String answer, WordSplitter splitter, int most) {
    var names = new LinkedHashSet<List<String>>();
    answer
        .lines()
        .map(line -> MARK.matcher(line).replaceFirst(""))
        .map(line ->
            splitter.split(line).stream()
                .filter(WordSplitter.Word::hasLetterOrDigit)
                .map(word -> TermNormalForm.of(word.text()))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(most)
                .toList())
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    return List.copyOf(names);
  }
}
