package dev.grlm.lm.latefusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Beginnings of histories, each of which is read for an answer of its own; one history may have
/// many. What they have in common is looked up once.
///
/// @param passages what is seen of things
/// @param sequences numbers of things of each history, oldest first
/// @param sequenceOfRow which history a row is a beginning of
/// @param ends how many things of it the row has read, at least one
/// @param maxItems of these are seen, the newest
record HistoryRows(
    Passages passages, List<int[]> sequences, int[] sequenceOfRow, int[] ends, int maxItems) {

  /// Every history as a whole.
  static HistoryRows whole(Passages passages, List<int[]> histories, int maxItems) {
    List<int[]> newest =
        histories.stream()
            .map(items ->
                Arrays.copyOfRange(items, Math.max(0, items.length - maxItems), items.length))
            .toList();
    var rows = new int[newest.size()];
    Arrays.setAll(rows, row -> row);
    int[] ends = newest.stream().mapToInt(items -> items.length).toArray();
    return new HistoryRows(passages, newest, rows, ends, maxItems);
  }

  /// Every beginning of every history, history by history.
  static HistoryRows beginnings(Passages passages, List<int[]> histories, int maxItems) {
    var rows = new ArrayList<int[]>();
    for (int sequence = 0; sequence < histories.size(); sequence++) {
      for (int end = 1; end <= histories.get(sequence).length; end++) {
        rows.add(new int[] {sequence, end});
      }
    }
    return new HistoryRows(
        passages,
        histories,
        rows.stream().mapToInt(row -> row[0]).toArray(),
        rows.stream().mapToInt(row -> row[1]).toArray(),
        maxItems);
  }

  int rows() {
    return ends.length;
  }

  /// How many things a row sees.
  int seen(int row) {
    return Math.min(ends[row], maxItems);
  }

  /// The thing that a row has read `back` things ago; 0 is the newest.
  int item(int row, int back) {
    return sequences.get(sequenceOfRow[row])[ends[row] - 1 - back];
  }

  /// Length of the longest history.
  int time() {
    return sequences.stream().mapToInt(items -> items.length).max().orElse(0);
  }
}
