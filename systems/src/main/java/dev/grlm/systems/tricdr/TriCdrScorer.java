package dev.grlm.systems.tricdr;

import dev.grlm.nn.Dropout;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Scores the items of every domain that is asked for by the logarithm of their probability: of the
/// domain to come next after the domain of the newest item, and of the item in its domain. Items
/// that the model was not fitted to are passed over; a history without any other reaches nothing.
///
/// One history at a time, for the reason that SASRec has.
final class TriCdrScorer implements Scorer {
  static final String NAME = "tricdr";
  private static final Dropout NONE = Dropout.none();
  private static final ScoredItems NOTHING = new ScoredItems(new int[0], new float[0]);

  private final TriCdr model;
  private final int[] reached;

  /// @param model stays open as long as this is asked
  TriCdrScorer(TriCdr model) {
    this.model = model;
    int[] domainOf = model.domainOf();
    this.reached =
        IntStream.range(0, domainOf.length)
            .filter(item -> model.domains().targets().contains(domainOf[item]))
            .toArray();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<ScoredItems> scores(List<int[]> histories) {
    return histories.stream().map(this::scores).toList();
  }

  private ScoredItems scores(int[] history) {
    int items = model.domainOf().length;
    int[] known = Arrays.stream(history).filter(item -> item < items).toArray();
    if (known.length == 0) {
      return NOTHING;
    }
    int first = Math.max(0, known.length - model.config().length());
    int[] read = Arrays.copyOfRange(known, first, known.length);
    var scores = new float[items];
    for (TriCdr.Net net : model.nets()) {
      int newest = model.domainOf()[read[read.length - 1]];
      float chance = (float) model.domains().logChance(newest, net.domain());
      float[] own = logProbabilities(net, read);
      for (int place = 0; place < own.length; place++) {
        scores[(int) net.items()[place]] = chance + own[place];
      }
    }
    var kept = new float[reached.length];
    for (int place = 0; place < kept.length; place++) {
      kept[place] = scores[reached[place]];
    }
    return new ScoredItems(reached, kept);
  }

  private float[] logProbabilities(TriCdr.Net net, int[] read) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      TriSequences sequences =
          TriSequences.of(List.of(read), false, model.domainOf(), net.domain());
      TriStack.States states = net.stack().states(sequences, NONE);
      long[] newest = {sequences.target().time() - 1L};
      Tensor out = net.stack().out(states, sequences, newest, NONE).select(0, 0);
      Tensor logits = net.stack().items(net.items()).mv(out);
      return Tensors.toFloats(torch.log_softmax(logits, 0));
    }
  }
}
