package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.codec.IdentifierCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.ground.ElasticGrounder;
import dev.grlm.ground.Grounder;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.LanguageModel;
import dev.grlm.recommend.IdentifierGenerator.Mode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a generative recommender promises whatever its model and mode are. The models are small and
/// untrained: nothing here depends on what they prefer. Some items share an identifier.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GenerativeRecommenderContract extends RecommenderContract {
  /// An untrained model with its codec; closing it frees native memory.
  record Untrained<C>(LanguageModel<C> model, IdentifierCodec<C> codec, Runnable release) {
    IdentifierGenerator<C> generator(Identifiers identifiers, Grounder grounder) {
      return new IdentifierGenerator<>(model, codec, identifiers, grounder);
    }
  }

  private final List<Untrained<?>> opened = new ArrayList<>();

  abstract Mode mode();

  abstract Untrained<?> model(Dataset dataset, Identifiers identifiers, WordTable words);

  @Override
  protected Recommender fit(Dataset dataset) {
    return recommender(dataset, 12);
  }

  /// Sums over a batch are taken in another order than over one row.
  @Override
  protected double scoreTolerance() {
    return 1e-4;
  }

  private GenerativeRecommender recommender(Dataset dataset, int beams) {
    return new GenerativeRecommender("generative", generator(dataset), mode(), beams, _ -> {});
  }

  private IdentifierGenerator<?> generator(Dataset dataset) {
    var different = new ArrayList<Identifier>(ToyWorlds.randomTerms(3, 34, 6).all());
    for (int item = different.size(); item < dataset.catalog().size(); item++) {
      different.add(different.get(item % 5));
    }
    var identifiers = new Identifiers(different);
    var words = WordTable.of(dataset.catalog(), List.of(), 1, 8);
    Untrained<?> untrained = model(dataset, identifiers, words);
    opened.add(untrained);
    List<String> ids = dataset.catalog().items().stream().map(Item::id).toList();
    var grounder =
        new ElasticGrounder(
            identifiers, ItemOrder.of(ids, new long[ids.size()]), GroundingConfig.harmonic(5));
    return untrained.generator(identifiers, grounder);
  }

  @Test
  void noListDependsOnTheLengthOfAnother() {
    Dataset dataset = dataset();
    GenerativeRecommender recommender = recommender(dataset, 2);
    var queries = new ArrayList<Query>();
    for (int user = 0; user < 20; user++) {
      queries.add(Query.of(dataset.histories().get(user).items(), 1 + user % 4, true));
    }
    List<List<Recommendation>> together = recommender.recommend(queries);
    for (int i = 0; i < queries.size(); i++) {
      assertThat(recommender.recommend(queries.get(i)).stream().map(Recommendation::item))
          .as("items of query %d", i)
          .isEqualTo(together.get(i).stream().map(Recommendation::item).toList());
    }
  }

  @Test
  void underTheTrieNoListIsShortWhileItemsAreLeft() {
    Dataset dataset = dataset();
    GenerativeRecommender recommender = recommender(dataset, 1);
    int items = dataset.catalog().size();
    var excluded = new BitSet();
    excluded.set(0, 25);
    for (int k = 1; k <= items; k += 4) {
      int least = mode() == Mode.CONSTRAINED ? Math.min(k, items - 25) : 0;
      assertThat(recommender.recommend(new Query(new int[] {1, 2}, k, excluded)))
          .hasSizeBetween(least, Math.min(k, items - 25));
    }
  }

  /// Lists by all identifiers, each scored by itself, are those by beams that drop none; also about
  /// some items only, and whatever is scored together.
  @Test
  void beamsOfFullWidthAndAllScoredIdentifiersAgree() {
    Dataset dataset = dataset();
    IdentifierGenerator<?> generator = generator(dataset);
    int items = dataset.catalog().size();
    var wide = new GenerativeRecommender("wide", generator, Mode.CONSTRAINED, items, _ -> {});
    var some = new BitSet();
    some.set(3, 30);
    for (int together : new int[] {5, 1_000}) {
      var all = new WholeTrieRecommender(wide, generator, together);
      for (int[] history : new int[][] {{1, 2}, {7}, {}}) {
        Query query = Query.of(history, items, false);
        for (Query asked : List.of(query, query.among(some, items))) {
          List<Recommendation> expected = wide.recommend(asked);
          List<Recommendation> found = all.recommend(asked);
          assertThat(found.stream().map(Recommendation::item).toList())
              .isEqualTo(expected.stream().map(Recommendation::item).toList());
          assertThat(found.stream().mapToDouble(Recommendation::score).toArray())
              .containsExactly(
                  expected.stream().mapToDouble(Recommendation::score).toArray(), within(1e-4));
        }
      }
    }
  }

  @AfterAll
  void freeNativeMemory() {
    opened.forEach(untrained -> untrained.release().run());
  }
}
