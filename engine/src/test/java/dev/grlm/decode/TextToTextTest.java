package dev.grlm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.decode.TextToText.Answer;
import dev.grlm.decode.TextToText.Limits;
import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.lm.t5.T5Objective;
import dev.grlm.lm.t5.T5Sample;
import dev.grlm.tensor.Placement;
import dev.grlm.testkit.TinyUnigram;
import dev.grlm.text.UnigramTokenizer;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A T5 that has learnt what three things are called.
class TextToTextTest {
  private static final List<String> THINGS = List.of("red mug", "oak table", "lip balm");
  private static final List<String> NAMES = List.of("mug kitchen", "table wood", "balm");

  @TempDir Path folder;

  private static T5Config shape(int vocabulary, int end) {
    return T5Config.ofLevels(List.of(), 16, 8, 32, 1, 2)
        .withVocabularySize(vocabulary)
        .withEndId(end);
  }

  private void teach() throws IOException {
    TinyUnigram.write(
        folder,
        Arrays.stream(
                String.join(" ", THINGS).concat(" ").concat(String.join(" ", NAMES)).split(" "))
            .distinct()
            .toList());
    try (var tokenizer = UnigramTokenizer.load(folder);
        var model = new T5(shape(tokenizer.size(), TinyUnigram.END), 3)) {
      var samples = new ArrayList<T5Sample>();
      for (int thing = 0; thing < THINGS.size(); thing++) {
        samples.add(
            new T5Sample(
                ended(tokenizer.encode(THINGS.get(thing))),
                ended(tokenizer.encode(NAMES.get(thing)))));
      }
      var config = new TrainerConfig(60, 64, 2e-2, .1, .9, .99, 0, 1, 60, 1, 1, 1);
      new Trainer<>(new T5Objective(model), config, TrainingProgress.silent())
          .train(samples, _ -> 1, Checkpoints.none());
      model.save(folder);
    }
  }

  private static int[] ended(int[] tokens) {
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = TinyUnigram.END;
    return ended;
  }

  @Test
  void itSaysWhatItHasLearntBestFirst() throws IOException {
    teach();
    try (TextToText model = TextToText.load(folder, Placement.HOST)) {
      var limits = new Limits(20, 4, 6);
      List<Answer> answers = model.answers(THINGS, limits);
      assertThat(answers).hasSize(3);
      for (int thing = 0; thing < 3; thing++) {
        List<String> texts = answers.get(thing).texts();
        assertThat(texts).doesNotHaveDuplicates().doesNotContain("").hasSizeBetween(1, 4);
        assertThat(texts.getFirst()).isEqualTo(NAMES.get(thing));
        assertThat(answers.get(thing).read()).isEqualTo(3);
        assertThat(answers.get(thing).written()).isBetween(4, 24);
      }
      assertThat(model.answers(List.of("oak table"), limits).getFirst())
          .as("alone as beside others")
          .isEqualTo(answers.get(1));
      assertThat(model.answers(List.of("lip balm mug mug mug"), new Limits(3, 4, 6)))
          .as("what is too long is cut, and ended")
          .containsExactly(answers.get(2));
    }
  }

  @Test
  void aFolderWithoutAnEndIsRefused() throws IOException {
    TinyUnigram.write(folder, List.of("mug"));
    try (var tokenizer = UnigramTokenizer.load(folder);
        var model = new T5(shape(tokenizer.size(), T5Config.NO_ID), 3)) {
      model.save(folder);
    }
    assertThatIOException()
        .isThrownBy(() -> TextToText.load(folder, Placement.HOST))
        .withMessage(folder.resolve("config.json") + ": key 'eos_token_id' is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(1, 1, 1))
        .withMessageContaining("1, 1, 1");
  }
}
