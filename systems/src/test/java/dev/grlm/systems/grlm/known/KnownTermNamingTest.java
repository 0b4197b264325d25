package dev.grlm.systems.grlm.known;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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
  private static final KnownTermNaming NAMING =
      new KnownTermNaming(SHOP, List.of(), Languages.ENGLISH);

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
      Arrays.fill(cosines, random.nextFloat());
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

  /// Slots share words, so that terms are taken, and a term may be of one word or of two.
  @Property(tries = 300)
  void namesAsThePlainReferenceDoes(
      @ForAll @IntRange(min = 1, max = 8) int size,
      @ForAll @IntRange(min = 1, max = 4) int length,
      @ForAll long seed) {
    var random = new Random(seed);
    List<String> words = List.of("tea", "teas", "pot", "nail-polish", "nail", "polish", "red", "x");
    List<Identifier> rows =
        IntStream.range(0, size)
            .mapToObj(_ -> {
              var shuffled = new ArrayList<>(words);
              Collections.shuffle(shuffled, random);
              return new Identifier(shuffled.subList(0, length));
            })
            .toList();
    var identifiers = new Identifiers(rows);
    int[] neighbors = random.ints(random.nextInt(4), 0, size).distinct().toArray();
    var cosines = new float[neighbors.length];
    for (int place = 0; place < cosines.length; place++) {
      cosines[place] = random.nextInt(5) / 4f - .25f;
    }
    Item item =
        Item.titled("new", words.get(random.nextInt(8)) + " of " + words.get(random.nextInt(8)));
    assertThat(
            new KnownTermNaming(identifiers, List.of(), Languages.ENGLISH)
                .name(item, neighbors, cosines))
        .isEqualTo(new NaiveKnownNaming(identifiers).name(item, neighbors, cosines));
  }

  /// The commonest terms are English; a Thai item gets those of the other Thai one all the same.
  @Test
  void aTermInTheItemsScriptGoesBeforeAForeignOne() {
    var identifiers =
        new Identifiers(List.of(id("soap", "rose"), id("soap", "rose"), id("สบู่", "กุหลาบ")));
    var naming =
        new KnownTermNaming(identifiers, List.of(), Languages.ofCodes(Map.of("Thai", "th")));
    assertThat(naming.name(Item.titled("new", "ชา"), new int[] {0}, new float[] {1}))
        .as("a near neighbor's term is foreign, too")
        .isEqualTo(id("soap", "rose"));
    assertThat(naming.name(Item.titled("new", "ชา"), new int[0], new float[0]))
        .isEqualTo(id("สบู่", "กุหลาบ"));
    assertThat(naming.name(Item.titled("new", "чай"), new int[0], new float[0]))
        .as("the run can say nothing else")
        .isEqualTo(id("soap", "rose"));
  }

  @Test
  void aWishIsGrantedWhereItsSlotHasTheTerm() {
    Item item = Item.titled("new", "desk lamp");
    assertThat(NAMING.name(item, new int[] {3}, new float[] {1}, List.of("soap", "hall", "silk")))
        .as("silk is no term of the last slot")
        .isEqualTo(id("soap", "hall", "brass"));
  }

  @Test
  void aTermThatALaterSlotIsToHaveIsNotTakenBefore() {
    var crossed = new Identifiers(List.of(id("tea", "pot"), id("pot", "tea"), id("cup", "tea")));
    var naming = new KnownTermNaming(crossed, List.of(), Languages.ENGLISH);
    Item item = Item.titled("new", "tea");
    assertThat(naming.name(item, new int[] {0}, new float[] {1}, List.of("", "tea")).symbols())
        .endsWith("tea")
        .doesNotHaveDuplicates();
    assertThat(naming.name(item, new int[] {0}, new float[] {1})).isEqualTo(id("tea", "pot"));
  }

  /// More items than terms: the last resort is a term that an earlier slot has.
  @Test
  void whereEveryTermIsTakenOneIsRepeated() {
    var naming =
        new KnownTermNaming(
            new Identifiers(List.of(id("tea", "tea"))), List.of(), Languages.ENGLISH);
    assertThat(naming.name(Item.titled("new", "tea"), new int[0], new float[0]))
        .isEqualTo(id("tea", "tea"));
  }

  @Test
  void furtherTextFieldsAreRead() {
    var item = new Item("new", "?", "", List.of(), List.of(), "", "", Map.of("scent", "mint soap"));
    assertThat(
            new KnownTermNaming(SHOP, List.of("scent"), Languages.ENGLISH)
                .name(item, new int[0], new float[0]))
        .matches(name -> name.symbol(0).equals("soap") && name.symbol(2).equals("mint"));
  }
}
