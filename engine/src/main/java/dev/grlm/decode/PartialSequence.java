package dev.grlm.decode;

import dev.grlm.decode.GeneratedTokens.Ending;
import dev.grlm.lm.Session;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A token sequence that is being generated. Confined to one thread.
final class PartialSequence {
  private final Stops stops;
  private final Chooser chooser;
  private int[] tokens;
  private int length;
  private @Nullable Ending ending;

  /// Picks one of the symbols at from … to − 1, which stand best first.
  @FunctionalInterface
  interface Chooser {
    int place(float[] logits, int from, int to);
  }

  PartialSequence(Stops stops, Chooser chooser) {
    this.stops = stops;
    this.chooser = chooser;
    this.tokens = new int[8];
  }

  /// Goes on with one of the candidates of `row`.
  void take(Session.Candidates best, int row) {
    int from = row * best.width();
    int place = chooser.place(best.logProbabilities(), from, from + best.width());
    int symbol = best.symbols()[place];
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
    }
    tokens[length++] = symbol;
    if (stops.tokens().contains(symbol)) {
      ending = Ending.STOP_TOKEN;
    } else if (stops.stringIn(Arrays.copyOf(tokens, length))) {
      ending = Ending.STOP_STRING;
    } else if (length == stops.maxTokens()) {
      ending = Ending.MAX_TOKENS;
    }
  }

  int newest() {
    return tokens[length - 1];
  }

  boolean ended() {
    return ending != null;
  }

  /// @throws IllegalStateException when it has not ended
  GeneratedTokens finished() {
    Ending reason = ending;
    if (reason == null) {
      throw new IllegalStateException("a sequence of " + length + " tokens has not ended");
    }
    return new GeneratedTokens(Arrays.copyOf(tokens, length), reason);
  }
}
