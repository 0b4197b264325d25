package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.paper.AskedPersons.Asked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Items 0 to 3 are cups, 4 to 7 teas, 8 is a spoon.
class JoinedDomainsTest {
  private static final Catalog ITEMS =
      new Catalog(
          IntStream.range(0, 9)
              .mapToObj(item ->
                  new Item(
                      "i" + item,
                      "title " + item,
                      "",
                      List.of(),
                      List.of(),
                      "",
                      item < 4 ? "cups" : item < 8 ? "teas" : "spoons",
                      Map.of()))
              .toList());

  private static Dataset dataset(History... histories) {
    return new Dataset(ITEMS, List.of(histories), new TreeMap<>());
  }

  private static JoinedDomains joined(DomainPair.Users users, History... histories)
      throws IOException {
    return JoinedDomains.of(dataset(histories), new DomainPair("cups", "teas", users), "here");
  }

  private static final History BOTH = new History("both", new int[] {0, 8, 4, 1, 5, 2, 6});
  private static final History TEAS = new History("teas", new int[] {4, 5, 6, 7});
  private static final History CUPS = new History("cups", new int[] {4, 0, 1, 2});

  @Test
  void everyReadingHasTheSameCuts() throws IOException {
    JoinedDomains joined = joined(DomainPair.Users.ALL, BOTH, TEAS, CUPS);
    assertThat(joined.merged().histories())
        .containsExactly(new History("both", new int[] {0, 4, 1, 5, 2, 6}), TEAS, CUPS);
    assertThat(joined.merged().catalog().size()).isEqualTo(8);

    // The validation target of the first is a cup, so that among teas there is none.
    assertThat(joined.inDomain().histories())
        .containsExactly(
            new History("both", new int[] {0, 1, 2}, 2, 2),
            new History("teas", new int[] {0, 1, 2, 3}, 2, 3),
            new History("cups", new int[] {0}, 1, 1));

    assertThat(joined.separate().histories())
        .containsExactly(
            new History("both@teas", new int[] {4, 5, 6}, 2, 2).of("both"),
            new History("both@cups", new int[] {0, 1, 2}, 2, 3).of("both"),
            new History("teas@teas", new int[] {4, 5, 6, 7}, 2, 3).of("teas"),
            new History("cups@teas", new int[] {4}, 1, 1).of("cups"),
            new History("cups@cups", new int[] {0, 1, 2}, 1, 2).of("cups"));
    for (Dataset reading : List.of(joined.merged(), joined.separate(), joined.inDomain())) {
      assertThat(teasAskedFor(reading)).containsExactly("both i6", "teas i7");
    }
  }

  private static List<String> teasAskedFor(Dataset reading) {
    return Split.TEST.evaluated(reading).stream()
        .map(history ->
            history.person() + " " + reading.catalog().item(Split.TEST.target(history)).id())
        .filter(
            target -> List.of("both i6", "teas i7").contains(target) || target.matches(".*[4-7]"))
        .toList();
  }

  @Test
  void timesAndPartsAreThereInEveryReading() throws IOException {
    JoinedDomains joined = joined(DomainPair.Users.ALL, TEAS.at(new long[] {1, 2, 3, 4}));
    assertThat(joined.inDomain().histories().getFirst().time(3)).isEqualTo(4);
    assertThat(joined.separate().histories().getFirst().time(3)).isEqualTo(4);
  }

  /// A conversion has put what the person did elsewhere before what the domain's user did.
  @Test
  void usersPerDomainOfAConversionSayEachEventOnce() throws IOException {
    JoinedDomains joined =
        joined(
            DomainPair.Users.ALL,
            new History("p@cups", new int[] {4, 0, 1, 2, 3}, 3, 4).of("p"),
            new History("p@teas", new int[] {0, 1, 4, 5, 6}, 3, 4).of("p"),
            new History("q@teas", new int[] {0, 7}, 1, 1).of("q"));
    assertThat(joined.merged().histories())
        .containsExactly(
            new History("p", new int[] {0, 1, 4, 5, 6}), new History("q", new int[] {7}));
    assertThat(joined.persons().getFirst().ordered()).isFalse();
    assertThat(joined.separate().histories().getFirst())
        .isEqualTo(new History("p@teas", new int[] {4, 5, 6}).of("p"));
    assertThatThrownBy(() ->
            joined(
                DomainPair.Users.ALL,
                new History("p@teas", new int[] {0, 4, 5, 6, 7}, 2, 3).of("p")))
        .hasMessageContaining("user 'p@teas' first");
  }

  @Test
  void onlyWhoIsInBoth() throws IOException {
    JoinedDomains joined = joined(DomainPair.Users.OVERLAPPING, BOTH, TEAS, CUPS);
    assertThat(joined.persons())
        .extracting(person -> person.history().user())
        .containsExactly("both", "cups");
    JoinedSummary summary = JoinedSummary.of(joined);
    assertThat(summary.targets()).isEqualTo(1);
    assertThat(summary.sourceTargets()).isEqualTo(1);
    assertThat(summary.order()).isEqualTo("known");
  }

  @Test
  void whoIsAskedIsRemembered(@TempDir Path folder) throws IOException {
    JoinedDomains joined = joined(DomainPair.Users.ALL, BOTH, TEAS, CUPS);
    Path file = folder.resolve("persons.tsv");
    AskedPersons.of(joined).write(file);
    AskedPersons asked = AskedPersons.read(file);
    assertThat(asked).isEqualTo(AskedPersons.of(joined));
    assertThat(asked.of("both")).isEqualTo(new Asked("teas", 2, 3, true));
    assertThat(asked.of("teas")).isEqualTo(new Asked("teas", 3, 0, true));
    assertThat(asked.of("cups")).isEqualTo(new Asked("cups", 2, 1, true));
  }

  @Test
  void whatCannotBeIsSaidInOneLine() {
    assertThatThrownBy(() ->
            JoinedDomains.of(
                dataset(BOTH), new DomainPair("cups", "tins", DomainPair.Users.ALL), "here"))
        .isInstanceOf(IOException.class)
        .hasMessage("here: no item is of the domain 'tins'; there are 'cups', 'spoons', 'teas'");
    assertThatThrownBy(() -> joined(DomainPair.Users.ALL, CUPS))
        .hasMessage(
            "here: nobody's last item of three is of 'teas', so that nothing can be asked for there");
    assertThatThrownBy(
            () -> joined(DomainPair.Users.ALL, new History("a", new int[] {4, 5, 6, 7}, 1, 2)))
        .hasMessageContaining("without the column 'part'");
  }
}
