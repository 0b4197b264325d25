package dev.grlm.lm.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.decode.PrefixTrie;
import dev.grlm.lm.Session;
import dev.grlm.nn.Dropout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusionInDecoderTest {
  private static final T5Config LEVELS = TinyT5.passages(false, false, TinyT5.LEVELS);

  /// Passages of several lengths, some of them in two contexts at other places, one twice in one.
  static final List<PassagesContext> CONTEXTS =
      List.of(
          context(TinyT5.tokens(6, 1), TinyT5.tokens(9, 2), TinyT5.tokens(2, 3)),
          context(TinyT5.tokens(9, 2)),
          context(
              TinyT5.tokens(2, 3), TinyT5.tokens(2, 3), TinyT5.tokens(1, 4), TinyT5.tokens(6, 1)));

  private static PassagesContext context(int[]... passages) {
    return new PassagesContext(List.of(passages));
  }

  private static List<PassagesSample> samples(T5Config config) {
    return IntStream.range(0, CONTEXTS.size())
        .mapToObj(i -> new PassagesSample(CONTEXTS.get(i), TinyT5.answer(config, 3 - i, i)))
        .toList();
  }

  private static double loss(T5 model, double smoothing, List<PassagesSample> samples) {
    try (var _ = new PointerScope()) {
      return new PassagesObjective(new FusionInDecoder(model), smoothing)
          .loss(samples, Dropout.none())
          .item_double();
    }
  }

  /// Loss and the gradient of every weight, against single numbers and the chain rule.
  @ParameterizedTest
  @CsvSource({"false, true, false", "true, false, false", "false, false, true"})
  void agreesWithSingleNumbers(boolean gated, boolean tied, boolean levels) {
    T5Config config = TinyT5.passages(gated, tied, levels ? TinyT5.LEVELS : List.of());
    List<PassagesSample> samples = samples(config);
    try (T5 model = TinyT5.model(config, 4)) {
      var reference = new ScalarT5(model);
      double loss = 0;
      var expected = new LinkedHashMap<String, double[]>();
      for (PassagesSample sample : samples) {
        loss += reference.loss(sample);
        reference
            .gradient(sample)
            .forEach((name, values) -> expected.merge(name, values, T5ObjectiveTest::add));
      }
      assertThat(loss(model, 0, samples)).isCloseTo(loss, within(1e-5 * loss));
      assertThat(loss(model, .3, samples)).isNotCloseTo(loss, within(1e-2));
      Map<String, float[]> found =
          T5ObjectiveTest.gradients(new PassagesObjective(new FusionInDecoder(model), 0), samples);
      assertThat(found.keySet())
          .isEqualTo(expected.keySet())
          .contains("encoder.passage_places.weight");
      found.forEach((name, values) ->
          T5ObjectiveTest.requireClose(name, values, Objects.requireNonNull(expected.get(name))));
    }
  }

  /// Beams that drop nothing have the probability of each of the 120 answers.
  @Test
  void beamsOfFullWidthAreAllAnswersWithTheirLikelihood() {
    var answers = new ArrayList<int[]>();
    for (int i = 0; i < 120; i++) {
      answers.add(new int[] {i % 5, i / 5 % 4, i / 20});
    }
    try (T5 model = TinyT5.model(LEVELS, 8)) {
      List<List<Beam>> found =
          new BeamSearch<>(new FusionInDecoder(model))
              .constrained(
                  CONTEXTS,
                  PrefixTrie.of(answers),
                  120,
                  List.of(new int[0], new int[0], new int[0]));
      var reference = new ScalarT5(model);
      for (int row = 0; row < CONTEXTS.size(); row++) {
        assertThat(found.get(row)).hasSize(120);
        for (Beam beam : found.get(row).subList(0, 7)) {
          double loss = reference.loss(new PassagesSample(CONTEXTS.get(row), beam.symbols()));
          assertThat(beam.logProbability()).isCloseTo(-loss, within(1e-4));
        }
        double whole =
            found.get(row).stream().mapToDouble(beam -> Math.exp(beam.logProbability())).sum();
        assertThat(whole).isCloseTo(1, within(1e-5));
      }
    }
  }

  /// The order matters by the vectors of places alone.
  @Test
  void aPassageIsReadAloneAndStandsAtItsPlace() {
    var one = context(TinyT5.tokens(6, 1), TinyT5.tokens(9, 2));
    var other = context(TinyT5.tokens(9, 2), TinyT5.tokens(6, 1));
    int[] answer = TinyT5.answer(LEVELS, 3, 1);
    try (T5 model = TinyT5.model(LEVELS, 8)) {
      double before = loss(model, 0, List.of(new PassagesSample(one, answer)));
      double turned = loss(model, 0, List.of(new PassagesSample(other, answer)));
      assertThat(turned).isNotCloseTo(before, within(1e-3));
      try (var _ = new PointerScope()) {
        model.places().detach().zero_();
      }
      double without = loss(model, 0, List.of(new PassagesSample(one, answer)));
      assertThat(loss(model, 0, List.of(new PassagesSample(other, answer))))
          .isCloseTo(without, within(1e-4));
      assertThat(loss(model, 0, List.of(new PassagesSample(context(TinyT5.tokens(9, 2)), answer))))
          .as("one passage without a place is a text")
          .isCloseTo(
              new ScalarT5(model).loss(new T5Sample(TinyT5.tokens(9, 2), answer)), within(1e-4));
    }
  }

  /// Places, too.
  @Test
  void savedAndLoadedGivesTheSameBits(@TempDir Path folder) throws Exception {
    try (T5 model = TinyT5.model(LEVELS, 5)) {
      model.save(folder);
      try (T5 loaded = T5.load(folder)) {
        assertThat(loaded.config()).isEqualTo(LEVELS);
        assertThat(loaded.parameters().values()).isEqualTo(model.parameters().values());
        assertThat(loss(loaded, 0, samples(LEVELS))).isEqualTo(loss(model, 0, samples(LEVELS)));
      }
    }
  }

  @Test
  void refusesWhatHasNoPlace() {
    try (T5 model = TinyT5.model(LEVELS, 8);
        T5 plain = TinyT5.model(TinyT5.config(false, false, TinyT5.LEVELS), 8)) {
      int[] passage = {1};
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FusionInDecoder(plain))
          .withMessage("a model of single texts has no places for passages");
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new FusionInDecoder(model)
                  .open(List.of(context(passage, passage, passage, passage, passage))))
          .withMessage("5 passages, but there are 4 places");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> context(passage, new int[0]))
          .withMessage("a context needs passages, each with a token");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LEVELS.withPassages(-1))
          .withMessage("passages must not be negative: -1");
    }
  }

  @Test
  void leavesNothingBehind() {
    try (T5 model = TinyT5.model(LEVELS, 8)) {
      search(model);
      long before = Pointer.totalCount();
      for (int i = 0; i < 20; i++) {
        search(model);
      }
      // Fewer is no error: the garbage collector may have found what other tests left.
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
  }

  private static void search(T5 model) {
    try (Session session = new FusionInDecoder(model).open(CONTEXTS)) {
      session.advance(new int[] {2, 0, 2, 0}, new int[] {1, 2, 3, 4});
      session.advance(new int[] {3, 1}, new int[] {1, 2});
      session.best(1);
    }
  }
}
