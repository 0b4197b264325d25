package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.RunListener;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be looked up, held against going through all items.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShelfTest {
  private static final int DELETED = 8;
  private static final int ADDED = CyclicShop.ITEMS;

  private Grlm grlm;
  private Shelf shelf;

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    Path data = CyclicShop.of(30).write(temporary.resolve("data"));
    grlm =
        Grlm.fit(
            data,
            temporary.resolve("run"),
            CyclicShop.config(1, 1),
            SystemRun.Inputs.NONE,
            RunListener.silent());
    var items = new ArrayList<>(grlm.catalog().items());
    var identifiers = new ArrayList<>(grlm.identifiers().all());
    items.add(
        new Item(
            "n1", "Garden lamp", "Alder", List.of("Lights"), List.of("LAMPS"), "", "d2", Map.of()));
    identifiers.add(identifiers.get(1));
    Grlm grown = grlm.with(items, identifiers);
    var deleted = new BitSet();
    deleted.set(DELETED);
    var near = new int[items.size()][];
    var cosines = new float[items.size()][];
    Arrays.fill(near, new int[] {DELETED, 1});
    Arrays.fill(cosines, new float[] {.5f, .25f});
    shelf = new Shelf(grown, grlm.fitted(), deleted, new Neighbors(near, cosines));
  }

  @AfterAll
  void close() {
    grlm.close();
  }

  private Catalog catalog() {
    return shelf.catalog();
  }

  private String text(int item) {
    Item one = catalog().item(item);
    List<String> parts = new ArrayList<>(List.of(one.title(), one.brand()));
    parts.addAll(shelf.identifiers().of(item).symbols());
    parts.add(one.id());
    return " " + String.join(" ", parts).toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lamp", "LAMP garden", "arde", " i1 ", "alder", "lamp  n1", "zzz", "", "n"})
  void aSearchIsThePlainOne(String query) {
    List<String> words = Arrays.asList(query.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
    List<Item> plain =
        IntStream.range(0, catalog().size())
            .filter(item -> item != DELETED)
            .filter(item -> words.stream().allMatch(text(item)::contains))
            .boxed()
            .sorted(Comparator.comparingLong((Integer item) -> -beginnings(item, words)))
            .map(catalog()::item)
            .toList();
    assertThat(shelf.search(query, 100)).isEqualTo(plain);
    assertThat(shelf.search(query, 2)).isEqualTo(plain.subList(0, Math.min(2, plain.size())));
  }

  private long beginnings(int item, List<String> words) {
    return words.stream()
        .filter(word -> !word.isEmpty() && text(item).contains(" " + word))
        .count();
  }

  private Set<Integer> open(Filter filter) {
    BitSet excluded = shelf.excluded(filter);
    var open = new HashSet<Integer>();
    IntStream.range(0, catalog().size()).filter(item -> !excluded.get(item)).forEach(open::add);
    return open;
  }

  @Test
  void withoutAFilterOnlyWhatIsDeletedIsMissing() {
    assertThat(open(Filter.NONE)).hasSize(catalog().size() - 1).doesNotContain(DELETED);
  }

  @Test
  void categoriesAreOneOfSeveralInAnyCase() {
    assertThat(open(new Filter(List.of("lights", "none"), List.of(), List.of(), null)))
        .containsExactly(ADDED);
    assertThat(open(new Filter(List.of("Lamps"), List.of(), List.of(), null)))
        .as("further categories count too")
        .containsExactly(ADDED);
    assertThat(open(new Filter(List.of("none"), List.of(), List.of(), null))).isEmpty();
  }

  @Test
  void domainsAreMeantAsTheyAreWritten() {
    assertThat(open(new Filter(List.of(), List.of("d2"), List.of(), null))).containsExactly(ADDED);
    assertThat(open(new Filter(List.of(), List.of("D2"), List.of(), null))).isEmpty();
  }

  @Test
  void anUnknownDomainIsToldWhichThereAre() {
    shelf.requireDomains(Filter.NONE);
    shelf.requireDomains(new Filter(List.of(), List.of("d2"), List.of(), null));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> shelf.requireDomains(new Filter(List.of(), List.of("d2", "D2"), List.of(), null)))
        .withMessageStartingWith("no item is of the domain 'D2'; there are ");
    assertThat(shelf.ofDomains(Filter.NONE)).isNull();
    assertThat(shelf.ofDomains(new Filter(List.of(), List.of("d2"), List.of(), null)))
        .isEqualTo(BitSet.valueOf(new long[] {1L << ADDED}));
  }

  @Test
  void conditionsHoldTogetherAndUnknownIdsAreOverlooked() {
    var available = List.of("i1", "i2", "n1", "unknown", catalog().item(DELETED).id());
    assertThat(open(new Filter(List.of(), List.of(), List.of("i2", "unknown"), available)))
        .containsExactlyInAnyOrder(1, ADDED);
    assertThat(open(new Filter(List.of("lights"), List.of("d2"), List.of("n1"), null))).isEmpty();
    assertThat(open(new Filter(List.of(), List.of(), List.of(), List.of()))).isEmpty();
  }

  @Test
  void aTermIsWhatItsItemsHaveAndWhatStandsBesideIt() {
    String term = shelf.identifiers().of(ADDED).symbols().getFirst();
    List<Integer> having =
        IntStream.range(0, catalog().size())
            .filter(item -> item != DELETED)
            .filter(item -> shelf.identifiers().of(item).symbols().contains(term))
            .boxed()
            .toList();
    TermView view = Objects.requireNonNull(shelf.term(term, 1_000));
    assertThat(view.items()).isEqualTo(having.size());
    assertThat(view.examples())
        .extracting(TermView.Example::item)
        .isEqualTo(having.stream().map(catalog()::item).toList());
    assertThat(view.siblings())
        .isSortedAccordingTo(
            Comparator.comparingInt((TermView.Sibling one) -> -one.items())
                .thenComparing(TermView.Sibling::term))
        .allSatisfy(sibling ->
            assertThat(sibling.items())
                .isEqualTo(
                    having.stream()
                        .map(item -> shelf.identifiers().of(item).symbols())
                        .filter(symbols -> symbols.contains(sibling.term()))
                        .count()));
    assertThat(Objects.requireNonNull(shelf.term(term, 1)).examples()).hasSize(1);
    assertThat(shelf.term("no such term", 1)).isNull();
  }

  @Test
  void anItemIsSeenWithItsNeighborsThatAreStillThere() {
    ItemView view = shelf.view(ADDED);
    assertThat(view.added()).isTrue();
    assertThat(view.guessed()).isFalse();
    assertThat(view.neighbors())
        .containsExactly(new ItemView.Neighbor(catalog().item(1), identifier(1), .25));
    assertThat(shelf.view(0).added()).isFalse();
    assertThat(shelf.addedItems()).isOne();
    assertThat(shelf.deletedItems()).isOne();
    assertThat(shelf.isDeleted(DELETED)).isTrue();
  }

  private Identifier identifier(int item) {
    return shelf.identifiers().of(item);
  }

  @Test
  void termsOfAHistoryAreThoseOfItsItems() {
    assertThat(shelf.termsOf(new int[0])).isEmpty();
    var expected = new HashSet<>(identifier(1).symbols());
    expected.addAll(identifier(2).symbols());
    assertThat(shelf.termsOf(new int[] {1, 2, 1})).isEqualTo(expected);
  }
}
