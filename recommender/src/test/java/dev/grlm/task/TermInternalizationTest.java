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
        .hasMessage("an example needs a task and an item: 'GTI' of 'a' has 0");
    assertThatThrownBy(() -> new Example("", "u", new int[1])).hasMessageContaining("of 'u' has 1");
  }
}
