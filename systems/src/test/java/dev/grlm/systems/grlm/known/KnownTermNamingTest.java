package dev.grlm.systems.grlm.known;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Soaps and lamps whose names are known.
class KnownTermNamingTest {
  private static final Identifiers SHOP =
      new Identifiers(
          List.of(
              id("soap", "bath", "rose"),
              id("soap", "bath", "lily"),
              id("soap", "gift", "mint"),
              id("lamp", "desk", "brass"),
              id("lamp", "desk", "glass"),
              id("lamp", "hall", "nail-polish")));
  private static final KnownTermNaming NAMING = new KnownTermNaming(SHOP, List.of());

  private static Identifier id(String... terms) {
    return new Identifier(List.of(terms));
  }

  private static Identifier name(String title, int[] neighbors, float... cosines) {
    return NAMING.name(Item.titled("new", title), neighbors, cosines);
  }

  @Test
  void earlySlotsAgreeWithTheNeighborsAndLateOnesAreItsOwn() {
    assertThat(name("A mint bar", new int[] {0, 1}, .9f, .8f))
        .isEqualTo(id("soap", "bath", "mint"));
  }

  @Test
  void whatTheTextSaysCountsWithoutNeighborsToo() {
    assertThat(name("Lamps of brass for the desk", new int[0]))
        .isEqualTo(id("lamp", "desk", "brass"));
  }

  @Test
  void theNearerNeighborCountsMore() {
    assertThat(name("?", new int[] {3, 0}, .9f, .3f).symbol(0)).isEqualTo("lamp");
    assertThat(name("?", new int[] {3, 0}, .3f, .9f).symbol(0)).isEqualTo("soap");
  }

  @Test
  void aCompoundIsOwnOnlyWithAllItsWords() {
    assertThat(name("nail file", new int[] {3}, 1f).symbol(2)).isEqualTo("brass");
    assertThat(name("Nail polish", new int[] {3}, 1f).symbol(2)).isEqualTo("nail-polish");
  }

  @Test
  void aNameIsAlwaysWellFormedAndKnown() {
    var random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      int[] neighbors = random.ints(random.nextInt(4), 0, 6).distinct().toArray();
      float[] cosines = new float[neighbors.length];
      java.util.Arrays.fill(cosines, random.nextFloat());
      Identifier name = name("thing " + random.nextInt(), neighbors, cosines);
      assertThat(NAMING.knows(name)).isTrue();
      assertThat(name.symbols()).doesNotHaveDuplicates();
    }
  }

  @Test
  void anotherTermOrLengthIsNotKnown() {
    assertThat(NAMING.knows(id("soap", "bath", "mint"))).isTrue();
    assertThat(NAMING.knows(id("bath", "soap", "mint"))).isFalse();
    assertThat(NAMING.knows(id("soap", "bath"))).isFalse();
  }
}
