package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.List;

/// Row `markov`: what most often came right after the last item of the history, counted over
/// adjacent training positions. First order, no back-off: after an item that nobody went on from,
/// the list is empty (docs/decisions/0014). Immutable and thread-safe.
public final class MarkovRecommender implements Recommender {
  public static final String NAME = "markov";

  private final ItemOrder order;
  private final SparseMatrix successors;

  private MarkovRecommender(ItemOrder order, SparseMatrix successors) {
    this.order = order;
    this.successors = successors;
  }

  public static MarkovRecommender fit(Dataset dataset) {
    int items = dataset.catalog().size();
    SparseMatrix successors =
        SparseMatrix.sum(
            items,
            items,
            sink -> {
              for (History history : dataset.histories()) {
                int[] positions = Split.training(history);
                for (int position = 1; position < positions.length; position++) {
                  sink.add(positions[position - 1], positions[position], 1);
                }
              }
            });
    return new MarkovRecommender(ItemOrder.of(dataset.catalog()), successors);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return Scores.rank(queries, order, this::addTo);
  }

  private void addTo(Scores scores, int[] history) {
    if (history.length > 0) {
      successors.addRow(history[history.length - 1], 1, scores);
    }
  }
}
