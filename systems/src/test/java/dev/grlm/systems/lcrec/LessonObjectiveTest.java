package dev.grlm.systems.lcrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.grlm.lm.qwen3.NewTokens;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.nn.Dropout;
import dev.grlm.task.Example;
import dev.grlm.tensor.Placement;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.train.FileCheckpoints;
import dev.grlm.train.Trainable;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model that is taught lessons, which are worded anew in every epoch.
class LessonObjectiveTest {
  private static final int EPOCHS = 3;

  @TempDir Path folder;

  private static List<Lesson> lessons(LessonCodec codec) {
    var lessons = new ArrayList<Lesson>();
    for (int item = 0; item < 5; item++) {
      int[] history = {item, item + 1, item + 2};
      for (Example example :
          List.of(
              new Example("sequence", "u" + item, history),
              new Example("titles-to-codes", "u" + item, history),
              new Example("item-to-codes", "i" + item, new int[] {item}),
              new Example("codes-to-title", "i" + item, new int[] {item}))) {
        lessons.add(new Lesson(lessons.size(), example, codec.targets(example)));
      }
    }
    return lessons;
  }

  /// Fails after so many steps.
  private static TrainingProgress stopping(int steps) {
    var left = new int[] {steps};
    return new TrainingProgress() {
      @Override
      public void stepDone(int epoch, int step, int all, long predictions, double loss) {
        if (left[0]-- == 0) {
          throw new IllegalStateException("stopped in epoch " + epoch);
        }
      }

      @Override
      public void epochDone(TrainingState state) {}
    };
  }

  /// @param steps after which it stops
  private float[] train(String checkpoints, int steps) throws IOException {
    TrainerConfig config =
        new TrainerConfig(EPOCHS, 40, 1e-2, 0, .9, .99, 0, 1, 1, EPOCHS, 1, 7)
            .withCheckpointSteps(1)
            .withFootprint(new TrainerConfig.Footprint(200, 1));
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder)) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 200);
      try (Qwen3 model =
          Qwen3.load(folder.resolve("checkpoint"), Placement.HOST, 0, tokens(tokenizer))) {
        new Trainer<>(new LessonObjective(model, codec, true), config, stopping(steps))
            .train(
                lessons(codec),
                epoch -> epoch,
                new FileCheckpoints(folder.resolve(checkpoints), "same", _ -> {}));
        return model.parameters().values();
      }
    }
  }

  /// Answers of three tokens and of many more.
  @Test
  void anyLessonSharesAStepWithAnyOther() throws IOException {
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder);
        Qwen3 model = Qwen3.load(folder.resolve("checkpoint"), 0)) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 200);
      var objective = new LessonObjective(model, codec, true);
      assertThat(lessons(codec)).extracting(objective::weight).contains(3).anyMatch(n -> n > 6);
      assertThat(lessons(codec)).extracting(objective::bucket).containsOnly(Trainable.ANY_BUCKET);
    }
  }

  /// What was rendered to be measured is learnt, and an epoch knows nothing of the one before.
  @Test
  void aLessonIsTheSameHoweverOftenItIsMeasured() throws IOException {
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder);
        var _ = new PointerScope();
        Qwen3 model =
            Qwen3.load(folder.resolve("checkpoint"), Placement.HOST, 0, tokens(tokenizer))) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 200);
      var measuring = new LessonObjective(model, codec, true);
      var tokens = new TokenObjective(model);
      List<Lesson> lessons = lessons(codec).subList(0, 4);
      for (int epoch = 0; epoch < 4; epoch++) {
        int present = epoch;
        List<TokenSample> samples =
            lessons.stream().map(lesson -> codec.sample(lesson, present)).toList();
        measuring.epochIs(epoch);
        double expected = tokens.loss(samples, Dropout.none()).item_double();
        assertThat(measuring.loss(lessons, Dropout.none()).item_double())
            .as("nothing of it was measured, but of the epoch before")
            .isEqualTo(expected);
        for (int times = 0; times < 2; times++) {
          assertThat(lessons.stream().map(measuring::length))
              .isEqualTo(samples.stream().map(tokens::length).toList());
        }
        assertThat(measuring.loss(lessons, Dropout.none()).item_double()).isEqualTo(expected);
        lessons.forEach(measuring::length);
      }
    }
  }

  private static NewTokens tokens(BytePairTokenizer tokenizer) {
    int words = CodeWords.words(TinyLessons.levels()).size();
    return new NewTokens(tokenizer.size() - words, words, 1);
  }

  /// 20 lessons of some 100 answered tokens are more than two steps of 40, in each epoch.
  @Test
  void goesOnWithinAnEpochWithItsWordings() throws IOException {
    float[] whole = train("whole", 1_000);
    for (int steps : new int[] {4, 7}) {
      String epoch = "stopped in epoch " + (steps == 4 ? 1 : 2);
      assertThatIllegalStateException()
          .isThrownBy(() -> train("stopped" + steps, steps))
          .withMessage(epoch);
      assertThat(train("stopped" + steps, 1_000)).isEqualTo(whole);
    }
  }
}
