package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.TrainingResult.CurvePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCheckpointsTest {
  private static final int EPOCHS = 5;

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();

  private static TrainerConfig config(int workers) {
    return new TrainerConfig(EPOCHS, 40, 0.01, 0.1, 0.9, 0.99, 0.01, 1, 2, 9, workers, 7);
  }

  private FileCheckpoints checkpoints(String fingerprint) {
    return new FileCheckpoints(folder, fingerprint, messages::add);
  }

  /// Trains a fresh model; `killedAfter` throws out of the progress of that epoch.
  private static float[] train(int workers, Checkpoints checkpoints, int killedAfter)
      throws IOException {
    var progress =
        new TrainingProgress() {
          @Override
          public void stepDone(int epoch, int step, int steps, long predictions, double loss) {}

          @Override
          public void epochDone(TrainingState state) {
            if (state.epoch() == killedAfter) {
              throw new IllegalStateException("killed");
            }
          }
        };
    try (var model = new TwoLevelDecoder(CyclicWorld.config(0.1), CyclicWorld.universe(), 5)) {
      var trainer = new Trainer<>(CyclicWorld.objective(model), config(workers), progress);
      trainer.train(CyclicWorld.samples(), epoch -> -Math.abs(epoch - 4), checkpoints);
      return model.parameters().values();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "2, 2", "2, 3"})
  void aResumedTrainingEndsBitIdentical(int workers, int killedAfter) throws IOException {
    float[] uninterrupted = train(workers, Checkpoints.none(), -1);
    assertThatThrownBy(() -> train(workers, checkpoints("a"), killedAfter)).hasMessage("killed");
    float[] resumed = train(workers, checkpoints("a"), -1);
    assertThat(bits(resumed)).containsExactly(bits(uninterrupted));
    assertThat(messages).singleElement().asString().contains("after epoch " + killedAfter);
    assertThat(train(workers, checkpoints("a"), -1)).containsExactly(uninterrupted);
  }

  /// Trains a fresh model with checkpoints within epochs.
  ///
  /// @param killedAfter steps over all epochs
  private static Outcome trainWithin(TrainerConfig config, Checkpoints checkpoints, int killedAfter)
      throws IOException {
    var progress =
        new TrainingProgress() {
          private int done;

          @Override
          public void stepDone(int epoch, int step, int steps, long predictions, double loss) {
            if (++done == killedAfter) {
              throw new IllegalStateException("killed");
            }
          }

          @Override
          public void epochDone(TrainingState state) {}
        };
    try (var model = new TwoLevelDecoder(CyclicWorld.config(0.1), CyclicWorld.universe(), 5)) {
      TrainingResult result =
          new Trainer<>(CyclicWorld.objective(model), config, progress)
              .train(CyclicWorld.samples(), _ -> CyclicWorld.accuracy(model), checkpoints);
      return new Outcome(bits(model.parameters().values()), result);
    }
  }

  private record Outcome(int[] weights, TrainingResult result) {}

  /// 252 predictions in batches of 40 or a little more are six steps an epoch.
  @ParameterizedTest
  @CsvSource({"1, 2", "1, 4", "1, 8", "2, 6", "2, 7", "2, 17", "1, 23"})
  void aTrainingKilledWithinAnEpochGoesOnBitIdentical(int workers, int killedAfter)
      throws IOException {
    TrainerConfig config = config(workers).withCheckpointSteps(3);
    Outcome undisturbed = trainWithin(config, Checkpoints.none(), -1);
    assertThatThrownBy(() -> trainWithin(config, checkpoints("a"), killedAfter))
        .hasMessage("killed");
    Outcome resumed = trainWithin(config, checkpoints("a"), -1);
    assertThat(resumed.weights()).containsExactly(undisturbed.weights());
    assertThat(resumed.result()).isEqualTo(undisturbed.result());
    assertThat(messages).hasSize(killedAfter > 3 ? 1 : 0);
  }

  @Test
  void whatHappensWithinAnEpochDoesNotChangeIt() throws IOException {
    TrainerConfig within = config(2).withCheckpointSteps(1);
    assertThat(trainWithin(within, checkpoints("a"), -1).weights())
        .containsExactly(trainWithin(config(2), Checkpoints.none(), -1).weights());
  }

  @Test
  void aStateOfAnEarlierFormatStartsAnewAndSaysSo() throws IOException {
    assertThatThrownBy(() -> train(1, checkpoints("a"), 1)).hasMessage("killed");
    var state = (ObjectNode) Json.read(folder.resolve("state.json"));
    state.remove("version");
    Json.write(folder.resolve("state.json"), state);
    assertThat(train(1, checkpoints("a"), -1)).containsExactly(train(1, Checkpoints.none(), -1));
    assertThat(messages)
        .singleElement()
        .asString()
        .contains("starts anew", "state.json", "another version")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({"tensors-3, true", "tensors-3, false", "best-2, true", "best-2, false"})
  void aFileThatIsGoneOrCutShortStartsAnew(String name, boolean cut) throws IOException {
    assertThatThrownBy(() -> train(1, checkpoints("a"), 3)).hasMessage("killed");
    Path file = folder.resolve(name + ".safetensors");
    if (cut) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length - 4));
    } else {
      Files.delete(file);
    }
    assertThat(train(1, checkpoints("a"), -1)).containsExactly(train(1, Checkpoints.none(), -1));
    assertThat(messages).singleElement().asString().contains("starts anew", name);
  }

  @Test
  void unfinishedFilesOfAKilledTrainingAreRemoved() throws IOException {
    Path left = Files.writeString(folder.resolve(".tensors-9.safetensors.77.tmp"), "half");
    train(1, checkpoints("a"), -1);
    assertThat(left).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldInOneLine() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "");
    var checkpoints = new FileCheckpoints(taken, "a", messages::add);
    assertThatThrownBy(() -> train(1, checkpoints, -1))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("cannot write", "taken")
        .hasMessageNotContaining("\n");
  }

  @Test
  void theBestWeightsAreAModelsFile() throws IOException {
    float[] best = train(1, checkpoints("a"), -1);
    SafeTensors.File file = SafeTensors.read(folder.resolve("best-4.safetensors"));
    try (var model = new TwoLevelDecoder(CyclicWorld.config(0.1), CyclicWorld.universe(), 5)) {
      model.parameters().restore(best);
      assertThat(file.names()).containsExactlyElementsOf(model.parameters().shapes().keySet());
      for (String name : file.names()) {
        assertThat(file.floats(name))
            .containsExactly(Tensors.toFloats(model.parameters().tensor(name)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void oneSeedGivesOneResult(int workers) throws IOException {
    assertThat(bits(train(workers, Checkpoints.none(), -1)))
        .containsExactly(bits(train(workers, Checkpoints.none(), -1)));
  }

  @Test
  void anotherFingerprintStartsAnewAndSaysSo() throws IOException {
    assertThatThrownBy(() -> train(1, checkpoints("a"), 2)).hasMessage("killed");
    float[] anew = train(1, checkpoints("b"), -1);
    assertThat(messages).singleElement().asString().contains("starts anew", "state.json");
    assertThat(anew).containsExactly(train(1, Checkpoints.none(), -1));
  }

  @Test
  void theNewestAndTheBestAreKept() throws IOException {
    train(1, checkpoints("a"), -1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "state.json", "tensors-" + EPOCHS + ".safetensors", "best-4.safetensors");
    }
  }

  @Test
  void tensorsWrittenBeforeAKillAreNotTakenForTheState() throws IOException {
    assertThatThrownBy(() -> train(1, checkpoints("a"), 3)).hasMessage("killed");
    Path state = folder.resolve("state.json");
    String older = Files.readString(state);
    byte[] tensors = Files.readAllBytes(folder.resolve("tensors-3.safetensors"));
    byte[] best = Files.readAllBytes(folder.resolve("best-2.safetensors"));
    float[] finished = train(1, checkpoints("a"), -1);
    Files.writeString(state, older);
    Files.write(folder.resolve("tensors-3.safetensors"), tensors);
    Files.write(folder.resolve("best-2.safetensors"), best);
    assertThat(train(1, checkpoints("a"), -1)).containsExactly(finished);
    assertThat(messages.getLast()).contains("after epoch 3");
  }

  @Test
  void anotherTrainingsTensorsUnderTheSameNameAreNoticed() throws IOException {
    assertThatThrownBy(() -> train(1, checkpoints("a"), 2)).hasMessage("killed");
    String state = Files.readString(folder.resolve("state.json"));
    assertThatThrownBy(() -> train(1, checkpoints("b"), 2)).hasMessage("killed");
    Files.writeString(folder.resolve("state.json"), state);
    train(1, checkpoints("a"), -1);
    assertThat(messages.getLast()).contains("starts anew", "tensors-2.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensors", "bytes", "curve", "optimizerSteps"})
  void aDamagedStateStartsAnewAndNamesTheKey(String key) throws IOException {
    assertThatThrownBy(() -> train(1, checkpoints("a"), 1)).hasMessage("killed");
    var state = (ObjectNode) Json.read(folder.resolve("state.json"));
    state.remove(key);
    Json.write(folder.resolve("state.json"), state);
    assertThatThrownBy(() -> train(1, checkpoints("a"), 1)).hasMessage("killed");
    assertThat(messages).singleElement().asString().contains("starts anew", key, "missing");
  }

  @Test
  void numbersThatAreNotFiniteSurvive() throws IOException {
    var state =
        new TrainingState(
            3,
            17,
            1e300 / 7,
            1L << 41,
            List.of(
                new CurvePoint(1, 0.1, Double.NaN),
                new CurvePoint(2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                new CurvePoint(3, 1e-300, 1.0 / 3)),
            0,
            Double.NEGATIVE_INFINITY,
            0);
    var saved = new CheckpointState("f", "t", 1, 2, state, 1L << 40);
    JsonNode tree = Json.parse(Json.pretty(saved.tree()));
    assertThat(tree.at("/curve/0/validation").isNull()).isTrue();
    assertThat(CheckpointState.parse(Path.of("state.json"), tree)).isEqualTo(saved);
  }

  private static int[] bits(float[] values) {
    var bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
