package dev.grlm.systems.grlm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.systems.grlm.prompt.TermAnswer.Defect;
import dev.grlm.systems.grlm.prompt.TermAnswer.Malformed;
import dev.grlm.systems.grlm.prompt.TermAnswer.Repair;
import dev.grlm.systems.grlm.prompt.TermAnswer.Repaired;
import dev.grlm.systems.grlm.prompt.TermAnswer.WellFormed;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermAnswerTest {
  private static final Identifier RIGHT = Identifier.of("tea", "leaf", "green", "adult", "sencha");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[tea, leaf, green, adult, sencha]",
        "[Tea,Leaf,GREEN,adult,sencha]\n",
        "[\"tea\", \"leaf\", \"green\", \"adult\", \"sencha\"]",
        "{\"terms\": [\"tea\", \"leaf\", \"green\", \"adult\", \"sencha\"]}",
        "{\"terms\":[\"Tea\",\"leaf \",\"green\",\"adult\",\"sencha\"]}",
        "```json\n{\"terms\": [\"tea\", \"leaf\", \"green\", \"adult\", \"sencha\"]}\n```",
      })
  void whatWasAskedForIsWellFormed(String answer) {
    assertThat(TermAnswer.parse(answer, 5)).isEqualTo(new WellFormed(RIGHT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "Here are the terms: [tea, leaf, green, adult, sencha] ~ PROSE_CUT",
        "[tea, leaf, green, adult, sencha] and [one, more] ~ PROSE_CUT",
        "Sure! {\"terms\": [\"tea\",\"leaf\",\"green\",\"adult\",\"sencha\"]} ~ PROSE_CUT",
        "tea, leaf, green, adult, sencha ~ NO_BRACKETS",
        "[tea, leaf, green, adult, sencha ~ NO_BRACKETS",
        "The terms are: tea, leaf, green, adult, sencha. ~ NO_BRACKETS PROSE_CUT DOTS_CUT",
        "[tea; leaf; green; adult; sencha] ~ SEPARATORS",
        "[tea | leaf | green | adult | sencha] ~ SEPARATORS",
        "[tea leaf green adult sencha] ~ SEPARATORS",
        "[tea、leaf、green、adult、sencha] ~ ``",
        "[1. tea, 2. leaf, 3. green, 4. adult, 5. sencha] ~ NUMBERS_CUT",
        "['tea', 'leaf', 'green', 'adult', 'sencha'] ~ QUOTES_CUT",
        "[tea, leaf, green, adult, sencha, ] ~ EMPTY_DROPPED",
        "[tea, leaf, green, adult, tea, sencha] ~ REPEAT_DROPPED",
        "{\"terms\": [\"tea\",\"leaf\",\"leaf\",\"green\",\"adult\",\"sencha\"]} ~ REPEAT_DROPPED",
        "[kind: tea, purpose: leaf, mark: green, for: adult, own: sencha] ~ LABELS_CUT",
      })
  void whatWasPlainlyMeantIsRepairedAndSaysHow(String answer, String how) {
    var repairs = EnumSet.noneOf(Repair.class);
    Arrays.stream(how.split(" "))
        .filter(w -> !w.isEmpty())
        .map(Repair::valueOf)
        .forEach(repairs::add);
    TermAnswer expected = repairs.isEmpty() ? new WellFormed(RIGHT) : new Repaired(RIGHT, repairs);
    assertThat(TermAnswer.parse(answer, 5)).isEqualTo(expected);
  }

  @Test
  void aListOfLinesIsRead() {
    String numbered = "Terms:\n1. Tea\n2. leaf\n3. green\n4. adult\n5. sencha\n";
    assertThat(TermAnswer.parse(numbered, 5))
        .isInstanceOfSatisfying(Repaired.class, it -> assertThat(it.identifier()).isEqualTo(RIGHT));
    String bullets = "- tea\n- leaf\n- green\n- adult\n- sencha";
    assertThat(TermAnswer.parse(bullets, 5))
        .isInstanceOfSatisfying(Repaired.class, it -> assertThat(it.identifier()).isEqualTo(RIGHT));
    String prose = "I looked at the product.\n\ntea, leaf, green, adult, sencha\n\nEnjoy!";
    assertThat(TermAnswer.parse(prose, 5))
        .isInstanceOfSatisfying(Repaired.class, it -> assertThat(it.identifier()).isEqualTo(RIGHT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "~ EMPTY",
        "[] ~ EMPTY",
        "{\"terms\": []} ~ EMPTY",
        "[tea, leaf, green, adult] ~ TOO_FEW",
        "[tea, leaf, green, adult, sencha, japan] ~ TOO_MANY",
        "[tea, leaf, green, tea, sencha] ~ REPEATED",
        "[tea, Leaf, green, leaf, sencha] ~ REPEATED",
        "[tea, leaf, green, ---, sencha] ~ NO_TERM",
        "I am sorry, but I cannot name a product that I have never seen before ~ NO_TERM",
      })
  void whatIsOfNoUseSaysWhy(String answer, Defect defect) {
    assertThat(TermAnswer.parse(answer == null ? "" : answer, 5))
        .isInstanceOfSatisfying(Malformed.class, it -> assertThat(it.defect()).isEqualTo(defect));
  }

  @Test
  void theReasonSaysHowMany() {
    assertThat(TermAnswer.parse("[a, b, c, d, e, f]", 5))
        .isEqualTo(new Malformed(Defect.TOO_MANY, "it has 6 terms, not 5"));
  }

  @Test
  void otherLanguagesAreTerms() {
    assertThat(TermAnswer.parse("[Tee, grün, 緑茶, чай, thé vert]", 5))
        .isEqualTo(new WellFormed(Identifier.of("tee", "grün", "緑茶", "чай", "thé-vert")));
  }

  @Test
  void halfACharacterIsNoTerm() {
    assertThat(TermAnswer.parse("[a, b, c, d, e\ud83d]", 5)).isInstanceOf(Malformed.class);
  }

  @Property(tries = 2_000)
  void anyAnswerIsWellFormedOrSaysWhyNot(
      @ForAll("answers") String answer, @ForAll @IntRange(min = 1, max = 10) int length) {
    assertThat(TermAnswer.parse(answer, length))
        .satisfiesAnyOf(
            parsed ->
                assertThat(parsed)
                    .isInstanceOfSatisfying(
                        WellFormed.class, it -> assertUnderstood(it.identifier(), length)),
            parsed ->
                assertThat(parsed)
                    .isInstanceOfSatisfying(
                        Repaired.class,
                        it -> {
                          assertThat(it.how()).isNotEmpty();
                          assertUnderstood(it.identifier(), length);
                        }),
            parsed ->
                assertThat(parsed)
                    .isInstanceOfSatisfying(
                        Malformed.class,
                        it -> {
                          assertThat(it.why()).isNotBlank();
                          assertThat(it.why().lines()).hasSize(1);
                        }));
  }

  private static void assertUnderstood(Identifier identifier, int length) {
    assertThat(identifier.wellFormed(length)).isTrue();
    assertThat(identifier.symbols()).allMatch(term -> TermNormalForm.of(term).equals(term));
    assertThat(TermAnswer.parse(identifier.toString(), length))
        .as("what was understood is understood the same again")
        .isEqualTo(new WellFormed(identifier));
  }

  /// Pieces that mean something to the parser in any order, among them any text.
  @Provide
  Arbitrary<String> answers() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            List.of(
                "[",
                "]",
                "{",
                "}",
                "\"terms\":",
                "\"",
                "'",
                ",",
                ", ",
                ";",
                "|",
                "\n",
                "1. ",
                "- ",
                "tea",
                "Leaf ",
                "green",
                "kind: ",
                "e.g.",
                "```json\n",
                "\\",
                "…",
                "\ud83d",
                "\u200b",
                "tea-pot",
                "#",
                ".",
                " ",
                "ﬁ",
                "İ",
                "4"));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(5, pieces.list().ofMaxSize(30).map(list -> String.join("", list))),
        net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(60)));
  }
}
