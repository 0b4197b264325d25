package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import java.util.Arrays;

/// The pairs of positions that an [ItemGraph] counts, user by user, by the earlier position and
/// then the later one.
record ItemPairs(Dataset dataset, GraphSettings settings) implements SparseMatrix.Entries {
  @Override
  public void forEach(SparseMatrix.Sink sink) {
    ofRows(0, dataset.catalog().size(), sink);
  }

  /// Only pairs that have an item of these rows are looked at, so that many passes over a long log,
  /// each of few rows, cost little more than one.
  @Override
  public void ofRows(int from, int to, SparseMatrix.Sink sink) {
    for (History history : dataset.histories()) {
      int[] items = Split.training(history);
      int[] inside = inside(items, from, to);
      if (inside.length > 0) {
        add(items, inside, from, to, sink);
      }
    }
  }

  /// Positions of items of the rows.
  private static int[] inside(int[] items, int from, int to) {
    int[] inside = new int[items.length];
    int count = 0;
    for (int position = 0; position < items.length; position++) {
      if (from <= items[position] && items[position] < to) {
        inside[count++] = position;
      }
    }
    return Arrays.copyOf(inside, count);
  }

  private void add(int[] items, int[] inside, int from, int to, SparseMatrix.Sink sink) {
    double reverse = settings.reverseWeight();
    int next = 0; // of the first position inside that is not before `earlier`
    for (int earlier = 0; earlier < items.length; earlier++) {
      int last = (int) Math.min(items.length - 1L, (long) earlier + settings.window());
      if (next < inside.length && inside[next] == earlier) {
        next++;
        for (int later = earlier + 1; later <= last; later++) {
          double weight = 1.0 / (later - earlier);
          sink.add(items[earlier], items[later], weight);
          if (reverse > 0 && from <= items[later] && items[later] < to) {
            sink.add(items[later], items[earlier], reverse * weight);
          }
        }
      } else if (reverse > 0) {
        for (int place = next; place < inside.length && inside[place] <= last; place++) {
          int later = inside[place];
          sink.add(items[later], items[earlier], reverse * (1.0 / (later - earlier)));
        }
      }
    }
  }
}
