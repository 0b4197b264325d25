package dev.grlm.signal;

import dev.grlm.baseline.Scores;
import dev.grlm.recommend.ScoredItems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Several signals in a fixed order, asked together: what one of them says is not computed again
/// for another that is made from it. Immutable and thread-safe.
public final class SignalSet {
  private final List<Signal> signals;

  /// Size of the catalogue, 0 where no signal knows it.
  private final int items;

  /// @throws IllegalArgumentException naming them, when two signals have one name or are of
  ///   catalogues of different sizes
  public SignalSet(List<? extends Signal> signals) {
    this.signals = List.copyOf(signals);
    Set<String> names = new HashSet<>();
    int size = 0;
    for (Signal signal : signals) {
      if (!names.add(signal.name())) {
        throw new IllegalArgumentException("two signals are called '" + signal.name() + "'");
      }
      if (signal instanceof ComputedSignal computed) {
        if (size != 0 && size != computed.items()) {
          throw new IllegalArgumentException(
              "signal '%s' is of a catalogue of %d items, another of one of %d"
                  .formatted(signal.name(), computed.items(), size));
        }
        size = computed.items();
      }
    }
    this.items = size;
  }

  public List<Signal> signals() {
    return signals;
  }

  /// Number of signals.
  public int size() {
    return signals.size();
  }

  /// In order; see [Signal#name()].
  public List<String> names() {
    return signals.stream().map(Signal::name).toList();
  }

  /// In order; see [Signal#floor()].
  public double[] floors() {
    return signals.stream().mapToDouble(Signal::floor).toArray();
  }

  /// In order; see [Signal#reason()].
  public List<String> reasons() {
    return signals.stream().map(Signal::reason).toList();
  }

  /// What each signal says of a history, in order.
  ///
  /// @param history item indices, oldest first; may be empty
  public List<ScoredItems> scores(int[] history) {
    return scores(List.of(history)).getFirst();
  }

  /// What each signal says of each history: one answer per history, and in it one per signal, to
  /// the bit what [Signal#scores(List)] says.
  public List<List<ScoredItems>> scores(List<int[]> histories) {
    var scratch = new Scores(items);
    List<List<ScoredItems>> foreign =
        signals.stream()
            .map(signal ->
                signal instanceof ComputedSignal
                    ? List.<ScoredItems>of()
                    : signal.scores(histories))
            .toList();
    var all = new ArrayList<List<ScoredItems>>(histories.size());
    for (int place = 0; place < histories.size(); place++) {
      var answers = new Answers(histories.get(place), scratch);
      var ofHistory = new ArrayList<ScoredItems>(signals.size());
      for (int signal = 0; signal < signals.size(); signal++) {
        ofHistory.add(
            signals.get(signal) instanceof ComputedSignal computed
                ? answers.of(computed)
                : foreign.get(signal).get(place));
      }
      all.add(List.copyOf(ofHistory));
    }
    return List.copyOf(all);
  }
}
