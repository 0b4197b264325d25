package dev.grlm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.recommend.ToyWorlds;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermInternalizationTest {
  @Test
  void everyItemIsNamedOnceAlsoOneThatNobodyTouched() {
    List<Example> examples =
        new TermInternalization().examples(ToyWorlds.of(4, new int[] {2, 1, 2})).toList();
    assertThat(examples).extracting(Example::subject).containsExactly("0", "1", "2", "3");
    assertThat(examples)
        .extracting(Example::items)
        .containsExactly(new int[] {0}, new int[] {1}, new int[] {2}, new int[] {3});
    assertThat(examples).allMatch(example -> example.task().equals(TermInternalization.NAME));
  }

  @Test
  void anExampleHasSomethingToLearn() {
    assertThat(new Example(TermInternalization.NAME, "a", new int[1]).items()).hasSize(1);
    assertThatThrownBy(() -> new Example(TermInternalization.NAME, "a", new int[0]))
        .hasMessage("GTI needs at least 1 items, a has 0");
    assertThatThrownBy(() -> new Example(UserSequencePrediction.NAME, "u", new int[1]))
        .hasMessage("USP needs at least 2 items, u has 1");
  }
}
