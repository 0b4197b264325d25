package dev.grlm.decode;

import dev.grlm.decode.Generation.Ending;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text that is being generated.
final class Draft {
  private final Stops stops;
  private final Choice choice;
  private int[] tokens;
  private int length;
  private int node;
  private @Nullable Ending ending;

  /// Picks one of the symbols at from … to − 1, which stand best first.
  @FunctionalInterface
  interface Choice {
    int place(float[] logits, int from, int to);
  }

  public Draft(Stops stops, Choice choice) {
    this.stops = stops;
    this.choice = choice;
    this.tokens = new int[8];
  }

  /// Goes on with one of what is offered for `row`.
  void take(Offers offers, int row, @Nullable PrefixTrie trie) {
    int place = choice.place(offers.logits(), offers.offsets()[row], offers.offsets()[row + 1]);
    int symbol = offers.symbols()[place];
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
    }
    tokens[length++] = symbol;
    if (trie != null) {
      node = trie.child(node, symbol);
    }
    if (trie != null && trie.isLeaf(node)) {
      ending = Ending.SEQUENCE;
    } else if (stops.tokens().contains(symbol)) {
      ending = Ending.STOP_TOKEN;
    } else if (stops.stringIn(Arrays.copyOf(tokens, length))) {
      ending = Ending.STOP_STRING;
    } else if (length == stops.maxTokens()) {
      ending = Ending.MAX_TOKENS;
    }
  }

  /// Of the trie.
  int node() {
    return node;
  }

  int newest() {
    return tokens[length - 1];
  }

  boolean ended() {
    return ending != null;
  }

  /// @throws IllegalStateException when it has not ended
  Generation generation() {
    Ending reason = ending;
    if (reason == null) {
      throw new IllegalStateException("a text of " + length + " tokens has not ended");
    }
    return new Generation(Arrays.copyOf(tokens, length), reason);
  }
}
