package dev.grlm.systems.grlm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.systems.grlm.naming.PromptedTermConfig;
import dev.grlm.systems.grlm.naming.PromptedTermConfigBuilder;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.systems.grlm.prompt.TermPrompt.Shown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermPromptTest {
  private static final Item TEA = item("Sencha {length} tea", "Green ".repeat(60) + "\n\tleaf");
  private static final Item POT = item("Tea pot", "Of clay.");

  private static Item item(String title, String description) {
    return new Item(
        title, title, "", List.of("Grocery", "Tea"), List.of(), description, "", Map.of());
  }

  private static TermConfig config(TermSource source, boolean categories) {
    PromptedTermConfigBuilder asked = PromptedTermConfig.DEFAULT.with().categories(categories);
    if (source == TermSource.ENDPOINT) {
      asked.endpoint("http://localhost/v1").model("m");
    } else {
      asked.checkpoint("folder");
    }
    return TermConfig.DEFAULT.withGenerator(source, asked.build());
  }

  private static String prompt(Shown... neighbors) {
    return new TermPrompt(config(TermSource.CHECKPOINT, false)).of(TEA, List.of(neighbors));
  }

  @Test
  void aspectsNeighborsAndFormStandInTheirOrder() {
    String prompt = prompt(new Shown(POT, .87654f, null), new Shown(TEA, .5f, null));
    assertThat(prompt)
        .containsSubsequence(
            "exactly 5 terms",
            "1. the main category",
            "2. its purpose",
            "3. a feature",
            "4. whom it is for",
            "5. what only this product has",
            "same word for all of them",
            "one or two of the terms",
            "Title: Sencha {length} tea",
            "Description: Green",
            "Similar products",
            "1. similarity 0.877: Tea pot | Of clay.",
            "2. similarity 0.500: Sencha {length} tea",
            "[term1, term2, term3, term4, term5]");
    assertThat(prompt).doesNotContain("Categories:", "| terms:", "in use: take");
    assertThat(prompt.lines()).noneMatch(line -> line.startsWith("#") || line.startsWith("{"));
  }

  @Test
  void aDescriptionIsCutAtItsLengthOnOneLine() {
    String line =
        prompt().lines().filter(it -> it.startsWith("Description: ")).findFirst().orElseThrow();
    String shown = line.substring("Description: ".length());
    assertThat(shown).endsWith("...").hasSizeLessThanOrEqualTo(153).hasSizeGreaterThan(145);
    assertThat(TermPrompt.flat("😀😀😀 x", 2)).isEqualTo("😀😀...");
    assertThat(TermPrompt.flat("a\ud83d b\u2028c", 20)).isEqualTo("a b c");
  }

  /// The paper's code lost the nearest neighbor, and put a neighbor's text in the target's place.
  @Test
  void theTargetsOwnDescriptionStaysBesideShortOnesOfNeighbors() {
    String prompt = prompt(new Shown(POT, .9f, null));
    assertThat(prompt).contains("Description: Green Green").contains("Tea pot | Of clay.");
  }

  @Test
  void withoutNeighborsNothingIsSaidOfThem() {
    assertThat(prompt())
        .doesNotContainIgnoringCase("similar")
        .doesNotContainIgnoringCase("neighbor")
        .contains("other products of its kind")
        .contains("5 aspects");
  }

  @Test
  void categoriesAndTermsOfNeighborsAreShownWhereWanted() {
    String prompt =
        new TermPrompt(config(TermSource.CHECKPOINT, true))
            .of(TEA, List.of(new Shown(POT, .9f, Identifier.of("pot", "clay"))));
    assertThat(prompt)
        .contains("Categories: Grocery > Tea")
        .contains("Tea pot | Of clay. | terms: [pot, clay]")
        .contains("already has are in use");
  }

  @Test
  void anEndpointIsAskedForJson() {
    assertThat(new TermPrompt(config(TermSource.ENDPOINT, false)).of(TEA, List.of()))
        .contains("{\"terms\": [\"term1\", \"term2\", \"term3\", \"term4\", \"term5\"]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 10})
  void everyLengthHasAsManyAspects(int length) {
    List<String> aspects = TermAspects.of(length);
    assertThat(aspects).hasSize(length);
    assertThat(aspects.getFirst()).startsWith("the main category");
    assertThat(aspects.subList(0, Math.min(10, length))).doesNotHaveDuplicates();
    assertThat(
            new TermPrompt(config(TermSource.CHECKPOINT, false).withLength(length))
                .of(TEA, List.of()))
        .contains("exactly " + length + " terms")
        .contains(length + ". " + aspects.getLast());
  }

  @Test
  void aRepairSaysWhatWasWrong() {
    var prompt = new TermPrompt(config(TermSource.CHECKPOINT, false));
    String again =
        prompt.again(
            "first",
            "[a, b]\n[c]",
            new TermAnswer.Malformed(TermAnswer.Defect.TOO_FEW, "it has 2 terms, not 5"));
    assertThat(again).startsWith("first\n\n").contains("[a, b] [c]", "it has 2 terms, not 5.");
    assertThat(prompt.apart("first", Identifier.of("a", "b"), List.of(POT)))
        .contains("[a, b]", "1. Tea pot | Of clay.");
  }
}
