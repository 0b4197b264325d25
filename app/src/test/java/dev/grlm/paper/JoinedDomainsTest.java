package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.convert.Conversion;
import dev.grlm.convert.ConversionSettings;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.io.RunListener;
import dev.grlm.paper.AskedPersons.Asked;
import dev.grlm.prepare.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  /// What was done with spoons is nobody's question, and of the pair it says what others say.
  @Test
  void usersOfAThirdDomainSayNothingOfThePair() throws IOException {
    History cups = new History("p@cups", new int[] {4, 8, 0, 1, 2}, 3, 4).of("p");
    History teas = new History("p@teas", new int[] {0, 8, 4, 5, 6}, 3, 4).of("p");
    History spoons = new History("p@spoons", new int[] {0, 4, 8, 8, 8}, 3, 4).of("p");
    JoinedDomains joined = joined(DomainPair.Users.ALL, spoons, cups, teas);
    assertThat(joined.merged().histories())
        .containsExactly(new History("p", new int[] {0, 4, 5, 6}));
    assertThat(joined.persons().getFirst().heldOut()).isEqualTo(2);
  }

  /// As a conversion leaves a person with two spoons and a tea.
  @Test
  void aUnitIsToldByItsNameAndNotByItsLength() throws IOException {
    JoinedDomains joined =
        joined(
            DomainPair.Users.ALL, TEAS, new History("p@teas", new int[] {8, 8, 4}, 2, 2).of("p"));
    assertThat(joined.merged().histories())
        .containsExactly(TEAS, new History("p", new int[] {4}, 1, 1));
  }

  /// Of a person whom a map of users names.
  @Test
  void thePersonOfAUnitMayBeCalledOtherwise() throws IOException {
    JoinedDomains joined =
        joined(
            DomainPair.Users.ALL,
            new History("shop:17@cups", new int[] {4, 0, 1, 2, 3}, 3, 4).of("ann"),
            new History("shop:17@teas", new int[] {0, 1, 4, 5, 6}, 3, 4).of("ann"),
            new History("shop:17@spoons", new int[] {0, 1, 4, 8, 8, 8}, 4, 5).of("ann"));
    assertThat(joined.merged().histories())
        .containsExactly(new History("ann", new int[] {0, 1, 4, 5, 6}));
  }

  /// No column says that these are somebody else's, or they have nothing of that domain.
  @Test
  void anIdThatMerelyLooksLikeAUnitIsNone() throws IOException {
    JoinedDomains joined =
        joined(
            DomainPair.Users.ALL,
            new History("q@teas", new int[] {0, 4, 5, 6}),
            new History("shop:r@teas", new int[] {0, 1, 2}).of("r@teas"));
    assertThat(joined.merged().histories())
        .containsExactly(
            new History("q@teas", new int[] {0, 4, 5, 6}),
            new History("r@teas", new int[] {0, 1, 2}));
  }

  /// Positions begin anew in each of three domains, and ann is behind the user 17.
  @Test
  void whatAConversionLeavesIsReadEventByEvent(@TempDir Path folder) throws IOException {
    Path in = folder.resolve("in");
    Files.createDirectories(in);
    DatasetFiles.write(in, dataset(TEAS));
    Files.writeString(
        in.resolve("interactions.tsv"),
        """
        user\titem\tposition\tperson
        17\ti8\t0\tann
        17\ti8\t1\tann
        17\ti8\t2\tann
        17\ti0\t0\tann
        17\ti1\t1\tann
        17\ti2\t2\tann
        17\ti4\t0\tann
        17\ti5\t1\tann
        17\ti6\t2\tann
        18\ti8\t0\t18
        18\ti8\t1\t18
        18\ti8\t2\t18
        18\ti4\t0\t18
        """);
    Path out = folder.resolve("out");
    Conversion.run(
        ConversionSettings.of(in, out).with(Rules.DEFAULT.withKeepDuplicates(true)),
        RunListener.silent());
    Dataset converted = DatasetReader.read(out);
    assertThat(converted.histories())
        .extracting(history -> history.user() + " of " + history.person())
        .containsExactlyInAnyOrder(
            "17@cups of ann",
            "17@teas of ann",
            "17@spoons of ann",
            "18@teas of 18",
            "18@spoons of 18");
    JoinedDomains joined =
        JoinedDomains.of(
            converted, new DomainPair("cups", "teas", DomainPair.Users.ALL), "converted");
    Catalog items = joined.catalog();
    assertThat(joined.merged().histories())
        .extracting(history ->
            history.user()
                + IntStream.of(history.items())
                    .mapToObj(item -> " " + items.item(item).id())
                    .collect(Collectors.joining()))
        .containsExactlyInAnyOrder("ann i0 i4 i5 i6", "18 i4");
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

  /// Two cups are held out, since nobody knows when they were.
  @Test
  void whoWasInBothIsKeptWhateverIsHeldOut() throws IOException {
    History cups = new History("b@cups", new int[] {0, 1}, 0, 1).of("b");
    History teas = new History("b@teas", new int[] {4, 5, 6, 7}, 2, 3).of("b");
    JoinedDomains joined = joined(DomainPair.Users.OVERLAPPING, TEAS, cups, teas);
    assertThat(joined.merged().histories())
        .containsExactly(new History("b", new int[] {4, 5, 6, 7}));
    assertThat(AskedPersons.of(joined).of("b")).isEqualTo(new Asked("teas", 3, 0, true));
    JoinedSummary summary = JoinedSummary.of(joined);
    assertThat(summary.overlapping()).isEqualTo(1);
    assertThat(summary.orderUnknown()).isZero();
    assertThat(summary.heldOut()).isEqualTo(2);
    assertThat(summary.order()).startsWith("not known between the domains");
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

  /// By positions the cup is before the last tea, by times after it.
  @Test
  void anOrderThatTimesContradictIsRefused() throws IOException {
    History falling = new History("f", new int[] {4, 5, 0, 6}).at(new long[] {10, 20, 50, 40});
    assertThatThrownBy(() -> joined(DomainPair.Users.ALL, falling))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("here: the user 'f' has an event of the time 40 after one of 50: ")
        .hasMessageNotContaining("\n");
    History elsewhere =
        new History("e", new int[] {8, 4, 0, 5, 6}).at(new long[] {90, 10, 20, 20, 40});
    assertThat(joined(DomainPair.Users.ALL, elsewhere).persons())
        .as("of a third domain nothing is asked")
        .hasSize(1);
  }

  /// Both stand in the header and the cells of files with tabs.
  @Test
  void aDomainWithATabOrALineBreakIsRefused() {
    for (String odd : List.of("cups\tteas", "cups\n", "c\u0085ups")) {
      assertThatThrownBy(() -> new DomainPair(odd, "teas", DomainPair.Users.ALL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has a tab, a line break or another control character")
          .hasMessageNotContaining(odd);
      assertThatThrownBy(() -> new DomainPair("teas", odd, DomainPair.Users.ALL))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aBrokenFileOfPersonsIsNamedWithItsLine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("persons.tsv");
    assertThatThrownBy(() -> AskedPersons.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString());
    AskedPersons.of(joined(DomainPair.Users.ALL, TEAS)).write(file);
    String header = Files.readAllLines(file).getFirst();
    Map.of(
            "p\tteas\t1\t2", ":3: 4 columns, not 5",
            "p\tteas\t1\tmany\ttrue", ":3: 'many' is no number of events",
            "p\tteas\t-1\t2\ttrue", ":3: '-1' is no number of events",
            "p\tteas\t1\t2\tyes", ":3: 'yes' is neither true nor false",
            "q\tteas\t1\t2\ttrue", ":3: the person 'q' stands here twice")
        .forEach((row, message) -> assertReadFails(file, header, row, file + message));
    Files.writeString(file, "person\tdomain\n");
    assertThatThrownBy(() -> AskedPersons.read(file))
        .hasMessageStartingWith(file + ":1: does not begin with the columns person");
  }

  private static void assertReadFails(Path file, String header, String row, String message) {
    assertThatThrownBy(
            () -> {
              Files.writeString(file, header + "\nq\tteas\t0\t0\tfalse\n" + row + "\n");
              AskedPersons.read(file);
            })
        .isInstanceOf(IOException.class)
        .hasMessage(message);
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
    assertThatThrownBy(() ->
            joined(
                DomainPair.Users.ALL, TEAS, BOTH, new History("other", new int[] {0}).of("both")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("here: the person 'both' has 2 histories without times");
  }
}
