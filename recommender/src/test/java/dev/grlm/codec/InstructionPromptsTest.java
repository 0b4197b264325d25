package dev.grlm.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.codec.InstructionPrompts.Kind;
import dev.grlm.codec.InstructionPrompts.Layout;
import dev.grlm.codec.InstructionPrompts.Part;
import dev.grlm.codec.InstructionPrompts.Turns;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.task.CollaborativeNeighborhood;
import dev.grlm.task.Example;
import dev.grlm.task.UserSequencePrediction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InstructionPromptsTest {
  private static InstructionPrompts prompts(Layout layout) {
    return new InstructionPrompts(TinyShop.CATALOG, TinyShop.IDENTIFIERS, layout, true, 20);
  }

  private static String text(List<Part> parts) {
    return parts.stream().map(Part::text).collect(Collectors.joining());
  }

  @Test
  void namesTheNumberOfTerms() {
    assertThat(prompts(Layout.ANSWER).next(new int[] {0}).question())
        .contains("exactly 2 standard terms")
        .doesNotContain("{L}");
    assertThat(prompts(Layout.ANSWER).name(TinyShop.CATALOG.item(0)).question())
        .contains("exactly 2 different terms");
  }

  @Test
  void aHistoryIsALineForEachItem() {
    Turns asked = prompts(Layout.ANSWER).next(new int[] {0, 2});
    assertThat(asked.question())
        .endsWith(
            "\nProduct: [mug, red] Title: Red mug!\nProduct: [red, rug] Title: Rug\nNext product:");
    assertThat(asked.answer()).isEmpty();
  }

  @Test
  void aContinuedHistoryStandsInTheAnswer() {
    Turns asked = prompts(Layout.CONTINUATION).next(new int[] {0, 2});
    assertThat(asked.question()).endsWith("\nProduct: [mug, red] Title: Red mug!");
    assertThat(text(asked.answer())).isEqualTo("Product: [red, rug] Title: Rug\nProduct:");
  }

  /// What was learnt with titles can be asked with Term IDs alone.
  @Test
  void titlesCanBeLearntAndNotShown() {
    var example = new Example(UserSequencePrediction.NAME, "u", new int[] {0, 2, 1});
    for (Layout layout : Layout.values()) {
      InstructionPrompts bare = prompts(layout).askingWithoutTitles();
      Turns asked = bare.next(new int[] {0, 2});
      assertThat(asked.question() + text(asked.answer()))
          .doesNotContain("Title:")
          .contains("[mug, red]", "[red, rug]");
      assertThat(bare.example(example)).isEqualTo(prompts(layout).example(example));
      assertThat(bare.name(TinyShop.CATALOG.item(0)))
          .isEqualTo(prompts(layout).name(TinyShop.CATALOG.item(0)));
      InstructionPrompts grown = bare.grown(TinyShop.CATALOG, TinyShop.IDENTIFIERS);
      assertThat(grown.next(new int[] {0, 2})).isEqualTo(asked);
    }
  }

  @Test
  void whatIsNearAnItemIsANumberedListWithTitles() {
    var near = new Example(CollaborativeNeighborhood.NAME, "b", new int[] {1, 2, 0});
    Turns learnt = prompts(Layout.CONTINUATION).example(near);
    assertThat(learnt.question())
        .contains("exactly 2 standard terms")
        .endsWith("\nProduct: [mug, blue] Title: Blue mug");
    assertThat(text(learnt.answer()))
        .isEqualTo("1. [red, rug] Title: Rug\n2. [mug, red] Title: Red mug!");
    assertThat(learnt.answer())
        .filteredOn(part -> part.kind() == Kind.TITLE)
        .extracting(Part::text)
        .containsExactly(" Title: Rug", " Title: Red mug!");
    var bare =
        new InstructionPrompts(
            TinyShop.CATALOG, TinyShop.IDENTIFIERS, Layout.CONTINUATION, false, 20);
    assertThat(text(bare.example(near).answer())).isEqualTo("1. [red, rug]\n2. [mug, red]");
  }

  /// docs/decisions/0013#6: every position that is learnt looks, letter by letter, as it will be
  /// asked.
  @Property(tries = 200)
  void trainingAndInferenceSeeOneText(
      @ForAll @Size(min = 2, max = 9) List<@IntRange(max = 3) Integer> history) {
    int[] items = history.stream().mapToInt(Integer::intValue).toArray();
    var example = new Example(UserSequencePrediction.NAME, "u", items);
    Turns learnt = prompts(Layout.CONTINUATION).example(example);
    IntStream.range(1, items.length)
        .forEach(length -> {
          Turns asked = prompts(Layout.CONTINUATION).next(Arrays.copyOf(items, length));
          String target = InstructionPrompts.text(TinyShop.IDENTIFIERS.of(items[length]));
          assertThat(asked.question()).isEqualTo(learnt.question());
          assertThat(text(learnt.answer())).startsWith(text(asked.answer()) + target);
        });
    Turns one = prompts(Layout.ANSWER).example(example);
    Turns asked = prompts(Layout.ANSWER).next(Arrays.copyOf(items, items.length - 1));
    assertThat(one.question()).isEqualTo(asked.question());
    assertThat(text(one.answer()))
        .isEqualTo(InstructionPrompts.text(TinyShop.IDENTIFIERS.of(items[items.length - 1])));
  }

  @Test
  void thePublishedCodeLearnsOneLayoutAndAsksTheOther() {
    var example = new Example(UserSequencePrediction.NAME, "u", new int[] {0, 2, 1});
    assertThat(prompts(Layout.LEGACY).example(example))
        .isEqualTo(prompts(Layout.CONTINUATION).example(example));
    assertThat(prompts(Layout.LEGACY).next(new int[] {0, 2}))
        .isEqualTo(prompts(Layout.ANSWER).next(new int[] {0, 2}));
  }

  @Test
  void anItemIsTitleAndDescription() {
    var described =
        new Item(
            "n",
            " Tea\n pot ",
            "",
            List.of(),
            List.of(),
            "Of cast iron, 0.8 l, black",
            "",
            Map.of());
    InstructionPrompts prompts = prompts(Layout.CONTINUATION);
    assertThat(prompts.name(described).question())
        .endsWith("\nTitle: Tea pot\nDescription: Of cast iron, 0.8 l,\nTerms:");
    assertThat(prompts.cutsDescription(described)).isTrue();
    assertThat(prompts.name(Item.titled("n", "")).question()).endsWith("\nTitle: None\nTerms:");
    assertThat(InstructionPrompts.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
  }

  @Test
  void titlesMayBeLeftOut() {
    var bare =
        new InstructionPrompts(
            new Catalog(List.of(Item.titled("a", "A"), Item.titled("b", "B"))),
            new Identifiers(List.of(Identifier.of("x", "y"), Identifier.of("x", "z"))),
            Layout.ANSWER,
            false,
            9);
    assertThat(bare.next(new int[] {0, 1}).question())
        .endsWith("\nProduct: [x, y]\nProduct: [x, z]\nNext product:");
  }
}
