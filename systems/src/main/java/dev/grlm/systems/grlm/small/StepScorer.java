package dev.grlm.systems.grlm.small;

import dev.grlm.codec.SlotCodec;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// The scores of which the decoder's lookahead makes a softmax over the catalogue. A history of
/// which nothing can be read reaches nothing, nor is an item reached that the model cannot spell.
final class StepScorer implements Scorer {
  private static final ScoredItems NOTHING = new ScoredItems(new int[0], new float[0]);

  private final TwoLevelDecoder decoder;
  private final SlotCodec codec;
  private final int[] items;

  /// @param decoder stays open as long as this is asked
  StepScorer(TwoLevelDecoder decoder, SlotCodec codec) {
    this.decoder = decoder;
    this.codec = codec;
    this.items =
        IntStream.range(0, codec.items()).filter(item -> codec.step(item).isPresent()).toArray();
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public List<ScoredItems> scores(List<int[]> histories) {
    List<int[]> readable = histories.stream().map(codec::readable).toList();
    List<StepContext> contexts =
        readable.stream().filter(history -> history.length > 0).map(codec::context).toList();
    Iterator<float[]> ofSteps =
        contexts.isEmpty() ? Collections.emptyIterator() : decoder.stepScores(contexts).iterator();
    return readable.stream()
        .map(history -> history.length == 0 ? NOTHING : scored(ofSteps.next()))
        .toList();
  }

  /// Steps are numbered in the order of the items that have one.
  private ScoredItems scored(float[] ofSteps) {
    return new ScoredItems(items, Arrays.copyOf(ofSteps, items.length));
  }
}
