package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TokenBatch;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Tensors;
import dev.grlm.testkit.TinyBytePair;
import dev.grlm.text.BytePairTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointEncoderTest extends TextEncoderContract {
  private static final List<String> TEXTS =
      List.of(
          "rose hand cream",
          "a teapot of cast iron for two, black, with a sieve of steel and a wooden handle",
          "oolong tea",
          "x",
          "茶壶 and 手霜");

  @TempDir static Path folder;
  private static CheckpointEncoder encoder;

  private static CheckpointEncoderConfig config(Pooling pooling, int dimensions, int longest) {
    return new CheckpointEncoderConfig("", folder.toString(), pooling, dimensions, longest, 256);
  }

  @BeforeAll
  static void write() throws IOException {
    TinyCheckpoint.write(folder, TinyBytePair.shop(), 24, 5);
    encoder = CheckpointEncoder.load(config(Pooling.LAST, 0, 256), Placement.HOST);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Override
  TextEncoder another() {
    try {
      return CheckpointEncoder.load(config(Pooling.LAST, 0, 256), Placement.HOST);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  TextEncoder encoder() {
    return encoder;
  }

  @Override
  List<String> texts() {
    return TEXTS;
  }

  @Override
  List<String> textsWithoutWords() {
    return List.of("", " \n");
  }

  @Override
  float tolerance() {
    return 1e-5f;
  }

  /// One text at a time, without padding, pooled by hand.
  private static double[] byHand(String text, Pooling pooling, int dimensions) throws IOException {
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(folder);
        Qwen3 model = Qwen3.load(folder, 0);
        var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      int[] pieces = tokenizer.encodeText(text);
      int[] tokens = Arrays.copyOf(pieces, pieces.length + 1);
      tokens[pieces.length] = tokenizer.find("<|endoftext|>").orElseThrow();
      float[] states =
          Tensors.toFloats(model.hiddenStates(TokenBatch.of(List.of(tokens)), Dropout.none()));
      int width = model.config().width();
      var row = new double[dimensions];
      int first = pooling == Pooling.LAST ? tokens.length - 1 : 0;
      for (int t = first; t < tokens.length; t++) {
        for (int d = 0; d < dimensions; d++) {
          row[d] += states[t * width + d];
        }
      }
      double length = Math.sqrt(Arrays.stream(row).map(value -> value * value).sum());
      return Arrays.stream(row).map(value -> value / length).toArray();
    }
  }

  @Test
  void poolsTheLastTokenOrAllAndKeepsLeadingDimensions() throws IOException {
    for (Pooling pooling : Pooling.values()) {
      for (int dimensions : new int[] {0, 10}) {
        try (var pooled =
            CheckpointEncoder.load(config(pooling, dimensions, 256), Placement.HOST)) {
          int width = dimensions == 0 ? 24 : dimensions;
          assertThat(pooled.dimensions()).isEqualTo(width);
          Embeddings found = pooled.encode(TEXTS);
          for (int i = 0; i < TEXTS.size(); i++) {
            double[] expected = byHand(TEXTS.get(i), pooling, width);
            float[] row = row(found, i);
            for (int d = 0; d < width; d++) {
              assertThat((double) row[d]).isCloseTo(expected[d], within(1e-5));
            }
          }
        }
      }
    }
  }

  @Test
  void countsTheTextsItCuts() throws IOException {
    try (var shortened = CheckpointEncoder.load(config(Pooling.LAST, 0, 8), Placement.HOST)) {
      shortened.encode(TEXTS);
      assertThat(shortened.textsCut()).isBetween(1L, (long) TEXTS.size() - 1);
    }
  }

  @Test
  void saysThatThereAreFewerDimensions() {
    assertThatIOException()
        .isThrownBy(() -> CheckpointEncoder.load(config(Pooling.LAST, 25, 64), Placement.HOST))
        .withMessage(folder + ": 25 dimensions asked for, the model has 24");
  }

  /// Interrupted anywhere, the rows are those of an undisturbed run, bit for bit.
  @Test
  void goesOnWhereItWasInterrupted(@TempDir Path run) throws IOException {
    var texts = new ArrayList<String>();
    for (int i = 0; i < 2 * PartialEmbeddings.PIECE + 40; i++) {
      texts.add("tea " + Integer.toString(i, 7));
    }
    Path file = run.resolve("rows.partial");
    float[] expected =
        new PartialEmbeddings(run.resolve("whole"), "f").encode(encoder, texts, _ -> {}).values();
    for (int stop : new int[] {0, PartialEmbeddings.PIECE, 2 * PartialEmbeddings.PIECE}) {
      Files.deleteIfExists(file);
      try {
        new PartialEmbeddings(file, "f")
            .encode(
                encoder,
                texts,
                done -> {
                  if (done == stop) {
                    throw new IllegalStateException("killed");
                  }
                });
      } catch (IllegalStateException killed) {
        // as a kill would leave it, with half a row behind it
        Files.write(file, new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
      }
      var done = new ArrayList<Long>();
      float[] resumed = new PartialEmbeddings(file, "f").encode(encoder, texts, done::add).values();
      assertThat(done.getFirst()).isEqualTo(stop);
      assertThat(resumed).isEqualTo(expected);
    }
    var anew = new ArrayList<Long>();
    new PartialEmbeddings(file, "other").encode(encoder, texts.subList(0, 3), anew::add);
    assertThat(anew).containsExactly(0L, 3L);
  }

  @Test
  void aRunRefersToItsCheckpoint(@TempDir Path run) throws IOException {
    Encoders.refer(run, config(Pooling.MEAN, 10, 64));
    try (TextEncoder loaded = Encoders.load(run, Placement.HOST)) {
      assertThat(loaded.dimensions()).isEqualTo(10);
    }
    LsaEncoder lsa = LsaEncoder.fit(List.of("red tea", "red mug"), new LsaConfig(2, 1, 9, 1, 1));
    Encoders.save(run, lsa);
    assertThat(Encoders.load(run, Placement.HOST)).isInstanceOf(LsaEncoder.class);
  }
}
