package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CollisionSeparationTest {
  private static Extraction extraction(int length, Catalog catalog) {
    return Extraction.of(
        TermConfig.DEFAULT.withLength(length), catalog, Neighbors.none(catalog.size()), "auto");
  }

  private static TermDraft draft(String... terms) {
    return new TermDraft(List.of(terms), Collections.nCopies(terms.length, TermDraft.Origin.TEXT));
  }

  private static List<String> ids(Catalog catalog) {
    return catalog.items().stream().map(Item::id).toList();
  }

  /// All four have the words red, tea and pot; the drafts are as somebody else made them.
  @Test
  void anUnusedTermOfTheTextComesLastElseTheId() {
    var catalog =
        new Catalog(
            List.of(
                Item.titled("0", "red tea pot"),
                Item.titled("1", "red tea pot"),
                Item.titled("2", "red tea pot"),
                Item.titled("3", "red tea pot")));
    TermDraft same = draft("tea", "red");
    List<TermDraft> separated =
        extraction(2, catalog).separated(List.of(same, same, same, same), ids(catalog));
    assertThat(separated.get(0)).isEqualTo(same);
    assertThat(separated.get(1).terms().getFirst()).isEqualTo("tea");
    assertThat(separated).extracting(TermDraft::terms).doesNotHaveDuplicates();
    // no compound is told from its words here: every pair is a term, too
    assertThat(separated.get(1).sources()).containsOnly(TermDraft.Origin.TEXT);
    assertThat(separated.getLast().sources().getLast())
        .isIn(TermDraft.Origin.TEXT, TermDraft.Origin.ITEM);
  }

  @Test
  void anIdThatSomebodyElseHasAsATermIsNumbered() {
    var catalog = new Catalog(List.of(Item.titled("0", "?"), Item.titled("1", "?")));
    TermDraft same = draft("a", "item-1");
    List<TermDraft> separated = extraction(2, catalog).separated(List.of(same, same), ids(catalog));
    assertThat(separated.getLast().terms()).containsExactly("a", "item-1-2");
    assertThat(separated.getLast().sources())
        .containsExactly(TermDraft.Origin.TEXT, TermDraft.Origin.ITEM);
  }

  /// What an item is separated to must not be what a later item has.
  @Test
  void itDoesNotTakeWhatAnotherOneHas() {
    var catalog =
        new Catalog(
            List.of(
                Item.titled("0", "tea, red"),
                Item.titled("1", "tea, red"),
                Item.titled("2", "pot")));
    List<TermDraft> drafts = List.of(draft("tea", "x"), draft("tea", "x"), draft("tea", "red"));
    List<TermDraft> separated = extraction(2, catalog).separated(drafts, ids(catalog));
    assertThat(separated.get(1).terms()).containsExactly("tea", "item-1");
    assertThat(separated.get(2)).isEqualTo(drafts.get(2));
  }

  @Property(tries = 200)
  void allAreApartAndOnlyLastTermsChange(
      @ForAll @IntRange(min = 1, max = 15) int size,
      @ForAll @IntRange(min = 1, max = 3) int length,
      @ForAll long seed) {
    var random = new Random(seed);
    Catalog catalog = RandomCatalogs.catalog(size, random);
    Extraction extraction = extraction(length, catalog);
    List<TermDraft> drafts = extraction.filling().drafts(ids(catalog));
    List<TermDraft> separated = extraction.separated(drafts, ids(catalog));
    assertThat(separated).extracting(TermDraft::terms).doesNotHaveDuplicates();
    Set<List<String>> seen = new HashSet<>();
    for (int item = 0; item < size; item++) {
      List<String> before = drafts.get(item).terms();
      List<String> after = separated.get(item).terms();
      assertThat(after).doesNotHaveDuplicates();
      assertThat(after.subList(0, length - 1)).isEqualTo(before.subList(0, length - 1));
      if (seen.add(before)) {
        assertThat(after).as("the first of a group").isEqualTo(before);
      } else {
        assertThat(after).isNotEqualTo(before);
      }
    }
  }
}
