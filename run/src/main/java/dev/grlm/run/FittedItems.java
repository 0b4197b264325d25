package dev.grlm.run;

import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.Arrays;
import java.util.List;

/// A recommender of the items it was fitted on in a catalogue that has grown since: further items
/// of a history are passed over.
record FittedItems(Recommender recommender, int items) implements Recommender {
  @Override
  public String name() {
    return recommender.name();
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return recommender.recommend(
        queries.stream()
            .map(query -> {
              int[] known = Arrays.stream(query.history()).filter(item -> item < items).toArray();
              return new Query(known, query.k(), query.excluded());
            })
            .toList());
  }
}
