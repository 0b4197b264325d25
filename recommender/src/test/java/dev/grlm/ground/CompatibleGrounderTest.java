package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CompatibleGrounderTest extends GrounderContract {
  /// Words inside words, upper case, an empty one: every rule of the published code is at work.
  private static final List<String> WORDS =
      List.of("hair", "air", "chair", "lip", "lipstick", "stick", "Red", "red", "a", "");

  @Override
  Grounder grounder(World world) {
    return new CompatibleGrounder(world.identifiers());
  }

  @Test
  void countsATermInAnySlot() {
    Grounder grounder = grounder(World.of("vw xy st", "red lip gel"));
    // 1 · 1 (gel) + ½ · 1 (red)
    assertThat(grounder.ground(Identifier.of("gel", "red", "?")))
        .isEqualTo(new Grounding.Structural(List.of(1), 1.5));
  }

  @Test
  void countsContainmentInBothDirectionsAndSeveralTimes() {
    Grounder grounder = grounder(World.of("chair air pot", "hair oil tub"));
    // hair: .8 in chair, .8 around air, together 1.6; more than the equal word's 1 + .8 is not
    // there
    assertThat(grounder.ground(Identifier.of("hair", "?", "?")))
        .isEqualTo(new Grounding.Structural(List.of(0), 0.8 + 0.8));
  }

  @Test
  void lowerCasesTheVocabularyButNotTheGeneratedTerms() {
    Grounder grounder = grounder(World.of("Red lip", "tan oil"));
    assertThat(grounder.ground(Identifier.of("red", "?")))
        .isEqualTo(new Grounding.Structural(List.of(0), 1.0));
    assertThat(grounder.ground(Identifier.of("RED", "?"))).isEqualTo(new Grounding.Unmatched());
    assertThat(grounder.ground(Identifier.of("Red", "lip")))
        .isEqualTo(new Grounding.Exact(List.of(0)));
  }

  @Test
  void letsAnEmptyTermMatchEverything() {
    Grounder grounder = grounder(World.of("red lip", "tan oil"));
    assertThat(grounder.ground(Identifier.of("", "oil")))
        .isEqualTo(new Grounding.Structural(List.of(1), 0.8 + 0.8 + 0.5));
    assertThat(grounder.ground(CompatibleGrounder.split("[]")))
        .isEqualTo(new Grounding.Structural(List.of(0), 0.8 + 0.8));
  }

  @Test
  void givesTheWholeGroupWhenExactAndItsFirstItemOtherwise() {
    Grounder grounder = grounder(World.of("red lip", "tan oil", "red lip").popularity(0, 0, 9));
    assertThat(grounder.ground(Identifier.of("red", "lip")))
        .isEqualTo(new Grounding.Exact(List.of(0, 2)));
    assertThat(grounder.ground(Identifier.of("red", "?")))
        .isEqualTo(new Grounding.Structural(List.of(0), 1.0));
  }

  @Test
  void givesEqualScoresToWhatTheLoopsTouchFirst() {
    // In the first loop catfish touches items 0 and 2, catnip item 1 only afterwards; the second
    // loop lifts items 1 and 2 to the same score. Catalogue order would say item 1.
    Grounder grounder = grounder(World.of("catfish aa", "catnip pot", "catfish pot"));
    assertThat(grounder.ground(Identifier.of("cat", "pot")))
        .isEqualTo(new Grounding.Structural(List.of(2), 0.8 + 0.5));
  }

  @Test
  void followsTheOrderInWhichItemsAreFirstSeen() {
    World world = World.of("red lip", "red oil", "red lip", "tan gel");
    var grounder = new CompatibleGrounder(world.identifiers(), new int[] {2, 1, 0});
    assertThat(grounder.ground(Identifier.of("red", "lip")).items()).containsExactly(2, 0);
    assertThat(grounder.ground(Identifier.of("red", "?")).items()).containsExactly(2);
    // item 3 was never seen
    assertThat(grounder.ground(Identifier.of("tan", "gel"))).isEqualTo(new Grounding.Unmatched());
  }

  @Test
  void splitsAsThePublishedCodeDoes() {
    assertThat(CompatibleGrounder.split("[Red, lip,oil,  x, ]").symbols())
        .containsExactly("Red", "lip,oil", " x", "");
  }

  @Property(tries = 500)
  void agreesWithScoringEveryCandidateAlone(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int items,
      @ForAll @IntRange(min = 1, max = 5) int length) {
    var random = new Random(seed);
    World world = World.random(random, items, length, WORDS);
    Grounder fast = grounder(world);
    Grounder naive = new NaiveCompatibleGrounder(world.identifiers());
    List<String> terms = List.of("hair", "chairs", "air", "lip", "st", "Red", "red", "", "??");
    for (int i = 0; i < 20; i++) {
      int generatedLength = Math.max(1, length + random.nextInt(-1, 2));
      Identifier generated = World.identifier(random, generatedLength, terms);
      assertThat(fast.ground(generated)).as("%s", generated).isEqualTo(naive.ground(generated));
    }
  }
}
