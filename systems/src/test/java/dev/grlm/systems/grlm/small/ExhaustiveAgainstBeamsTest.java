package dev.grlm.systems.grlm.small;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.fusion.FusionReasons;
import dev.grlm.fusion.FusionScorer;
import dev.grlm.fusion.Reason;
import dev.grlm.fusion.Reasons;
import dev.grlm.fusion.SignalProduct;
import dev.grlm.fusion.Weight;
import dev.grlm.ground.ElasticGrounder;
import dev.grlm.ground.Grounder;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.recommend.ExhaustiveRecommender;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.GroupShares;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.IdentifierGenerator.Mode;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.Signal;
import dev.grlm.signal.SignalSet;
import dev.grlm.systems.grlm.model.ItemPrior;
import dev.grlm.tensor.Natives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Beams of full width are the obviously right version of ranking all identifiers at once.
class ExhaustiveAgainstBeamsTest {
  private static final int ITEMS = 30;
  private static final double SCALE = .6;

  /// Of 27 Term IDs, so that some items share one.
  private static final Identifiers IDENTIFIERS = identifiers();

  private static final Catalog CATALOG =
      new Catalog(
          IntStream.range(0, ITEMS).mapToObj(i -> Item.titled("i" + i, "thing " + i)).toList());

  private static final SlotCodec CODEC =
      new SlotCodec(IDENTIFIERS, WordTable.of(CATALOG, List.of(), 1, 8), 4);

  private static final SignalProduct PRODUCT =
      new SignalProduct(
          new SignalSet(List.of(new After())), List.of(new Weight("after", .8, 0, 1)), ITEMS);

  private static TwoLevelDecoder decoder;

  /// Says something of the ten items after the last one.
  private record After() implements Signal {
    @Override
    public String name() {
      return "after";
    }

    @Override
    public double floor() {
      return .1;
    }

    @Override
    public String reason() {
      return "next in line";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      return histories.stream()
          .map(history ->
              history.length == 0
                  ? new ScoredItems(new int[0], new float[0])
                  : after(history[history.length - 1]))
          .toList();
    }

    private static ScoredItems after(int last) {
      int[] items = IntStream.range(1, 11).map(step -> (last + step) % ITEMS).sorted().toArray();
      var scores = new float[items.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = 1f / (1 + Math.floorMod(items[i] - last, ITEMS));
      }
      return new ScoredItems(items, scores);
    }
  }

  private static Identifiers identifiers() {
    var random = new Random(3);
    var all = new ArrayList<Identifier>();
    for (int item = 0; item < ITEMS; item++) {
      all.add(
          Identifier.of("a" + random.nextInt(3), "b" + random.nextInt(3), "c" + random.nextInt(3)));
    }
    return new Identifiers(all);
  }

