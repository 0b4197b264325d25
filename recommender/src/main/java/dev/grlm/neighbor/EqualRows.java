package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows that have a direction, equal ones together. A walk over a graph would not get out of a
/// large group of equal rows, as a catalogue has them where titles repeat.
///
/// @param groups row indices, ascending within a group; groups in the order of their first row
record EqualRows(List<int[]> groups) {
  static EqualRows of(EmbeddingRows rows, int[] used) {
    // Rows are told apart by a hash first: a copy of each would be as large as the file.
    Map<Integer, List<Integer>> groupsByHash = HashMap.newHashMap(used.length);
    var groups = new ArrayList<int[]>();
    var row = new float[rows.dimensions()];
    var first = new float[rows.dimensions()];
    for (int index : used) {
      rows.copyRow(index, row, 0);
      List<Integer> candidates =
          groupsByHash.computeIfAbsent(FloatBuffer.wrap(row).hashCode(), _ -> new ArrayList<>(1));
      int group = -1;
      for (int candidate : candidates) {
        rows.copyRow(groups.get(candidate)[0], first, 0);
        if (Arrays.equals(row, first)) {
          group = candidate;
        }
      }
      if (group < 0) {
        candidates.add(groups.size());
        groups.add(new int[] {index});
      } else {
        int[] known = groups.get(group);
        int[] longer = Arrays.copyOf(known, known.length + 1);
        longer[known.length] = index;
        groups.set(group, longer);
      }
    }
    return new EqualRows(groups);
  }

  /// The first row of each group.
  int[] firsts() {
    return groups.stream().mapToInt(group -> group[0]).toArray();
  }
}
