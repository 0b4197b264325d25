package dev.grlm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.decode.GeneratedTokens.Ending;
import dev.grlm.decode.Sampling.Drawn;
import dev.grlm.decode.Sampling.Greedy;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Prefix;
import dev.grlm.lm.qwen3.ScalarQwen3;
import dev.grlm.lm.qwen3.TinyQwen3;
import dev.grlm.lm.qwen3.TokenContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final List<int[]> PROMPTS =
      List.of(
          TinyQwen3.tokens(24, 1),
          TinyQwen3.tokens(20, 1),
          TinyQwen3.tokens(3, 2),
          TinyQwen3.tokens(28, 1));

  /// Token 3 reads "d": so that strings and tokens can be told apart, every text has a "-" between.
  private static final Detokenizer LETTERS =
      tokens ->
          Arrays.stream(tokens)
              .mapToObj(token -> String.valueOf((char) ('a' + token)))
              .collect(Collectors.joining("-"));

  private final Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 8);

  @AfterEach
  void close() {
    model.close();
  }

  private static List<TokenContext> contexts(List<int[]> prompts) {
    return prompts.stream().map(tokens -> new TokenContext(tokens)).toList();
  }

  private List<GeneratedTokens> generate(Sampling sampling, Stops stops) {
    return new Generator<>(model, sampling, stops).generate(contexts(PROMPTS));
  }

  private static List<List<Integer>> tokens(List<GeneratedTokens> generated) {
    return generated.stream().map(one -> Arrays.stream(one.tokens()).boxed().toList()).toList();
  }

  @Test
  void greedyWithCacheIsTheArgmaxOfAFullComputation() {
    var reference = new ScalarQwen3(model);
    List<GeneratedTokens> found = generate(new Greedy(), Stops.at(Set.of(), 9));
    for (int i = 0; i < PROMPTS.size(); i++) {
      int[] sequence = PROMPTS.get(i);
      for (int step = 0; step < 9; step++) {
        double[] logits = reference.logits(sequence)[sequence.length - 1];
        int best = 0;
        for (int symbol = 1; symbol < logits.length; symbol++) {
          best = logits[symbol] > logits[best] ? symbol : best;
        }
        sequence = Arrays.copyOf(sequence, sequence.length + 1);
        sequence[sequence.length - 1] = best;
      }
      assertThat(found.get(i).tokens())
          .containsExactly(Arrays.copyOfRange(sequence, PROMPTS.get(i).length, sequence.length));
      assertThat(found.get(i).ending()).isEqualTo(Ending.MAX_TOKENS);
    }
  }

  @Test
  void greedyIsABeamSearchOfOneBeam() {
    List<List<Beam>> beams =
        new BeamSearch<>(model).free(contexts(PROMPTS), 12, 1, Set.of(4, 9, 15));
    assertThat(tokens(generate(new Greedy(), Stops.at(Set.of(4, 9, 15), 12))))
        .isEqualTo(
            beams.stream()
                .map(best -> Arrays.stream(best.getFirst().symbols()).boxed().toList())
                .toList());
  }

  /// The same draws without stops, cut where the stop is.
  @Test
  void aStopTokenEndsItsOwnTextOnly() {
    var sampling = new Drawn(1.2, 0, 1, 5);
    List<GeneratedTokens> whole = generate(sampling, Stops.at(Set.of(), 30));
    List<GeneratedTokens> stopped = generate(sampling, Stops.at(Set.of(4, 9), 30));
    var lengths = new ArrayList<Integer>();
    for (int i = 0; i < PROMPTS.size(); i++) {
      int[] all = whole.get(i).tokens();
      int stop =
          IntStream.range(0, all.length)
              .filter(t -> all[t] == 4 || all[t] == 9)
              .findFirst()
              .orElse(all.length);
      GeneratedTokens found = stopped.get(i);
      assertThat(found.content()).containsExactly(Arrays.copyOf(all, stop));
      assertThat(found.tokens())
          .containsExactly(Arrays.copyOf(all, Math.min(stop + 1, all.length)));
      assertThat(found.ending())
          .isEqualTo(stop < all.length ? Ending.STOP_TOKEN : Ending.MAX_TOKENS);
      lengths.add(stop);
    }
    assertThat(lengths).as("they end at different steps").doesNotHaveDuplicates();
  }

  @Test
  void aStopStringMaySpanTokens() {
    int[] whole = generate(new Greedy(), Stops.at(Set.of(), 12)).getFirst().tokens();
    String text = LETTERS.text(whole);
    String stop = text.substring(5, 10); // begins and ends between two tokens: "-x-y-"
    assertThat(stop).startsWith("-").endsWith("-");
    int begin = text.indexOf(stop);
    Stops stops = Stops.at(Set.of(), 12).orAt(List.of("?", stop), LETTERS);
    GeneratedTokens found = generate(new Greedy(), stops).getFirst();
    assertThat(found.ending()).isEqualTo(Ending.STOP_STRING);
    assertThat(found.content()).containsExactly(Arrays.copyOf(whole, (begin + 5) / 2 + 1));
    assertThat(stops.cut(LETTERS.text(found.content()))).isEqualTo(text.substring(0, begin));
    assertThat(stops.cut("nothing to cut")).isEqualTo("nothing to cut");
  }

  @Test
  void sameSeedSameText() {
    Stops stops = Stops.at(Set.of(4), 20);
    List<List<Integer>> first = tokens(generate(new Drawn(1, 0, 1, 1), stops));
    assertThat(tokens(generate(new Drawn(1, 0, 1, 1), stops))).isEqualTo(first);
    assertThat(tokens(generate(new Drawn(1, 0, 1, 2), stops))).isNotEqualTo(first);
  }

  @Test
  void drawsDoNotDependOnBatchMatesOrSharing() {
    Stops stops = Stops.at(Set.of(4), 16);
    long[] numbers = {70, 3, 1, 12};
    for (Sampling sampling :
        List.of(new Drawn(1, 0, 1, 1), new Drawn(0.8, 5, 0.9, 1), new Greedy())) {
      var together =
          tokens(new Generator<>(model, sampling, stops).generate(contexts(PROMPTS), numbers));
      try (Qwen3Prefix prefix = model.prefix(Arrays.copyOf(PROMPTS.getFirst(), 18))) {
        for (int i = 0; i < PROMPTS.size(); i++) {
          List<TokenContext> one = contexts(PROMPTS.subList(i, i + 1));
          long[] number = {numbers[i]};
          assertThat(tokens(new Generator<>(model, sampling, stops).generate(one, number)))
              .containsExactly(together.get(i));
          assertThat(tokens(new Generator<>(prefix, sampling, stops).generate(one, number)))
              .containsExactly(together.get(i));
        }
        List<TokenContext> alike =
            contexts(List.of(PROMPTS.get(3), PROMPTS.get(0), PROMPTS.get(1)));
        assertThat(
                tokens(
                    new Generator<>(model, sampling, stops)
                        .generate(alike, new long[] {12, 70, 3})))
            .containsExactly(together.get(3), together.get(0), together.get(1));
      }
    }
  }

  /// One prompt under many numbers: the first tokens are distributed as the model says.
  @Test
  void firstTokensFollowTheModelsDistribution() {
    int draws = 4_000;
    double temperature = 1.3;
    double[] logits = new ScalarQwen3(model).logits(PROMPTS.get(2))[2];
    double sum = Arrays.stream(logits).map(x -> Math.exp(x / temperature)).sum();
    List<TokenContext> same =
        contexts(IntStream.range(0, draws).mapToObj(_ -> PROMPTS.get(2)).toList());
    var counts = new int[logits.length];
    new Generator<>(model, new Drawn(temperature, 0, 1, 4), Stops.at(Set.of(), 1))
        .generate(same)
        .forEach(one -> counts[one.tokens()[0]]++);
    for (int symbol = 0; symbol < logits.length; symbol++) {
      double p = Math.exp(logits[symbol] / temperature) / sum;
      double deviation = Math.sqrt(draws * p * (1 - p));
      assertThat((double) counts[symbol])
          .as("token %d of probability %.4f", symbol, p)
          .isBetween(draws * p - 4.5 * deviation - 1, draws * p + 4.5 * deviation + 1);
    }
  }

  @Test
  void equalLogitsAreTakenInOrder() {
    model.parameters().restore(new float[Math.toIntExact(model.parameters().size())]);
    assertThat(tokens(generate(new Greedy(), Stops.at(Set.of(), 3))))
        .containsOnly(List.of(0, 0, 0));
    for (List<Integer> text : tokens(generate(new Drawn(1, 2, 1, 6), Stops.at(Set.of(), 12)))) {
      assertThat(text).containsOnly(0, 1);
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stops.at(Set.of(), 0))
        .withMessageContaining("at least one token must be allowed: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stops.at(Set.of(), 5).orAt(List.of(""), LETTERS))
        .withMessageContaining("must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Generator<>(model, new Greedy(), Stops.at(Set.of(), 5))
                .generate(contexts(PROMPTS), new long[] {1}))
        .withMessage("4 contexts, but numbers for 1");
  }
}