  @BeforeAll
  static void load() {
    Natives.load();
    var config = new TwoLevelConfig(CODEC.slotSizes(), ITEMS, 0, 8, 1, 2, 12, 10, 4, 0, 0, 0, true);
    decoder = new TwoLevelDecoder(config, CODEC.steps(), 1);
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  private static IdentifierGenerator<StepContext> generator(boolean repeats) {
    var prior = new ItemPrior(SCALE, 0, repeats, PRODUCT::scores);
    Grounder grounder =
        new ElasticGrounder(
            IDENTIFIERS, ItemOrder.of(CATALOG), GroundingConfig.harmonic(IDENTIFIERS.length()));
    return new IdentifierGenerator<>(decoder, CODEC, IDENTIFIERS, grounder)
        .told(decoder, new PriorCodec(CODEC, prior))
        .parted(new GroupShares(fused(), repeats));
  }

  private static Scorer fused() {
    return new FusionScorer("fused", PRODUCT, new StepScorer(decoder, CODEC), SCALE);
  }

  private static GenerativeRecommender beams(boolean repeats, Consumer<List<Generated>> listener) {
    return new GenerativeRecommender("row", generator(repeats), Mode.CONSTRAINED, ITEMS, listener);
  }

  private static ExhaustiveRecommender exhaustive(
      boolean repeats, Consumer<List<Generated>> listener) {
    return new ExhaustiveRecommender(
        beams(repeats, listener), generator(repeats), fused(), repeats);
  }

  private static void requireSame(Query query, boolean repeats) {
    List<Recommendation> expected = beams(repeats, _ -> {}).recommend(List.of(query)).getFirst();
    List<Recommendation> found = exhaustive(repeats, _ -> {}).recommend(List.of(query)).getFirst();
    assertThat(found)
        .extracting(Recommendation::item)
        .containsExactlyElementsOf(expected.stream().map(Recommendation::item).toList());
    for (int place = 0; place < found.size(); place++) {
      assertThat(found.get(place).score()).isCloseTo(expected.get(place).score(), offset(1e-4));
      assertThat(found.get(place).generated()).isEqualTo(expected.get(place).generated());
      assertThat(found.get(place).source()).isEqualTo(expected.get(place).source());
    }
  }

  @Test
  void theSameListsAsByBeamsOfFullWidth() {
    for (int last = 0; last < ITEMS; last++) {
      requireSame(Query.of(new int[] {(last + 5) % ITEMS, last}, 10, false), false);
    }
  }

  @Test
  void alsoWhereHistoriesMayBeRecommendedAgain() {
    requireSame(Query.of(new int[] {4, 9, 4}, ITEMS, true), true);
  }

  @Test
  void alsoWhereFurtherItemsAreExcluded() {
    var excluded = new BitSet();
    excluded.set(0, 15);
    requireSame(new Query(new int[] {14}, 20, excluded), false);
  }

  @Test
  void sharesOfAllIdentifiersAddUpToOne() {
    var heard = new ArrayList<Generated>();
    exhaustive(true, heard::addAll).recommend(Query.of(new int[] {7}, ITEMS, true));
    double total = heard.stream().mapToDouble(Generated::logProbability).map(Math::exp).sum();
    assertThat(total).isCloseTo(1, offset(1e-9));
  }

  /// Whether or not items share their Term ID: a softmax over the catalogue, sorted.
  @Test
  void everyItemHasItsOwnProbability() {
    Query query = Query.of(new int[] {4, 9}, ITEMS, false);
    float[] scores = fused().scores(List.of(query.history())).getFirst().scores();
    int[] allowed = IntStream.range(0, ITEMS).filter(query::allows).toArray();
    double total = Arrays.stream(allowed).mapToDouble(item -> Math.exp(scores[item])).sum();
    List<Recommendation> list = exhaustive(false, _ -> {}).recommend(query);
    assertThat(list)
        .extracting(Recommendation::item)
        .containsExactlyElementsOf(
            Arrays.stream(allowed)
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -scores[item]))
                .toList());
    for (Recommendation one : list) {
      assertThat(one.score()).isCloseTo(scores[one.item()] - Math.log(total), offset(1e-6));
    }
  }

  /// What spoke for an item adds up to what the list says of it.
  @Test
  void reasonsAddUpToTheScoreOfTheList() {
    Query query = Query.of(new int[] {4, 9}, ITEMS, false);
    List<Recommendation> list = exhaustive(false, _ -> {}).recommend(query);
    assertThat(list).hasSize(ITEMS - 2);
    Reasons reasons =
        new FusionReasons(PRODUCT, new StepScorer(decoder, CODEC), SCALE)
            .of(
                query.history(),
                query.excluded(),
                list.stream().mapToInt(Recommendation::item).toArray());
    for (int place = 0; place < list.size(); place++) {
      double added = reasons.ofItems().get(place).stream().mapToDouble(Reason::added).sum();
      assertThat(reasons.base() + added).isCloseTo(list.get(place).score(), offset(1e-4));
    }
  }

  @Test
  void ofAHistoryThatCannotBeReadThereIsNoList() {
    assertThat(
            exhaustive(false, _ -> {})
                .recommend(List.of(Query.of(new int[0], 5, false)))
                .getFirst())
        .isEmpty();
  }
}
