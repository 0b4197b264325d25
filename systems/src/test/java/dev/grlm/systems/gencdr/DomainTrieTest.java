package dev.grlm.systems.gencdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.Domains;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.ground.ExactGrounder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Twelve items, of which every third is a tea; codes begin alike in both domains.
class DomainTrieTest {
  private static final int ITEMS = 12;
  private static final Catalog CATALOG = catalog();
  private static final Identifiers CODES = codes();

  private static Catalog catalog() {
    var items = new ArrayList<Item>();
    for (int item = 0; item < ITEMS; item++) {
      String domain = item % 3 == 0 ? "teas" : "cups";
      items.add(new Item("i" + item, "item", "", List.of(), List.of(), "", domain, Map.of()));
    }
    return new Catalog(items);
  }

  private static Identifiers codes() {
    var codes = new ArrayList<Identifier>();
    for (int item = 0; item < ITEMS; item++) {
      codes.add(new Identifier(List.of("a" + item % 4, "b" + item / 4)));
    }
    return new Identifiers(codes);
  }

  private static Map<Integer, Double> scores(List<Recommendation> list) {
    var scores = new TreeMap<Integer, Double>();
    list.forEach(place -> scores.put(place.item(), place.score()));
    return scores;
  }

  private static double sum(Map<Integer, Double> scores) {
    return scores.values().stream().mapToDouble(Math::exp).sum();
  }

  @Test
  void whoAsksForADomainIsAnsweredInItsTrieAlone() {
    DomainCodec codec = DomainCodec.of(CATALOG, CODES, 5);
    var shape = new TwoLevelConfig(codec.slotSizes(), 0, 0, 8, 1, 2, 8, 8, 5, 0, 0, 0, false);
    var base = new TwoLevelDecoder(shape, 3);
    try (var decoder = new AdaptedDecoder(base, DomainUpdates.create(base, 2, 2, 4))) {
      var dataset = new Dataset(CATALOG, List.of(), new TreeMap<>());
      var generator =
          new IdentifierGenerator<>(
              decoder, codec, CODES, new ExactGrounder(CODES, ItemOrder.byPopularity(dataset)));
      var beams =
          new GenerativeRecommender(
              "beams", generator, IdentifierGenerator.Mode.CONSTRAINED, ITEMS, _ -> {});
      var query = new Query(new int[] {1, 3, 5}, ITEMS, new BitSet());
      Map<Integer, Double> whole = scores(beams.recommend(query));
      assertThat(whole).hasSize(ITEMS);
      assertThat(sum(whole)).isCloseTo(1, within(1e-5));
      double chances = 0;
      for (String domain : List.of("cups", "teas")) {
        BitSet own = new Domains(CATALOG).items(List.of(domain));
        Map<Integer, Double> alone = scores(beams.recommend(query.among(own, ITEMS)));
        assertThat(alone.keySet()).containsExactlyElementsOf(own.stream().boxed().toList());
        // In the whole trie all of them have the chance of the domain as a factor, and nothing
        // else.
        double chance = score(whole, alone.keySet().iterator().next()) - first(alone);
        alone.forEach((item, score) ->
            assertThat(score(whole, item) - chance).isCloseTo(score, within(1e-5)));
        chances += Math.exp(chance) * sum(alone);
      }
      assertThat(chances).isCloseTo(1, within(1e-5));
    }
  }

  private static double score(Map<Integer, Double> scores, int item) {
    return Objects.requireNonNull(scores.get(item));
  }

  private static double first(Map<Integer, Double> scores) {
    return scores.values().iterator().next();
  }
}
