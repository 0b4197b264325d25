package dev.grlm.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.task.CollaborativeNeighborhood;
import dev.grlm.task.Example;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PromptsTest {
  private static final Prompts PROMPTS = TinyShop.PROMPTS;

  @Test
  void aHistoryIsItsIdentifiersAndAnOpenBracket() {
    assertThat(PROMPTS.next(new int[] {0})).isEqualTo("<usp> [ mug red ] [");
    assertThat(PROMPTS.next(new int[] {0, 2, 1}))
        .isEqualTo("<usp> [ mug red ] [ red rug ] [ mug blue ] [");
  }

  @Test
  void anItemIsItsKnownWordsAndAnOpenBracket() {
    assertThat(PROMPTS.name(TinyShop.CATALOG.item(0))).isEqualTo("<gti> red mug [");
    assertThat(PROMPTS.name(Item.titled("new", "Sofa"))).isEqualTo("<gti> [");
  }

  @Test
  void anAnswerEndsWithTheClosingBracket() {
    assertThat(PROMPTS.answer(TinyShop.IDENTIFIERS.of(1))).isEqualTo("mug blue ]");
  }

  @Test
  void examplesShowTheFirstItemAndLearnTheRest() {
    var sequence = new Example(UserSequencePrediction.NAME, "u", new int[] {0, 2, 1});
    assertThat(PROMPTS.prompt(sequence)).isEqualTo("<usp> [ mug red ] [");
    assertThat(PROMPTS.target(sequence)).isEqualTo("red rug ] [ mug blue ]");
    var naming = new Example(TermInternalization.NAME, "b", new int[] {1});
    assertThat(PROMPTS.prompt(naming)).isEqualTo("<gti> blue mug [");
    assertThat(PROMPTS.target(naming)).isEqualTo("mug blue ]");
  }

  @Test
  void whatIsNearAnItemIsLearntBehindItsIdentifierAndItsWords() {
    var near = new Example(CollaborativeNeighborhood.NAME, "b", new int[] {1, 2, 0});
    assertThat(PROMPTS.prompt(near)).isEqualTo("<near> [ mug blue ] blue mug [");
    assertThat(PROMPTS.target(near)).isEqualTo("red rug ] [ mug red ]");
  }

  /// docs/decisions/0013#6: what is trained on is, letter by letter, what inference shows and
  /// expects.
  @Property(tries = 200)
  void trainingAndInferenceSeeOneText(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(max = 3) Integer> history) {
    int[] items = history.stream().mapToInt(Integer::intValue).toArray();
    var example = new Example(UserSequencePrediction.NAME, "u", items);
    String trained = PROMPTS.prompt(example) + " " + PROMPTS.target(example);
    IntStream.range(1, items.length)
        .forEach(length -> {
          String shown = PROMPTS.next(Arrays.copyOf(items, length));
          String expected = PROMPTS.answer(TinyShop.IDENTIFIERS.of(items[length]));
          assertThat(trained).startsWith(shown + " " + expected);
        });
    int last = items.length - 1;
    assertThat(trained)
        .isEqualTo(
            PROMPTS.next(Arrays.copyOf(items, last))
                + " "
                + PROMPTS.answer(TinyShop.IDENTIFIERS.of(items[last])));
  }

  @Test
  void namingIsTrainedAndAskedWithOneText() {
    for (int item = 0; item < TinyShop.CATALOG.size(); item++) {
      var example = new Example(TermInternalization.NAME, "x", new int[] {item});
      assertThat(PROMPTS.prompt(example)).isEqualTo(PROMPTS.name(TinyShop.CATALOG.item(item)));
      assertThat(PROMPTS.target(example)).isEqualTo(PROMPTS.answer(TinyShop.IDENTIFIERS.of(item)));
    }
  }
}
