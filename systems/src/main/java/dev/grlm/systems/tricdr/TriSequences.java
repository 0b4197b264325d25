package dev.grlm.systems.tricdr;

import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// What one pass reads of joined histories for one target domain: of each the items of the target,
/// those of every other domain, and all of them. Each sequence begins with the same mark, so that
/// none is empty, and is padded on the right.
///
/// A *place* is a state of the target's sequence: place i stands behind its first i items, and
/// predicts the one after. What it may look at of the other two is what came before that item in
/// the joined history, or all of it where no item is known to come. The order of the history is
/// what counts: it says what was strictly before.
///
/// @param target items of the target domain
/// @param source items of all other domains
/// @param mix all items
/// @param seen by row and place, how many items of the mix came before what is predicted
/// @param predicted flat indices (row × places of `target`) of the places whose next item is known
///   and has something before it
/// @param next that item, for each
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
record TriSequences(
    Side target, Side source, Side mix, int[][] seen, long[] predicted, int[] next) {

  /// One sequence per row.
  ///
  /// @param ids rows × time, the mark first; padded with the mark
  /// @param time to which all are padded, the mark among it
  /// @param lengths of each row, the mark among it
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record Side(long[] ids, int time, int[] lengths) {
    private static Side of(List<List<Integer>> rows, int mark) {
      int[] lengths = rows.stream().mapToInt(row -> row.size() + 1).toArray();
      int time = Arrays.stream(lengths).max().orElseThrow();
      var ids = new long[Math.multiplyExact(rows.size(), time)];
      Arrays.fill(ids, mark);
      for (int row = 0; row < rows.size(); row++) {
        for (int place = 1; place < lengths[row]; place++) {
          ids[row * time + place] = rows.get(row).get(place - 1);
        }
      }
      return new Side(ids, time, lengths);
    }

    int rows() {
      return lengths.length;
    }

    /// Flat index of the last item, or of the mark where there is none, of some rows.
    long[] last(int[] of) {
      return Arrays.stream(of).mapToLong(row -> (long) row * time + lengths[row] - 1).toArray();
    }
  }

  /// @param histories joined ones, oldest first, none empty
  /// @param known whether the last item of each is not read but to be predicted
  /// @param domainOf domain by item
  /// @param domain the target
  static TriSequences of(List<int[]> histories, boolean known, int[] domainOf, int domain) {
    var targets = new ArrayList<List<Integer>>();
    var sources = new ArrayList<List<Integer>>();
    var mixes = new ArrayList<List<Integer>>();
    var seen = new int[histories.size()][];
    var places = new ArrayList<int[]>();
    for (int row = 0; row < histories.size(); row++) {
      int[] items = histories.get(row);
      int read = known ? items.length - 1 : items.length;
      var target = new ArrayList<Integer>();
      var source = new ArrayList<Integer>();
      var before = new ArrayList<Integer>();
      for (int position = 0; position < read; position++) {
        if (domainOf[items[position]] == domain) {
          if (position > 0) {
            places.add(new int[] {row, target.size(), items[position]});
          }
          before.add(position);
          target.add(items[position]);
        } else {
          source.add(items[position]);
        }
      }
      if (known && read > 0 && domainOf[items[read]] == domain) {
        places.add(new int[] {row, target.size(), items[read]});
      }
      before.add(read);
      seen[row] = before.stream().mapToInt(Integer::intValue).toArray();
      targets.add(target);
      sources.add(source);
      mixes.add(Arrays.stream(items, 0, read).boxed().toList());
    }
    int mark = domainOf.length;
    Side target = Side.of(targets, mark);
    return new TriSequences(
        target,
        Side.of(sources, mark),
        Side.of(mixes, mark),
        seen,
        places.stream().mapToLong(at -> (long) at[0] * target.time() + at[1]).toArray(),
        places.stream().mapToInt(at -> at[2]).toArray());
  }

  /// How long before the newest that a place sees of the source each item of it is; the mark counts
  /// as one more.
  ///
  /// @param unseen stands for what came later
  /// @return (rows, places, time of the side)
  Tensor sourceAges(int unseen) {
    return ages(source, (row, place) -> seen[row][place] - place, unseen);
  }

  /// As [#sourceAges], of the target itself.
  Tensor targetAges(int unseen) {
    return ages(target, (_, place) -> place, unseen);
  }

  /// As [#sourceAges], of all items.
  Tensor mixAges(int unseen) {
    return ages(mix, (row, place) -> seen[row][place], unseen);
  }

  /// How many items a place sees.
  private interface Count {
    int items(int row, int place);
  }

  /// A padded place sees the mark alone.
  private Tensor ages(Side side, Count count, int unseen) {
    int places = target.time();
    var ages = new long[Math.multiplyExact(side.rows() * places, side.time())];
    Arrays.fill(ages, unseen);
    for (int row = 0; row < side.rows(); row++) {
      for (int place = 0; place < places; place++) {
        int items = place < seen[row].length ? count.items(row, place) : 0;
        int start = (row * places + place) * side.time();
        for (int at = 0; at <= items; at++) {
          ages[start + at] = (long) items - at;
        }
      }
    }
    return Tensors.longs(ages, side.rows(), places, side.time());
  }

  /// Rows that have something in both domains.
  int[] overlapping() {
    return IntStream.range(0, target.rows())
        .filter(row -> target.lengths()[row] > 1 && source.lengths()[row] > 1)
        .toArray();
  }
}
