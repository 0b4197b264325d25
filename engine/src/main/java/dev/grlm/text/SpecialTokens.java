package dev.grlm.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Tokens that stand for no word of a text. All differ, have no white space and are not empty.
///
/// @param unknown stands for every word outside the vocabulary
/// @param padding fills short sequences
/// @param begin of a sequence
/// @param end of a sequence
/// @param others further marks, such as those of a prompt
public record SpecialTokens(
    String unknown, String padding, String begin, String end, List<String> others) {
  /// Without further marks.
  public static final SpecialTokens STANDARD =
      new SpecialTokens("<unk>", "<pad>", "<s>", "</s>", List.of());

  public SpecialTokens {
    others = List.copyOf(others);
    var all = new ArrayList<>(List.of(unknown, padding, begin, end));
    all.addAll(others);
    var seen = new HashSet<String>();
    for (String token : all) {
      if (WordTokenizer.splits(token)) {
        throw new IllegalArgumentException("a special token must be one word: \"" + token + '"');
      }
      if (!seen.add(token)) {
        throw new IllegalArgumentException("two special tokens are called \"" + token + '"');
      }
    }
  }

  /// The standard ones and further marks.
  public static SpecialTokens with(String... others) {
    return new SpecialTokens(
        STANDARD.unknown, STANDARD.padding, STANDARD.begin, STANDARD.end, List.of(others));
  }

  /// Unknown, padding, begin, end, then the others.
  public List<String> all() {
    var all = new ArrayList<>(List.of(unknown, padding, begin, end));
    all.addAll(others);
    return List.copyOf(all);
  }
}
