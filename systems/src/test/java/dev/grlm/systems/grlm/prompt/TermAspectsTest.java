package dev.grlm.systems.grlm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermAspectsTest {
  @Test
  void fiveAreThoseOfThePapersPrompt() {
    assertThat(TermAspects.of(5))
        .containsExactly(
            "the main category: what kind of thing it is",
            "its purpose: what it does or is used for",
            "a feature that sets it apart",
            "whom it is for",
            "what only this product has");
  }

  @Test
  void fewerKeepTheKindAndWhatIsItsOwn() {
    List<String> two = TermAspects.of(2);
    assertThat(two).containsExactly(TermAspects.of(5).getFirst(), TermAspects.of(5).getLast());
    assertThat(TermAspects.of(1)).containsExactly(two.getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14})
  void everySlotHasOneAndMoreSlotsAddToThem(int length) {
    List<String> aspects = TermAspects.of(length);
    assertThat(aspects).hasSize(length);
    assertThat(TermAspects.of(length + 1)).containsSubsequence(aspects);
    assertThat(aspects.getFirst()).startsWith("the main category");
  }
}
