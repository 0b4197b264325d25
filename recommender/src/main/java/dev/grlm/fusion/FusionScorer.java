package dev.grlm.fusion;

import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import java.util.ArrayList;
import java.util.List;

/// A product of experts by which items can be ranked: γ · model + what the signals add. Items that
/// the model does not score are not reached. Immutable and thread-safe.
public final class FusionScorer implements Scorer {
  private final String name;
  private final SignalProduct signals;
  private final Scorer model;
  private final double scale;

  /// @param model natural logarithms but for a constant
  /// @param scale γ
  public FusionScorer(String name, SignalProduct signals, Scorer model, double scale) {
    this.name = name;
    this.signals = signals;
    this.model = model;
    this.scale = scale;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ScoredItems> scores(List<int[]> histories) {
    List<ScoredItems> added = signals.scores(histories);
    List<ScoredItems> own = model.scores(histories);
    var all = new ArrayList<ScoredItems>();
    for (int place = 0; place < histories.size(); place++) {
      all.add(sum(own.get(place), added.get(place), scale));
    }
    return all;
  }

  /// γ · `own` + `added`, of the items of `own`.
  static ScoredItems sum(ScoredItems own, ScoredItems added, double scale) {
    var scores = new float[own.size()];
    int next = 0;
    for (int i = 0; i < scores.length; i++) {
      int item = own.items()[i];
      while (next < added.size() && added.items()[next] < item) {
        next++;
      }
      boolean reached = next < added.size() && added.items()[next] == item;
      scores[i] = (float) (scale * own.scores()[i]) + (reached ? added.scores()[next] : 0);
    }
    return new ScoredItems(own.items(), scores);
  }
}
