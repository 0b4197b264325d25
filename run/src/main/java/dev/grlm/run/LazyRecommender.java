package dev.grlm.run;

import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.Preparing;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Is made when it is first asked, or prepared: who opens a run to name items, or to look at its
/// tables, never asks what fills short lists. Thread-safe.
final class LazyRecommender implements Recommender, Preparing {
  private final Supplier<Recommender> maker;
  private @Nullable Recommender made;

  LazyRecommender(Supplier<Recommender> maker) {
    this.maker = maker;
  }

  private synchronized Recommender made() {
    Recommender known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }

  @Override
  public void prepare() {
    var _ = made();
  }

  @Override
  public String name() {
    return made().name();
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return made().recommend(queries);
  }
}
