package dev.grlm.systems.etegrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.codebook.RqVaePass;
import dev.grlm.codebook.RqVaeQuantizer;
import dev.grlm.codebook.RqVaeTraining;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.data.ItemOrder;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.nn.Dropout;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.BestWeights;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.FileCheckpoints;
import dev.grlm.train.LearningState;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Items lie on a circle, and everybody goes round it.
class AlternationTest {
  private static final int ITEMS = 12;
  private static final int CODES = 4;
  private static final int WIDTH = 3;
  private static final RqVaeConfig RQ_VAE =
      new RqVaeConfig(List.of(8), WIDTH, .25, 1, false, 20, 6, 1e-2, 0, 0, 1, 20);
  private static final CodebookConfig CODEBOOK =
      new CodebookConfig(QuantizerKind.RQ_VAE, 2, CODES, 1, Collisions.DIGIT, RQ_VAE);
  private static final TrainingConfig TRAINING =
      new TrainingConfig(1, 32, 1e-2, 0, .9, .99, 0, 1, 1, 1);
  private static final CodeDecoderConfig DECODER =
      new CodeDecoderConfig(16, 1, 2, 32, 16, 5, .1, 0, Among.BRANCHES, TRAINING);
  private static final List<int[]> SAMPLES =
      IntStream.range(0, ITEMS)
          .mapToObj(start -> IntStream.range(start, start + 6).map(i -> i % ITEMS).toArray())
          .toList();

  @TempDir Path folder;

  private RqVaeQuantizer quantizer = quantizer();
  private Generator generator = generator();
  private Tokenizer tokenizer = tokenizer(quantizer);

  private static ItemVectors circle() {
    var values = new float[ITEMS * 2];
    for (int item = 0; item < ITEMS; item++) {
      values[item * 2] = (float) Math.cos(2 * Math.PI * item / ITEMS);
      values[item * 2 + 1] = (float) Math.sin(2 * Math.PI * item / ITEMS);
    }
    return new ItemVectors(ITEMS, 2, values);
  }

