package dev.grlm.systems.lcrec;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.text.BytePairTokenizer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Codes as words of a language model: one token for each code of each level, `<a_12>` for `a12`
/// (LC-Rec, section 3.2). Immutable and thread-safe.
final class CodeWords {
  private final Map<String, Integer> tokens;
  private final Map<Integer, String> symbols;

  /// Per item its tokens; none where one of its codes has no word.
  private final int[][] items;

  /// @param levels the codes of each level
  /// @param tokenizer that has their words
  /// @throws IOException in one line, when it has not
  CodeWords(List<List<String>> levels, Identifiers identifiers, BytePairTokenizer tokenizer)
      throws IOException {
    tokens = new HashMap<>();
    symbols = new HashMap<>();
    for (String symbol : levels.stream().flatMap(List::stream).toList()) {
      int token =
          tokenizer
              .findAdded(word(symbol))
              .orElseThrow(() -> new IOException("the tokenizer has no token " + word(symbol)));
      tokens.put(symbol, token);
      symbols.put(token, symbol);
    }
    items = items(identifiers);
  }

  private CodeWords(CodeWords known, Identifiers identifiers) {
    tokens = known.tokens;
    symbols = known.symbols;
    items = items(identifiers);
  }

  /// The same words for a catalogue that has grown.
  CodeWords grown(Identifiers all) {
    return new CodeWords(this, all);
  }

  private int[][] items(Identifiers identifiers) {
    return identifiers.all().stream()
        .map(one -> knows(one) ? tokens(one) : new int[0])
        .toArray(int[][]::new);
  }

  /// The words of all codes, level by level.
  static List<String> words(List<List<String>> levels) {
    return levels.stream().flatMap(List::stream).map(CodeWords::word).toList();
  }

  static String word(String symbol) {
    return "<" + symbol.charAt(0) + "_" + symbol.substring(1) + ">";
  }

  static String text(Identifier identifier) {
    var text = new StringBuilder();
    identifier.symbols().forEach(symbol -> text.append(word(symbol)));
    return text.toString();
  }

  int[] tokens(Identifier identifier) {
    return identifier.symbols().stream()
        .mapToInt(symbol -> Objects.requireNonNull(tokens.get(symbol), symbol))
        .toArray();
  }

  boolean knows(Identifier identifier) {
    return tokens.keySet().containsAll(identifier.symbols());
  }

  /// Not copied.
  int[] tokens(int item) {
    return items[item];
  }

  /// The code that a token stands for; null for a word of language.
  @Nullable String symbol(int token) {
    return symbols.get(token);
  }
}
