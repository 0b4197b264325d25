package dev.grlm.sequence;

import dev.grlm.data.Catalog;
import dev.grlm.data.ItemOrder;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.ScoringRecommender;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.Trained;
import java.util.List;

/// A system that is nothing but a model which scores items. Its only row ranks by the scores.
public final class FittedScorer implements FittedSystem, Scorer, Trained {
  private final Scorer scorer;
  private final Runnable close;
  private final List<Row> rows;
  private final Curve curve;

  /// @param close frees the model
  public FittedScorer(Scorer scorer, Runnable close, Catalog catalog, Curve curve) {
    this.scorer = scorer;
    this.close = close;
    this.rows = List.of(Row.of(new ScoringRecommender(scorer, ItemOrder.of(catalog))));
    this.curve = curve;
  }

  @Override
  public List<Row> rows() {
    return rows;
  }

  @Override
  public String name() {
    return scorer.name();
  }

  @Override
  public List<ScoredItems> scores(List<int[]> histories) {
    return scorer.scores(histories);
  }

  @Override
  public Curve curve() {
    return curve;
  }

  @Override
  public void close() {
    close.run();
  }
}