  private static RqVaeQuantizer quantizer() {
    try {
      return new RqVaeTraining(RQ_VAE, 2, CODES, 1, 3, List.of())
          .train(circle(), Checkpoints.none(), TrainingProgress.silent())
          .quantizer();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Generator generator() {
    return new Generator(DECODER, 3, CODES, WIDTH, 2, 7);
  }

  private static Tokenizer tokenizer(RqVaeQuantizer quantizer) {
    return new Tokenizer(quantizer, circle(), CODEBOOK, ItemOrder.of(ToyWorlds.catalog(ITEMS)));
  }

  private static AlternationConfig config(int epochs, double weight) {
    return new AlternationConfig(epochs, 0, weight, weight, .5, false, 1e-2, 0);
  }

  @AfterEach
  void close() {
    quantizer.close();
    generator.close();
  }

  private void anew() {
    close();
    quantizer = quantizer();
    generator = generator();
    tokenizer = tokenizer(quantizer);
  }

  private float[] books() {
    return quantizer.model().parameters().values();
  }

  /// The loss of sequences, per target, as the two are now.
  private double apart() {
    try (var _ = new PointerScope()) {
      Generator.Read read = generator.read(SAMPLES, Dropout.none());
      RqVaePass pass = tokenizer.objective().pass(read.targets());
      return new SequenceItemAlignment(false)
              .of(tokenizer.books(), generator.sequences(read.states()), pass.residuals())
              .item_double()
          / read.targets().length;
    }
  }

  private void run(AlternationConfig config, Alternation.Memory memory) throws IOException {
    new Alternation(config, TRAINING, 2, 9)
        .run(tokenizer, generator, SAMPLES, memory, TrainingProgress.silent());
  }

  private Alternation.Memory memory(String name, Checkpoints tokens, Checkpoints generators) {
    return new Alternation.Memory(
        tokens,
        generators,
        () -> Files.deleteIfExists(folder.resolve(name + "/tokenizer/state.json")));
  }

  private Checkpoints checkpoints(String name, String whose) {
    return new FileCheckpoints(folder.resolve(name).resolve(whose), "same", _ -> {});
  }

  private Alternation.Memory memory(String name) {
    return memory(name, checkpoints(name, "tokenizer"), checkpoints(name, "generator"));
  }

  @Test
  void alignedTheTwoComeNearerThanLeftAlone() throws IOException {
    run(config(20, 0), memory("alone"));
    double alone = apart();
    anew();
    run(config(20, 1), memory("aligned"));
    assertThat(apart()).isLessThan(.5 * alone);
  }

  @Test
  void inItsTurnTheGeneratorLeavesTheTokenizerAloneAndTheOtherWayRound() {
    generator.use(tokenizer.codes());
    var alignment = new Alignment(config(2, 1));
    var generators = new GeneratorTurn(tokenizer, generator, alignment, _ -> {});
    var tokens = new TokenizerTurn(tokenizer, generator, alignment);
    generators.epochBegins(SAMPLES, 1);
    tokens.epochBegins(SAMPLES, 1);
    try (var _ = new PointerScope()) {
      generators.loss(SAMPLES, Dropout.seeded(1)).backward();
      assertThat(touched(quantizer.model().parameters())).isEmpty();
      assertThat(touched(generator.parameters()))
          .contains("alignment.sequence.weight", "alignment.preference.weight");
      for (Tensor weight : generator.parameters().tensors()) {
        weight.mutable_grad().put(new Tensor());
      }
      tokens.loss(SAMPLES, Dropout.seeded(1)).backward();
      assertThat(touched(generator.parameters())).isEmpty();
      assertThat(touched(quantizer.model().parameters()))
          .containsExactlyInAnyOrderElementsOf(quantizer.model().parameters().shapes().keySet());
    }
  }

  private static List<String> touched(Parameters parameters) {
    return parameters.shapes().keySet().stream()
        .filter(name -> parameters.tensor(name).grad().defined())
        .toList();
  }

  /// What much public code subtracts would keep it from there.
  @Test
  void alsoTheLastLevelOfTheSequencesLossReachesTheEncoder() {
    try (var _ = new PointerScope()) {
      int[] items = {0, 3, 5, 8};
      RqVaePass pass = tokenizer.objective().pass(items);
      var random = new Random(2);
      var values = new float[items.length * WIDTH];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      new SequenceItemAlignment(false)
          .of(
              tokenizer.books().subList(1, 2),
              Tensors.floats(values, items.length, WIDTH),
              pass.residuals().subList(1, 2))
          .backward();
      Tensor first = quantizer.model().parameters().tensor("encoder.0.weight");
      assertThat(first.grad().defined()).isTrue();
      float[] gradient = Tensors.toFloats(first.grad());
      assertThat(IntStream.range(0, gradient.length).anyMatch(i -> Math.abs(gradient[i]) > 1e-4))
          .isTrue();
    }
  }

  @Test
  void beforeItsTimeThereIsNoAlignment() {
    generator.use(tokenizer.codes());
    var alignment = new Alignment(config(3, 1).withAlignAfter(2));
    assertThat(IntStream.range(0, 3).filter(alignment::holds)).containsExactly(2);
    assertThat(new Alignment(config(3, 0)).holds(2)).isFalse();
    var turn = new GeneratorTurn(tokenizer, generator, alignment, _ -> {});
    try (var _ = new PointerScope()) {
      turn.epochBegins(SAMPLES, 1);
      double before = turn.loss(SAMPLES, Dropout.none()).item_double();
      turn.epochBegins(SAMPLES, 2);
      assertThat(turn.loss(SAMPLES, Dropout.none()).item_double()).isGreaterThan(before);
    }
  }

  @Test
  void afterATurnOfTheTokenizerItemsAreCalledByItsCodes() throws IOException {
    float[] before = books();
    run(config(3, 1), memory("codes"));
    assertThat(books()).isNotEqualTo(before);
    for (int item = 0; item < ITEMS; item++) {
      int[] codes = tokenizer.codes().of(item);
      codes[2] = Math.min(codes[2], CODES - 1);
      assertThat(generator.steps().get(item).symbols()).containsExactly(codes);
    }
  }

  /// Dies at a moment of one of the two.
  private record Dying(Checkpoints checkpoints, int[] left, boolean saved) implements Checkpoints {
    @Override
    public TrainingState load(LearningState learning) throws IOException {
      return checkpoints.load(learning);
    }

    @Override
    public void save(TrainingState state, LearningState learning) throws IOException {
      boolean dies = left[0]-- == 0;
      if (dies && !saved) {
        throw new IllegalStateException("killed");
      }
      checkpoints.save(state, learning);
      if (dies) {
        throw new IllegalStateException("killed");
      }
    }

    @Override
    public BestWeights best(Parameters parameters) {
      return checkpoints.best(parameters);
    }
  }

  @Test
  void killedAtAnyMomentItEndsWithTheBitsOfAWholeOne() throws IOException {
    AlternationConfig config = config(3, 1);
    run(config, memory("whole"));
    float[] tokens = books();
    float[] weights = generator.parameters().values();
    for (String whose : List.of("tokenizer", "generator")) {
      for (int save = 0; save < 3; save += 2) {
        for (boolean saved : new boolean[] {false, true}) {
          anew();
          String name = whose + save + saved;
          var left = new int[] {save};
          Checkpoints first = checkpoints(name, "tokenizer");
          Checkpoints second = checkpoints(name, "generator");
          Alternation.Memory dying =
              whose.equals("tokenizer")
                  ? memory(name, new Dying(first, left, saved), second)
                  : memory(name, first, new Dying(second, left, saved));
          assertThatThrownBy(() -> run(config, dying)).hasMessageContaining("killed");
          anew();
          run(config, memory(name));
          assertThat(books()).as(name).isEqualTo(tokens);
          assertThat(generator.parameters().values()).as(name).isEqualTo(weights);
        }
      }
    }
  }

  @Test
  void statesThatDoNotBelongTogetherAreNotTakenUp() throws IOException {
    AlternationConfig config = config(3, 1);
    run(config, memory("lost"));
    float[] tokens = books();
    // Without the generator's all begins anew.
    Files.delete(folder.resolve("lost/generator/state.json"));
    anew();
    run(config, memory("lost"));
    assertThat(books()).isEqualTo(tokens);
    Files.delete(folder.resolve("lost/tokenizer/state.json"));
    anew();
    assertThatIOException()
        .isThrownBy(() -> run(config, memory("lost")))
        .withMessageContaining("the generator has done 3 epochs, the tokenizer 0; delete both");
    Checkpoints first = checkpoints("midway", "tokenizer");
    var dying = new Dying(checkpoints("midway", "generator"), new int[] {1}, true);
    assertThatThrownBy(() -> run(config, memory("midway", first, dying)))
        .hasMessageContaining("killed");
    Files.delete(folder.resolve("midway/tokenizer/state.json"));
    anew();
    assertThatIOException()
        .isThrownBy(() -> run(config, memory("midway")))
        .withMessageContaining("the generator has done 2 epochs, the tokenizer 0; delete both");
  }

  @Test
  void theDecoderOfTheItemsCodesStartsWithTheGeneratorsWeights() throws IOException {
    var files = new AlignedFiles(folder);
    files.write(generator.parameters());
    // The last level has a number that the generator has not.
    List<List<String>> symbols =
        List.of(List.of("a3", "a0"), List.of("b1"), List.of("c0", "c1", "c9"));
    var shape = DECODER.shape(symbols.stream().map(List::size).toList());
    try (var decoder = new TwoLevelDecoder(shape, 99);
        var drawn = new TwoLevelDecoder(shape, 99)) {
      files.start(decoder, symbols);
      assertThat(rows(decoder.parameters(), "slots.0.embedding", 0))
          .isEqualTo(rows(generator.parameters(), "slots.0.embedding", 3));
      assertThat(rows(decoder.parameters(), "slots.2.embedding", 1))
          .isEqualTo(rows(generator.parameters(), "slots.2.embedding", 1));
      assertThat(rows(decoder.parameters(), "slots.2.embedding", 2))
          .isEqualTo(rows(drawn.parameters(), "slots.2.embedding", 2));
      assertThat(Tensors.toFloats(decoder.parameters().tensor("slots.1.up.weight")))
          .isEqualTo(Tensors.toFloats(generator.parameters().tensor("slots.1.up.weight")));
    }
  }

  private static float[] rows(Parameters parameters, String name, int row) {
    float[] values = Tensors.toFloats(parameters.tensor(name));
    return Arrays.copyOfRange(values, row * DECODER.width(), (row + 1) * DECODER.width());
  }
}
