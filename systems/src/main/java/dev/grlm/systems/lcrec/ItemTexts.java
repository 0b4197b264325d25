package dev.grlm.systems.lcrec;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// The vectors of the items' texts, each of length 1. An item without a known word has none and
/// takes part in no task of texts. Immutable and thread-safe.
final class ItemTexts {
  private final ItemVectors vectors;
  private final boolean[] known;
  private final int[] items;

  /// @param vectors of any length; a row of zeros for an item without a known word
  ItemTexts(ItemVectors vectors) {
    this.vectors = vectors.normalized();
    this.known = new boolean[vectors.items()];
    for (int i = 0; i < vectors.values().length; i++) {
      known[i / vectors.width()] |= vectors.values()[i] != 0;
    }
    this.items = IntStream.range(0, known.length).filter(item -> known[item]).toArray();
  }

  int width() {
    return vectors.width();
  }

  /// Whether the item has a text; no item has a negative number.
  boolean knows(long item) {
    return item >= 0 && known[(int) item];
  }

  /// Items that have a text.
  int size() {
    return items.length;
  }

  /// Distinct items that have a text, evenly, in no order that means anything; all of them where
  /// there are no more.
  int[] draw(int count, long seed) {
    int[] drawn = items.clone();
    var random = new SplittableRandom(seed);
    int size = Math.min(count, drawn.length);
    for (int place = 0; place < size; place++) {
      int other = random.nextInt(place, drawn.length);
      int item = drawn[other];
      drawn[other] = drawn[place];
      drawn[place] = item;
    }
    return Arrays.copyOf(drawn, size);
  }

  /// (n, width)
  Tensor rows(int[] some) {
    return Tensors.floats(vectors.rows(some), some.length, vectors.width());
  }
}
