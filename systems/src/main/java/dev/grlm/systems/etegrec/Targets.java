package dev.grlm.systems.etegrec;

import java.util.LinkedHashMap;

/// The different items among what is predicted in a pass, each at the first place where it is: one
/// that many take is aligned once.
///
/// @param items distinct
/// @param places of each, among all predictions of the pass
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
record Targets(int[] items, long[] places) {

  /// @param predicted items, in order of the predictions
  static Targets of(int[] predicted) {
    var first = new LinkedHashMap<Integer, Integer>();
    for (int place = 0; place < predicted.length; place++) {
      first.putIfAbsent(predicted[place], place);
    }
    return new Targets(
        first.keySet().stream().mapToInt(Integer::intValue).toArray(),
        first.values().stream().mapToLong(Integer::longValue).toArray());
  }
}
