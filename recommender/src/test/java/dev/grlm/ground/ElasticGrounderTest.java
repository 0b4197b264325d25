package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ElasticGrounderTest extends GrounderContract {
  private static final List<String> FEW_TERMS = List.of("a", "b", "c", "");

  @Override
  Grounder grounder(World world) {
    return elastic(world, GroundingConfig.DEFAULT);
  }

  @Test
  void addsTheWeightsOfMatchingSlots() {
    Grounder grounder = grounder(World.of("a b c d e", "v w x y z"));
    // slots 1 and 3, counted from one: 1 + ⅓
    assertThat(grounder.ground(Identifier.of("a", "?", "c", "?", "?")))
        .isEqualTo(new Grounding.Structural(List.of(0), 1.0 + 1.0 / 3));
    // ½ + ¼ + ⅕ = .95 loses against 1
    assertStructural(grounder.ground(Identifier.of("v", "b", "?", "d", "e")), 1.0, 1);
    // ½ + ⅓ + ¼ = 1.0833 wins against 1
    assertStructural(grounder.ground(Identifier.of("v", "b", "c", "d", "?")), 13.0 / 12, 0);
    // all but slot 1: ½ + ⅓ + ¼ + ⅕ = 1.2833
    assertStructural(grounder.ground(Identifier.of("?", "w", "x", "y", "z")), 77.0 / 60, 1);
  }

  @Test
  void countsATermInItsOwnSlotOnly() {
    Grounder grounder = grounder(World.of("a b c d e"));
    assertThat(grounder.ground(Identifier.of("b", "c", "d", "e", "a")))
        .isEqualTo(new Grounding.Unmatched());
  }

  @Test
  void ignoresBlankTermsInStructuralMatchingOnly() {
    var world =
        new World(
            new Identifiers(List.of(Identifier.of("a", "", " "), Identifier.of("b", "c", "d"))),
            List.of("1", "2"),
            new long[2]);
    Grounder grounder = grounder(world);
    assertThat(grounder.ground(Identifier.of("a", "", " ")))
        .isEqualTo(new Grounding.Exact(List.of(0)));
    assertThat(grounder.ground(Identifier.of("?", "", " "))).isEqualTo(new Grounding.Unmatched());
    assertStructural(grounder.ground(Identifier.of("?", "", "d")), 1.0 / 3, 1);
  }

  @Test
  void ignoresTermsBeyondTheLastSlotAndMissingOnes() {
    Grounder grounder = grounder(World.of("a b c", "a x y"));
    assertStructural(grounder.ground(Identifier.of("a", "x", "y", "b", "c")), 11.0 / 6, 1);
    assertStructural(grounder.ground(Identifier.of("?", "b")), 0.5, 0);
    assertThat(grounder.ground(Identifier.of())).isEqualTo(new Grounding.Unmatched());
  }

  @Test
  void prefersMoreMatchesThenALongerPrefixWhereScoresAreEqual() {
    // Weights 3, 2, 1, 1, 1: slot 0 alone, slots 1 + 2 and slots 2 + 3 + 4 all score 3.
    var config = new GroundingConfig(List.of(3.0, 2.0, 1.0, 1.0, 1.0));
    World world = World.of("a _ _ _ _", "_ b c _ _", "_ _ c d e").popularity(9, 8, 0);
    Grounder grounder = elastic(world, config);
    assertStructural(grounder.ground(Identifier.of("a", "b", "c", "d", "e")), 3.0, 2);
    assertStructural(grounder.ground(Identifier.of("a", "b", "c", "d", "?")), 3.0, 1);
    // Equal weights: two matches each; the pair that begins in slot 0 wins over the popular one.
    var flat = new GroundingConfig(List.of(1.0, 1.0, 1.0));
    World pairs = World.of("_ b c", "a _ c", "a b _").popularity(9, 8, 0);
    assertStructural(elastic(pairs, flat).ground(Identifier.of("a", "b", "c")), 2.0, 2);
  }

  @Test
  void prefersThePopularThenTheLowerIdWhereMatchesAreEqual() {
    World world = World.of("a x", "a y", "a z", "_ b").ids("10", "9", "8", "1");
    Identifier generated = Identifier.of("a", "b");
    assertStructural(grounder(world.popularity(0, 5, 4, 9)).ground(generated), 1.0, 1);
    assertStructural(grounder(world.popularity(5, 5, 4, 9)).ground(generated), 1.0, 1);
    assertStructural(grounder(world.popularity(5, 4, 5, 9)).ground(generated), 1.0, 2);
    // equal weights, equal matches, no prefix: two subsets compete on popularity alone
    var flat = new GroundingConfig(List.of(1.0, 1.0, 1.0));
    World tied = World.of("_ b _", "_ _ c").popularity(1, 2);
    assertStructural(elastic(tied, flat).ground(Identifier.of("a", "b", "c")), 1.0, 1);
  }

  @Test
  void ordersACollisionGroupAndJudgesItByItsMostPopularItem() {
    // Items 0, 2 and 3 collide; together they are more popular than item 1, but none alone.
    World world = World.of("a x", "a y", "a x", "a x").popularity(4, 5, 4, 3);
    Grounder grounder = grounder(world.ids("20", "1", "3", "4"));
    assertThat(grounder.ground(Identifier.of("a", "x")))
        .isEqualTo(new Grounding.Exact(List.of(2, 0, 3)));
    assertThat(grounder.ground(Identifier.of("a", "?")))
        .isEqualTo(new Grounding.Structural(List.of(1), 1.0));
    assertThat(grounder(world.popularity(4, 5, 6, 3)).ground(Identifier.of("a", "?")))
        .isEqualTo(new Grounding.Structural(List.of(2, 0, 3), 1.0));
  }

  @Property(tries = 500)
  void agreesWithScoringEveryItem(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int items,
      @ForAll @IntRange(min = 1, max = GroundingConfig.MAXIMUM_LENGTH) int length,
      @ForAll boolean flat) {
    var random = new Random(seed);
    World world = World.random(random, items, length, FEW_TERMS);
    GroundingConfig config =
        flat
            ? new GroundingConfig(List.of(2., 1., 1., 1., 1., 1., 1., 1., 1., 1.))
            : GroundingConfig.DEFAULT;
    Grounder fast = elastic(world, config);
    Grounder naive = new NaiveElasticGrounder(world, config.weights());
    List<String> terms = List.of("a", "b", "c", "", "unknown");
    for (int i = 0; i < 20; i++) {
      int generatedLength = Math.max(0, length + random.nextInt(-1, 2));
      Identifier generated = World.identifier(random, generatedLength, terms);
      assertThat(fast.ground(generated)).as("%s", generated).isEqualTo(naive.ground(generated));
    }
  }

  @Test
  void refusesSizesThatDoNotFit() {
    World world = World.of("a b", "c d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> elastic(world, GroundingConfig.harmonic(1)))
        .withMessageContaining("2 slots but only 1 weights");
    ItemOrder other = World.of("a b").order();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ElasticGrounder(world.identifiers(), other, GroundingConfig.DEFAULT))
        .withMessageContaining("2 identifiers but an order of 1 items");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> elastic(World.of("a b c d e f g h i j k"), GroundingConfig.harmonic(11)))
        .withMessageContaining("at most 10 slots can be grounded, these have 11");
  }

  /// A table for every subset of ten slots would be a thousand tables.
  @Test
  void whatALongIdentifierTakesGrowsWithItsSlotsAndNotWithTheirSubsets() {
    var random = new Random(7);
    World eight = World.random(random, 300, 8, FEW_TERMS);
    World ten = World.random(random, 300, 10, FEW_TERMS);
    assertThat(elastic(eight, GroundingConfig.DEFAULT).indexBytes()).isGreaterThan(100_000);
    assertThat(elastic(ten, GroundingConfig.DEFAULT).indexBytes()).isLessThan(2 * 4 * 10 * 300 + 1);
  }

  private static ElasticGrounder elastic(World world, GroundingConfig config) {
    return new ElasticGrounder(world.identifiers(), world.order(), config);
  }

  private static void assertStructural(Grounding grounding, double score, Integer item) {
    assertThat(grounding)
        .isInstanceOfSatisfying(
            Grounding.Structural.class,
            structural -> {
              assertThat(structural.score()).isCloseTo(score, within(1e-12));
              assertThat(structural.items()).containsExactly(item);
            });
  }
}
