package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.words.Languages;
import dev.grlm.words.TextWords;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplitTextsTest {
  private static final TextWords ENGLISH = new TextWords(Languages.ENGLISH);

  @Property(tries = 100)
  void holdsTheWordsOfEveryText(@ForAll @Size(max = 8) List<String> texts) {
    assertThat(SplitTexts.of(texts, ENGLISH)).isEqualTo(texts.stream().map(ENGLISH::of).toList());
  }

  @Test
  void aWordIsInMemoryOnce() {
    SplitTexts split = SplitTexts.of(List.of("red tea", "", "tea of the teas"), ENGLISH);
    assertThat(split).containsExactly(List.of("red", "tea"), List.of(), List.of("tea", "tea"));
    assertThat(split.get(0).get(1)).isSameAs(split.get(2).get(0)).isSameAs(split.get(2).get(1));
  }

  @Test
  void cannotBeChanged() {
    SplitTexts split = SplitTexts.of(List.of("red tea"), ENGLISH);
    assertThatThrownBy(() -> split.get(0).set(0, "x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> split.add(List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
