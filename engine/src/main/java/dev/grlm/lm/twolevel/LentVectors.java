package dev.grlm.lm.twolevel;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// What further steps have instead of a learnt embedding of their own: so much that the whole
/// vector of such a step, its symbols and this, is the weighted mean of the whole vectors of the
/// steps that stand for it,
///
/// own(new) = Σ w_n · (symbols(n) + own(n)) − symbols(new).
///
/// By it the step is scored and read in a context alike. Computed when it is first needed, and kept
/// on the heap: the weights must not change any more. Thread-safe.
final class LentVectors {
  /// Further steps that are computed together.
  private static final int TOGETHER = 1_000;

  private final TwoLevelDecoder decoder;
  private final List<Step> further;
  private final Supplier<List<StepMix>> mixes;
  private volatile float @Nullable [][] rows;

  /// @param decoder which was trained on the steps of the mixes
  /// @param further steps, the first of them with the number that follows on the trained ones
  /// @param mixes of each further step; asked once per thread at most
  LentVectors(TwoLevelDecoder decoder, List<Step> further, Supplier<List<StepMix>> mixes) {
    this.decoder = decoder;
    this.further = List.copyOf(further);
    this.mixes = mixes;
  }

  int size() {
    return further.size();
  }

  /// Adds what is lent to those rows whose step is a further one.
  ///
  /// @param sum (P, D)
  /// @param ids P numbers of steps
  Tensor added(Tensor sum, long[] ids) {
    int first = decoder.config().steps();
    int width = decoder.config().width();
    long[] at = new long[ids.length];
    int count = 0;
    for (int place = 0; place < ids.length; place++) {
      if (ids[place] >= first) {
        at[count++] = place;
      }
    }
    if (count == 0) {
      return sum;
    }
    float[][] lent = rows();
    var values = new float[count * width];
    for (int i = 0; i < count; i++) {
      float[] row = lent[(int) ids[(int) at[i]] - first];
      System.arraycopy(row, 0, values, i * width, row.length);
    }
    return sum.index_add(0, Tensors.longs(at, count), Tensors.floats(values, count, width));
  }

  /// One row per further step, empty where nothing is lent.
  private float[][] rows() {
    float[][] known = rows;
    if (known == null) { // several threads may compute the same values once each
      known = computed();
      rows = known;
    }
    return known;
  }

  private float[][] computed() {
    List<StepMix> all = mixes.get();
    if (all.size() != further.size()) {
      throw new IllegalStateException(
          "%d mixes for %d further steps".formatted(all.size(), further.size()));
    }
    var lent = new float[all.size()][];
    for (int from = 0; from < lent.length; from += TOGETHER) {
      int to = Math.min(from + TOGETHER, lent.length);
      List<float[]> some = computed(all.subList(from, to), further.subList(from, to));
      for (int i = 0; i < some.size(); i++) {
        lent[from + i] = some.get(i);
      }
    }
    return lent;
  }

  private List<float[]> computed(List<StepMix> some, List<Step> of) {
    List<Step> trained = decoder.table().steps();
    var asked = new ArrayList<Step>();
    for (int i = 0; i < some.size(); i++) {
      asked.add(new Step(Step.NO_ID, of.get(i).symbols()));
      Arrays.stream(some.get(i).steps()).mapToObj(trained::get).forEach(asked::add);
    }
    int width = decoder.config().width();
    float[] vectors = vectors(asked);
    var rows = new ArrayList<float[]>();
    int at = 0;
    for (StepMix mix : some) {
      rows.add(mix.steps().length == 0 ? new float[0] : row(vectors, at, mix, width));
      at += (1 + mix.steps().length) * width;
    }
    return rows;
  }

  private static float[] row(float[] vectors, int at, StepMix mix, int width) {
    var row = new float[width];
    for (int d = 0; d < width; d++) {
      double mean = 0;
      for (int n = 0; n < mix.steps().length; n++) {
        mean += mix.weights()[n] * vectors[at + (n + 1) * width + d];
      }
      row[d] = (float) (mean - vectors[at + d]);
    }
    return row;
  }

  private float[] vectors(List<Step> steps) {
    var ids = new long[steps.size()];
    var symbols = new long[decoder.config().slots()][steps.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = steps.get(i).id();
      for (int slot = 0; slot < symbols.length; slot++) {
        symbols[slot][i] = steps.get(i).symbols()[slot];
      }
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      return Tensors.toFloats(decoder.stepEmbeddings(ids, symbols, Dropout.none()));
    }
  }
}
