package dev.grlm.codec;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalInt;

/// The codec of token models: histories and metadata as text prompts, an identifier as its words
/// and the closing bracket.
public final class TokenCodec implements IdentifierCodec<TokenContext> {
  private final Prompts prompts;
  private final WordTokenizer tokenizer;
  private final int historyItems;
  private final int length;

  /// @param historyItems items of a history that are shown, the newest
  /// @param terms of an identifier
  public TokenCodec(Prompts prompts, WordTokenizer tokenizer, int historyItems, int terms) {
    this.prompts = prompts;
    this.tokenizer = tokenizer;
    this.historyItems = historyItems;
    this.length = terms + 1;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public TokenContext context(int[] history) {
    int from = Math.max(0, history.length - historyItems);
    int[] newest = Arrays.copyOfRange(history, from, history.length);
    return new TokenContext(tokenizer.encode(prompts.next(newest)));
  }

  @Override
  public TokenContext naming(Item item) {
    return new TokenContext(tokenizer.encode(prompts.name(item)));
  }

  @Override
  public int[] symbols(Identifier identifier) {
    return tokenizer.encode(prompts.answer(identifier));
  }

  /// Whether all its terms are in the vocabulary.
  @Override
  public boolean spells(Identifier identifier) {
    return identifier.symbols().stream().allMatch(term -> tokenizer.find(term).isPresent());
  }

  /// The same for a catalogue that has grown.
  public TokenCodec grown(Prompts grown) {
    return new TokenCodec(grown, tokenizer, historyItems, length - 1);
  }

  public Prompts prompts() {
    return prompts;
  }

  @Override
  public String text(int place, int symbol) {
    return tokenizer.word(symbol);
  }

  @Override
  public OptionalInt slot(int[] symbols) {
    boolean closes = tokenizer.word(symbols[symbols.length - 1]).equals(Prompts.CLOSE);
    return closes ? OptionalInt.empty() : OptionalInt.of(symbols.length - 1);
  }

  /// What stands before the first closing bracket; the whole sequence where there is none, so that
  /// a missing bracket shows as a wrong number of terms.
  @Override
  public Identifier identifier(int[] symbols) {
    var terms = new ArrayList<String>();
    for (int symbol : symbols) {
      String word = tokenizer.word(symbol);
      if (word.equals(Prompts.CLOSE)) {
        return new Identifier(terms);
      }
      terms.add(word);
    }
    return new Identifier(terms);
  }
}
