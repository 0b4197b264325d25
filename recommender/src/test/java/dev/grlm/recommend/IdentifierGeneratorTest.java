package dev.grlm.recommend;

import static dev.grlm.recommend.LetterWorld.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.ground.Grounding;
import dev.grlm.recommend.IdentifierGenerator.Mode;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifierGeneratorTest {
  private static final int[] HISTORY = {2};

  private final IdentifierGenerator<?> generator = LetterWorld.generator();

  @Test
  void freeBeamsAreTheLikeliestSpellingsWhetherInTheCatalogueOrNot() {
    List<Generated> beams = generate(Mode.FREE, 4, items());
    assertThat(names(beams).subList(0, 3)).containsExactly("[a, z]", "[b, z]", "[a, y]");
    assertThat(beams.getFirst().logProbability()).isCloseTo(Math.log(.3), within(1e-6));
    assertThat(beams.getFirst().grounding()).isInstanceOf(Grounding.Structural.class);
    assertThat(beams.get(1).grounding()).isEqualTo(new Grounding.Exact(List.of(4)));
  }

  @Test
  void constrainedBeamsAreTheCatalogueAndTheirProbabilitiesAddUpToOne() {
    List<Generated> beams = generate(Mode.CONSTRAINED, 10, items());
    assertThat(names(beams)).containsExactly("[a, y]", "[b, z]", "[a, x]", "[b, x]");
    assertThat(probabilities(beams))
        .containsExactly(new double[] {.6 * .6, .4 * 5 / 7, .6 * .4, .4 * 2 / 7}, within(1e-6));
    assertThat(beams).allMatch(beam -> beam.grounding() instanceof Grounding.Exact);
  }

  @Test
  void anIdentifierOfExcludedItemsIsLeftOutBeforeTheSearch() {
    assertThat(names(generate(Mode.CONSTRAINED, 10, items(1))))
        .containsExactly("[b, z]", "[a, x]", "[b, x]");
    assertThat(names(generate(Mode.CONSTRAINED, 1, items(1)))).containsExactly("[a, x]");
  }

  @Test
  void anIdentifierStaysWhileOneOfItsItemsIsAllowed() {
    assertThat(names(generate(Mode.CONSTRAINED, 10, items(0)))).contains("[a, x]");
    assertThat(names(generate(Mode.CONSTRAINED, 10, items(0, 3)))).doesNotContain("[a, x]");
  }

  @Test
  void everyContextHasExclusionsOfItsOwn() {
    List<List<Generated>> beams =
        generator.generate(
            Collections.nCopies(3, HISTORY),
            List.of(items(1, 4), items(0, 1, 2, 3, 4), items()),
            10,
            Mode.CONSTRAINED);
    assertThat(names(beams.get(0))).containsExactly("[a, x]", "[b, x]");
    assertThat(beams.get(1)).isEmpty();
    assertThat(beams.get(2)).hasSize(4);
  }

  @Test
  void groupsComeInTheOrderOfPopularity() {
    Generated shared = generate(Mode.CONSTRAINED, 10, items()).get(2);
    assertThat(shared.grounding()).isEqualTo(new Grounding.Exact(List.of(3, 0)));
  }

  private List<Generated> generate(Mode mode, int beams, BitSet excluded) {
    return generator.generate(List.<int[]>of(HISTORY), List.of(excluded), beams, mode).getFirst();
  }

  private static List<String> names(List<Generated> beams) {
    return beams.stream().map(beam -> beam.identifier().toString()).toList();
  }

  private static double[] probabilities(List<Generated> beams) {
    return beams.stream().mapToDouble(beam -> Math.exp(beam.logProbability())).toArray();
  }
}
