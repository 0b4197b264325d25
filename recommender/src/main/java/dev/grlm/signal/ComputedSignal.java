package dev.grlm.signal;

import dev.grlm.baseline.Scores;
import dev.grlm.recommend.ScoredItems;
import java.util.List;

/// A signal that says of one history at a time what it says, perhaps by what others say.
abstract class ComputedSignal implements Signal {
  private final String name;
  private final double floor;
  private final Words words;
  private final int items;

  /// What a person is told; see [Signal#reason] and [Signal#link].
  record Words(String reason, String link) {
    static Words with(String reason) {
      return new Words(reason, "with");
    }
  }

  /// @param items size of the catalogue
  ComputedSignal(String name, double floor, Words words, int items) {
    this.name = name;
    this.floor = floor;
    this.words = words;
    this.items = items;
  }

  /// What it says of the history that `answers` is about.
  abstract ScoredItems from(Answers answers);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final double floor() {
    return floor;
  }

  @Override
  public final String reason() {
    return words.reason();
  }

  @Override
  public final String link() {
    return words.link();
  }

  /// Size of the catalogue.
  final int items() {
    return items;
  }

  @Override
  public final List<ScoredItems> scores(List<int[]> histories) {
    var scratch = new Scores(items);
    return histories.stream().map(history -> new Answers(history, scratch).of(this)).toList();
  }
}
