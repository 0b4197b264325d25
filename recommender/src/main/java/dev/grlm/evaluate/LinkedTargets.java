package dev.grlm.evaluate;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Whose target is linked to the history in what can be counted: somebody had it in training within
/// [#WINDOW] positions of one of the last [#LAST] items of the history, before or after it.
/// Otherwise no count of pairs can find it. Only the pairs that are asked for are kept.
final class LinkedTargets {
  /// Positions between two items that are neighbours, at most.
  static final int WINDOW = 20;

  /// Items of the history that count.
  static final int LAST = 10;

  private final long[] asked;
  private final BitSet found = new BitSet();
  private final BitSet targets = new BitSet();

  private LinkedTargets(long[] asked) {
    this.asked = asked;
    Arrays.stream(asked).forEach(pair -> targets.set((int) pair));
  }

  /// @param users all with a target in `split`
  static boolean[] of(Dataset dataset, Split split, List<History> users) {
    long[] asked =
        users.stream().flatMapToLong(user -> pairs(user, split)).sorted().distinct().toArray();
    var links = new LinkedTargets(asked);
    dataset.histories().forEach(history -> links.count(Split.training(history)));
    var linked = new boolean[users.size()];
    for (int user = 0; user < linked.length; user++) {
      linked[user] = pairs(users.get(user), split).anyMatch(links::isFound);
    }
    return linked;
  }

  private static LongStream pairs(History user, Split split) {
    int end = split.context(user).length;
    int target = split.target(user);
    return IntStream.range(Math.max(0, end - LAST), end)
        .mapToLong(place -> pair(user.item(place), target));
  }

  private static long pair(int item, int target) {
    return (long) item << Integer.SIZE | target;
  }

  private boolean isFound(long pair) {
    return found.get(Arrays.binarySearch(asked, pair));
  }

  private void count(int[] items) {
    for (int one = 0; one < items.length; one++) {
      int last = Math.min(items.length - 1, one + WINDOW);
      for (int other = one + 1; other <= last; other++) {
        find(items[one], items[other]);
        find(items[other], items[one]);
      }
    }
  }

  private void find(int item, int target) {
    if (targets.get(target)) {
      int place = Arrays.binarySearch(asked, pair(item, target));
      if (place >= 0) {
        found.set(place);
      }
    }
  }
}
