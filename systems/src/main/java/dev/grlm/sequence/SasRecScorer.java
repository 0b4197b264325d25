package dev.grlm.sequence;

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

/// Scores every item of the catalogue by the state after a history's newest item. Items that the
/// model was not fitted to are passed over; a history without any other reaches nothing.
///
/// One history at a time: a product of several states with the items' embeddings is computed in
/// another order, and scores would depend, in their last bits, on who else is asked for.
public final class SasRecScorer implements Scorer {
  public static final String NAME = "sasrec";
  private static final Dropout NONE = Dropout.none();
  private static final ScoredItems NOTHING = new ScoredItems(new int[0], new float[0]);

  private final SasRec model;
  private final int[] all;

  /// @param model stays open as long as this is asked
  public SasRecScorer(SasRec model) {
    this.model = model;
    this.all = IntStream.range(0, model.config().items()).toArray();
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
    int[] known = Arrays.stream(history).filter(item -> item < all.length).toArray();
    if (known.length == 0) {
      return NOTHING;
    }
    int first = Math.max(0, known.length - model.config().length());
    ItemBatch read = ItemBatch.of(List.of(Arrays.copyOfRange(known, first, known.length)));
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor newest = model.states(read, NONE).select(0, 0).select(0, read.time() - 1L);
      return new ScoredItems(all, Tensors.toFloats(model.items().mv(newest)));
    }
  }
}
