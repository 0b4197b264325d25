package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.ItemOrder;
import dev.grlm.decode.Among;
import dev.grlm.ground.ElasticGrounder;
import dev.grlm.ground.Grounding;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.recommend.IdentifierGenerator.Mode;
import dev.grlm.tensor.Tensors;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Identifiers that differ in length, searched and grounded.
class RaggedIdentifiersTest {
  private static final int[] HISTORY = {2, 0, 1};

  /// Up to four of three words.
  private static final Identifiers RANDOM = random(30);

  private static final Identifiers SMALL =
      Identifiers.ofAnyLength(
          List.of(Identifier.of("a"), Identifier.of("a", "x"), Identifier.of("b", "y")));

  private static Identifiers random(int items) {
    var random = new SplittableRandom(7);
    var all = new LinkedHashSet<Identifier>();
    while (all.size() < items) {
      int length = 1 + random.nextInt(4);
      all.add(
          new Identifier(
              IntStream.range(0, length).mapToObj(_ -> "w" + random.nextInt(3)).toList()));
    }
    return Identifiers.ofAnyLength(List.copyOf(all));
  }

  private static SlotCodec codec(Identifiers identifiers) {
    return new SlotCodec(identifiers, new WordTable(List.of(), List.of(), 1), 5);
  }

  private static IdentifierGenerator<StepContext> generator(
      Identifiers identifiers,
      LanguageModel<StepContext> model,
      Among among,
      double lengthExponent) {
    List<String> ids = IntStream.range(0, identifiers.size()).mapToObj(i -> "" + i).toList();
    return new IdentifierGenerator<>(
        model,
        codec(identifiers),
        identifiers,
        new ElasticGrounder(
            identifiers,
            ItemOrder.of(ids, new long[identifiers.size()]),
            GroundingConfig.harmonic(identifiers.length())),
        among,
        lengthExponent);
  }

  /// Slot tables: (end, a, b) and (end, x, y).
  private static IdentifierGenerator<StepContext> small(double lengthExponent) {
    var model = new TableModel(new double[][] {{.1, .3, .6}, {.5, .2, .3}});
    return generator(SMALL, model, Among.ALL, lengthExponent);
  }

  private static List<Generated> generate(
      IdentifierGenerator<StepContext> generator, Mode mode, int beams) {
    return generator
        .generate(List.<int[]>of(HISTORY), List.of(new BitSet()), beams, mode)
        .getFirst();
  }

  /// With weights so large that no two outputs are nearly the same.
  private static TwoLevelDecoder loud(TwoLevelConfig config) {
    var model = new TwoLevelDecoder(config, List.of(), 3);
    var random = new Random(3);
    float[] values = model.parameters().values();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.3 * random.nextGaussian());
    }
    Tensors.overwrite(model.parameters().flat(), values);
    return model;
  }

  @ParameterizedTest
  @CsvSource({
    "branches, 0",
    "branches, 0.5",
    "branches, 1",
    "branches, 2",
    "all, 0",
    "all, 0.7",
    "all, 1"
  })
  void beamsOfFullWidthAreExhaustiveScoring(String among, double lengthExponent) {
    SlotCodec codec = codec(RANDOM);
    var config = new TwoLevelConfig(codec.slotSizes(), 0, 0, 8, 2, 2, 12, 10, 4, 0, 0, 0, false);
    try (TwoLevelDecoder model = loud(config)) {
      var generator = generator(RANDOM, model, Among.parse(among), lengthExponent);
      List<Generated> beams = generate(generator, Mode.CONSTRAINED, RANDOM.size());
      List<Generated> scored = generator.scored(Query.of(HISTORY, 1, true), RANDOM.size(), 7);
      assertThat(beams).hasSameSizeAs(RANDOM.all());
      assertThat(beams)
          .extracting(Generated::identifier)
          .isEqualTo(scored.stream().map(Generated::identifier).toList());
      for (int place = 0; place < beams.size(); place++) {
        Generated beam = beams.get(place);
        assertThat(beam.score()).isCloseTo(scored.get(place).score(), within(1e-4));
        double probability = beam.logProbability();
        assertThat(probability).isCloseTo(scored.get(place).logProbability(), within(1e-4));
        int length = codec.symbols(beam.identifier()).length;
        assertThat(beam.score())
            .isCloseTo(probability / Math.pow(length, lengthExponent), within(1e-9));
      }
      double total = beams.stream().mapToDouble(beam -> Math.exp(beam.logProbability())).sum();
      if (among.equals("branches")) {
        assertThat(total).isCloseTo(1, within(1e-4));
      } else {
        assertThat(total).isLessThan(1);
      }
    }
  }

  /// a: .3 · .5, a x: .3 · .2, b y: .6 · .3, each in two symbols.
  @Test
  void theEndIsAFactorLikeAnyOther() {
    List<Generated> beams = generate(small(0), Mode.CONSTRAINED, 3);
    assertThat(beams)
        .extracting(beam -> beam.identifier().toString())
        .containsExactly("[b, y]", "[a]", "[a, x]");
    assertThat(beams.stream().mapToDouble(beam -> Math.exp(beam.logProbability())).toArray())
        .containsExactly(new double[] {.18, .15, .06}, within(1e-6));
  }

  @Test
  void freeBeamsEndAndShowNoEnd() {
    List<Generated> beams = generate(small(0), Mode.FREE, 4);
    assertThat(beams)
        .extracting(beam -> beam.identifier().toString())
        .containsExactly("[b]", "[b, y]", "[a]", "[b, x]");
    assertThat(beams.getFirst().logProbability()).isCloseTo(Math.log(.3), within(1e-6));
    assertThat(beams.getFirst().grounding()).isEqualTo(new Grounding.Structural(List.of(2), 1));
    assertThat(beams.get(2).grounding()).isEqualTo(new Grounding.Exact(List.of(0)));
  }

  /// One symbol of .1 against two of .18 in all: √.18 is more.
  @Test
  void lengthTakesAwayWhatLongerOnesLose() {
    List<Generated> plain = generate(small(0), Mode.FREE, 9);
    List<Generated> even = generate(small(1), Mode.FREE, 9);
    Identifier empty = Identifier.of();
    assertThat(place(plain, empty)).isLessThan(place(plain, Identifier.of("a", "x")));
    assertThat(place(even, empty)).isGreaterThan(place(even, Identifier.of("a", "x")));
    assertThat(even.getFirst().score()).isCloseTo(Math.log(.3) / 2, within(1e-6));
    assertThat(even)
        .extracting(Generated::identifier, Generated::logProbability)
        .containsExactlyInAnyOrderElementsOf(
            plain.stream().map(beam -> tuple(beam.identifier(), beam.logProbability())).toList());
  }

  private static int place(List<Generated> beams, Identifier identifier) {
    return beams.stream().map(Generated::identifier).toList().indexOf(identifier);
  }

  @Test
  void aListComesInTheOrderOfItsScores() {
    var recommender = new GenerativeRecommender("ragged", small(1), Mode.CONSTRAINED, 3, _ -> {});
    List<Recommendation> list =
        recommender.recommend(List.of(Query.of(HISTORY, 3, true))).getFirst();
    assertThat(list).extracting(Recommendation::item).containsExactly(2, 0, 1);
    assertThat(list).extracting(Recommendation::generated).doesNotContainNull();
  }
}
