package dev.grlm.systems.tricdr;

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

/// TriCDR, fitted. Its only row ranks by its scores.
final class FittedTriCdr implements FittedSystem, Scorer, Trained {
  private final TriCdr model;
  private final TriCdrScorer scorer;
  private final List<Row> rows;
  private final Curve curve;

  FittedTriCdr(TriCdr model, Catalog catalog, Curve curve) {
    this.model = model;
    this.scorer = new TriCdrScorer(model);
    this.rows = List.of(Row.of(new ScoringRecommender(scorer, ItemOrder.of(catalog))));
    this.curve = curve;
  }

  @Override
  public String name() {
    return scorer.name();
  }

  @Override
  public List<Row> rows() {
    return rows;
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
    model.close();
  }
}
