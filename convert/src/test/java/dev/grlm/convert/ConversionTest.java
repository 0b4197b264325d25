package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.convert.ConversionSettings.Origin;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.io.RunListener;
import dev.grlm.prepare.Cut;
import dev.grlm.prepare.Rules;
import dev.grlm.prepare.UserIds;
import dev.grlm.summary.Summary;
import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTest {
  @TempDir private Path folder;

  static Stream<String> formats() {
    return ForeignData.ALL.keySet().stream();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Conversion.Result convert(ConversionSettings settings) throws IOException {
    return Conversion.run(settings, RunListener.silent());
  }

  private Conversion.Result convert(Path from, Rules rules) throws IOException {
    return convert(ConversionSettings.of(from, out()).with(rules));
  }

  private Path table(String name, String... rows) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, String.join("\n", rows) + "\n");
    return file;
  }

  private List<String> interactions() throws IOException {
    return Files.readAllLines(out().resolve("interactions.tsv"));
  }

  private static final Rules JOINED = Rules.DEFAULT.withUsers(UserIds.JOINED);

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatIsToldByItsContentAndGivesTheSameHistories(String word) throws IOException {
    Path from = ForeignData.write(word, folder.resolve("in"));
    Conversion.Result result = convert(ConversionSettings.of(from, out()));
    assertThat(result.files()).extracting(Conversion.ReadFile::format).containsOnly(word);
    assertThat(result.examples()).isEmpty();
    Dataset dataset = DatasetReader.read(out());
    assertThat(dataset.histories()).hasSize(2);
    assertThat(dataset.histories().get(0).items()).containsExactly(0, 1, 2);
    assertThat(dataset.histories().get(1).items()).containsExactly(1, 2);
    assertThat(dataset.catalog().size()).isEqualTo(3);
    assertThat(result.summary().events()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theSameInputGivesTheSameBytes(String word) throws IOException {
    Path from = ForeignData.write(word, folder.resolve("in"));
    convert(ConversionSettings.of(from, out()));
    convert(ConversionSettings.of(from, folder.resolve("again")));
    for (String name :
        List.of(
            "items.jsonl", "interactions.tsv", "convert.json", "summary.json", "summary.html")) {
      assertThat(folder.resolve("again").resolve(name)).hasSameBinaryContentAs(out().resolve(name));
    }
  }

  @Test
  void textIsCleanedAndAnItemOfEventsOnlyIsKept() throws IOException {
    table("products.csv", "item_id,title", "a,Rose &amp;amp; <b>lily</b>");
    table("clicks.csv", "user_id,item_id,timestamp", "u,a,1", "u,b,2");
    convert(folder, Rules.DEFAULT);
    assertThat(Files.readAllLines(out().resolve("items.jsonl")))
        .containsExactly(
            "{\"id\":\"a\",\"title\":\"Rose & lily\"}", "{\"id\":\"b\",\"title\":\"\"}");
    assertThat(interactions())
        .containsExactly("user\titem\tposition\ttimestamp", "u\ta\t0\t1", "u\tb\t1\t2");
  }

  @Test
  void whatIsDroppedIsCountedByReason() throws IOException {
    Path file =
        table(
            "clicks.csv",
            "user,item,time,rating",
            "u,a,100,5",
            "u,a,100,5",
            "u,b,200,1",
            "u,c,50,4",
            "u,d,900,4",
            "u,e,2000,4",
            ",e,300,4",
            "u,f,yesterday,4",
            "u,g",
            "u,h,300,4",
            "u,i,400,5",
            "u,j,500,");
    Rules rules =
        Rules.DEFAULT.with(rule ->
            rule.minimumRating(2).from(60_000).until(800_000).now(1_000_000).longestHistory(2));
    var settings = ConversionSettings.of(file, out()).with(rules).withMostFaults(0.5);
    Conversion.Result result = convert(settings);
    assertThat(result.summary().counts())
        .containsEntry("events rated too low, dropped", 1L)
        .containsEntry("events outside the time window, dropped", 3L)
        .containsEntry("events that stood before, dropped", 1L)
        .containsEntry("events beyond the longest history, dropped", 2L)
        .containsEntry("lines dropped: no user id", 1L)
        .containsEntry("lines dropped: not a time", 1L)
        .containsEntry("lines dropped: wrong number of columns", 1L);
    assertThat(result.examples().get("lines dropped: not a time"))
        .containsExactly(file + ":9: column 'time': not a time: 'yesterday'");
    assertThat(interactions()).hasSize(3).element(1).isEqualTo("u\ti\t0\t400\t5");
  }

  @Test
  void tooManyFaultsEndTheWorkInOneLineAndLeaveNothing() throws IOException {
    Path file = table("clicks.csv", "user,item,time", "u,a,1", "u,b,x", "u,c,y");
    assertThatThrownBy(() -> convert(file, Rules.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 of 3 lines")
        .hasMessageContaining(file + ":3: column 'time': not a time: 'x'");
    assertThat(folder).isDirectoryNotContaining("glob:**out*");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFolderThatIsThereIsKeptUnlessItMayBeReplaced() throws IOException {
    Path file = table("clicks.csv", "user,item,time", "u,a,1");
    convert(file, Rules.DEFAULT);
    assertThatThrownBy(() -> convert(file, Rules.DEFAULT)).hasMessageContaining("--replace");
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "mine");
    var replacing = ConversionSettings.of(file, other).withReplace(true);
    assertThatThrownBy(() -> convert(replacing))
        .hasMessageContaining("was not made by a conversion");
    assertThat(other.resolve("thesis.txt")).hasContent("mine");
  }

  @Test
  void severalDomainsAreMergedByTimeAndUsersJoinedById() throws IOException {
    Path arts = table("arts.csv", "user,item,time", "u,a1,10", "u,a2,30", "v,a1,5");
    Path office = table("office.csv", "user,item,time", "u,o1,20");
    var settings =
        ConversionSettings.of(arts, out())
            .from(List.of(new Origin(arts, "arts"), new Origin(office, "office")));
    Conversion.Result result = convert(settings.with(JOINED));
    assertThat(interactions())
        .containsExactly(
            "user\titem\tposition\ttimestamp",
            "u\ta1\t0\t10",
            "u\to1\t1\t20",
            "u\ta2\t2\t30",
            "v\ta1\t0\t5");
    assertThat(Files.readString(out().resolve("items.jsonl"))).contains("\"domain\":\"office\"");
    assertThat(result.summary().overlap()).singleElement().extracting(o -> o.users()).isEqualTo(1L);
  }

  /// Positions of two domains are no common order: to sort by them would zip the domains.
  @Test
  void domainsWithoutTimesBecomeSourceHistoryThenTargetHistoryWithoutTheSourcesTargets()
      throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    var items = new StringBuilder();
    var rows = new StringBuilder("user\tdomain\titem\tposition\n");
    for (String domain : List.of("arts", "office")) {
      for (int place = 0; place < 4; place++) {
        String id = domain.charAt(0) + "" + place;
        items.append("{\"id\":\"%s\",\"title\":\"t\",\"domain\":\"%s\"}%n".formatted(id, domain));
        rows.append("u\t%s\t%s\t%d%n".formatted(domain, id, place));
      }
    }
    Files.writeString(in.resolve("items.jsonl"), items);
    Files.writeString(in.resolve("interactions.tsv"), rows);
    convert(in, Rules.DEFAULT);
    List<String> histories =
        interactions().stream()
            .skip(1)
            .map(row -> row.replaceFirst("\t\\d+\t\\w+\tu$", ""))
            .toList();
    assertThat(histories)
        .containsExactlyElementsOf(
            Stream.of(
                    "u@arts o0",
                    "u@arts o1",
                    "u@arts a0",
                    "u@arts a1",
                    "u@arts a2",
                    "u@arts a3",
                    "u@office a0",
                    "u@office a1",
                    "u@office o0",
                    "u@office o1",
                    "u@office o2",
                    "u@office o3")
                .map(row -> row.replace(' ', '\t'))
                .toList());
  }

  /// A unit of one event of its own has no second target: what stands before is source history.
  @Test
  void onlyTheUnitsOwnEventsAreTargets() throws IOException {
    Path arts = table("arts.csv", "user,item,time", "u,a1,1", "u,a2,2", "u,a3,3", "u,a4,4");
    Path office = table("office.csv", "user,item,time", "u,o1,9");
    var settings =
        ConversionSettings.of(arts, out())
            .from(List.of(new Origin(arts, "arts"), new Origin(office, "office")));
    convert(settings.with(JOINED.withUnit(Rules.Unit.DOMAIN)));
    assertThat(interactions())
        .containsExactly(
            "user\titem\tposition\ttimestamp\tpart\tperson",
            "u@arts\ta1\t0\t1\ttraining\tu",
            "u@arts\ta2\t1\t2\ttraining\tu",
            "u@arts\ta3\t2\t3\tvalidation\tu",
            "u@arts\ta4\t3\t4\ttest\tu",
            "u@office\ta1\t0\t1\ttraining\tu",
            "u@office\ta2\t1\t2\ttraining\tu",
            "u@office\to1\t2\t9\ttest\tu");
    assertThat(DatasetReader.read(out()).histories().get(1).validationStart()).isEqualTo(2);
  }

  @Test
  void anIdMayMeanAnotherItemInEveryDomain() throws IOException {
    var origins = new java.util.ArrayList<Origin>();
    for (String domain : List.of("arts", "office")) {
      Path in = Files.createDirectories(folder.resolve(domain));
      Files.writeString(in.resolve("items.jsonl"), "{\"id\": 1, \"title\": \"" + domain + "\"}\n");
      Files.writeString(in.resolve("interactions.tsv"), "user\titem\ttimestamp\nu\t1\t5\n");
      origins.add(new Origin(in, domain));
    }
    var settings = ConversionSettings.of(folder, out()).from(origins);
    Conversion.Result shared = convert(settings.with(JOINED));
    assertThat(shared.summary().items()).isEqualTo(1);
    assertThat(shared.summary().counts())
        .containsEntry("item ids of several sources, taken for one item each", 1L)
        .containsEntry("items with an id that stood before, dropped", 1L);
    Rules separate = JOINED.withItems(Rules.ItemIds.SEPARATE);
    Conversion.Result apart =
        convert(
            ConversionSettings.of(folder, folder.resolve("apart")).from(origins).with(separate));
    assertThat(apart.summary().items()).isEqualTo(2);
    assertThat(apart.summary().events()).isEqualTo(2);
    assertThat(apart.summary().counts())
        .containsOnlyKeys(
            "histories without a target",
            "user ids of several sources, taken for one user each",
            "item ids of several sources, taken for different items");
    assertThat(DatasetReader.read(folder.resolve("apart")).catalog().item(1).id())
        .isEqualTo("office:1");
  }

  private Path log() throws IOException {
    return table(
        "clicks.csv",
        "user,item,time",
        "u,a,300",
        "u,b,100",
        "u,c,200",
        "u,d,250",
        "v,a,100",
        "v,d,350",
        "w,b,210",
        "x,c,");
  }

  @Test
  void aSplitByTimeCutsAllUsersAtTheSameMoments() throws IOException {
    Conversion.Result result =
        convert(log(), Rules.DEFAULT.withCut(new Cut.AtTimes(200_000, 300_000)));
    assertThat(interactions())
        .containsExactly(
            "user\titem\tposition\ttimestamp\tpart",
            "u\tb\t0\t100\ttraining",
            "u\tc\t1\t200\tvalidation",
            "u\td\t2\t250\tvalidation",
            "u\ta\t3\t300\ttest",
            "v\ta\t0\t100\ttraining",
            "v\td\t1\t350\ttest",
            "w\tb\t0\t210\tvalidation",
            "x\tc\t0\t\ttraining");
    Dataset dataset = DatasetReader.read(out());
    assertThat(Split.VALIDATION.evaluated(dataset)).extracting(History::user).containsExactly("u");
    assertThat(Split.TEST.evaluated(dataset)).extracting(History::user).containsExactly("u", "v");
    assertThat(result.summary().split())
        .isEqualTo(
            new Summary.Parts(
                "temporal: validation from 1970-01-01T00:03:20Z, test from 1970-01-01T00:05:00Z",
                3,
                3,
                2,
                1,
                2));
    assertThat(result.summary().counts())
        .containsEntry("events without a time, taken for training", 1L)
        .containsEntry("histories without a target", 2L);
  }

  @Test
  void sharesBecomeTimes() throws IOException {
    Conversion.Result result = convert(log(), Rules.DEFAULT.withCut(new Cut.AtShares(.4, .2)));
    // seven timed events: the latest two are test, the three before them validation
    assertThat(result.summary().split().rule())
        .isEqualTo(
            "temporal: validation from 1970-01-01T00:03:20Z, test from 1970-01-01T00:05:00Z");
  }

  @Test
  void aSplitByTimeByUnitShowsOtherDomainsOnlyBeforeTheCut() throws IOException {
    Path arts = table("arts.csv", "user,item,time", "u,a1,1", "u,a2,20", "u,a3,30");
    Path office = table("office.csv", "user,item,time", "u,o1,5", "u,o2,15", "u,o3,25");
    var settings =
        ConversionSettings.of(arts, out())
            .from(List.of(new Origin(arts, "arts"), new Origin(office, "office")));
    convert(
        settings.with(JOINED.withUnit(Rules.Unit.DOMAIN).withCut(new Cut.AtTimes(10_000, 22_000))));
    assertThat(interactions().stream().map(row -> row.replaceFirst("\t\\d+\t\\d+\t", " ")))
        .containsExactly(
            "user\titem\tposition\ttimestamp\tpart\tperson",
            "u@arts\to1 training\tu",
            "u@arts\ta1 training\tu",
            "u@arts\ta2 validation\tu",
            "u@arts\ta3 test\tu",
            "u@office\ta1 training\tu",
            "u@office\to1 training\tu",
            "u@office\to2 validation\tu",
            "u@office\to3 test\tu");
  }

  @Test
  void whatCannotBeCutInTimeIsRefusedInOneLine() throws IOException {
    Path untimed = table("untimed.csv", "user,item", "u,a", "u,b");
    assertThatThrownBy(() -> convert(untimed, Rules.DEFAULT.withCut(new Cut.AtShares(.1, .1))))
        .isInstanceOf(IOException.class)
        .hasMessage("a split by time needs times, and no event has one");
    Path one = table("one.csv", "user,item,time", "u,a,100", "u,b,100", "u,c,100");
    assertThatThrownBy(() -> convert(one, Rules.DEFAULT.withCut(new Cut.AtShares(.3, .3))))
        .hasMessageContaining("--validation-from");
    assertThatThrownBy(() -> convert(log(), Rules.DEFAULT.withCut(new Cut.AtTimes(1, 2))))
        .hasMessageStartingWith("no events left for training")
        .hasMessageContaining("1970-01-01T00:00:00.001Z");
    assertThatThrownBy(
            () -> convert(log(), Rules.DEFAULT.withCut(new Cut.AtTimes(200_000, 900_000))))
        .hasMessageStartingWith("no events left for test");
    assertThat(out()).doesNotExist();
  }

  @Test
  void tiesAreShuffledBySeedAndOnlyTies() throws IOException {
    var rows = new java.util.ArrayList<String>(List.of("user,item,time", "u,first,1"));
    for (int item = 0; item < 30; item++) {
      rows.add("u,i" + item + ",5");
    }
    rows.add("u,last,9");
    Path file = table("clicks.csv", rows.toArray(String[]::new));
    Rules rules = Rules.DEFAULT.withTies(Rules.Ties.SHUFFLE).withSeed(7);
    convert(file, rules);
    List<String> shuffled = interactions();
    assertThat(shuffled.get(1)).startsWith("u\tfirst");
    assertThat(shuffled.getLast()).startsWith("u\tlast");
    List<String> items = shuffled.stream().skip(1).map(row -> row.split("\t", -1)[1]).toList();
    List<String> given = rows.stream().skip(1).map(row -> row.split(",", -1)[1]).toList();
    assertThat(items).isNotEqualTo(given).containsExactlyInAnyOrderElementsOf(given);
  }

  @Test
  void theCoreTakesItemsWithoutEventsAwayToo() throws IOException {
    table("products.csv", "item_id,title", "a,A", "b,B", "never,C");
    Path file = table("clicks.csv", "user,item,time", "u,a,1", "v,a,2", "u,b,3", "v,b,4", "w,a,5");
    assertThat(file).exists();
    Conversion.Result result = convert(folder, Rules.DEFAULT.withUserCore(2).withItemCore(2));
    assertThat(result.summary().users()).isEqualTo(2);
    assertThat(result.summary().items()).isEqualTo(2);
    assertThat(result.summary().itemsWithoutEvents()).isZero();
  }

  @Test
  void aCheckWritesNothing() throws IOException {
    Path file = table("clicks.csv", "user,item,time", "u,a,1", "u,b,2");
    var settings = ConversionSettings.of(file, out());
    var check = settings.withTemporary(folder).withCheckOnly(true);
    assertThat(convert(check).summary().events()).isEqualTo(2);
    assertThat(Arrays.stream(folder.toFile().list()).sorted().toList())
        .containsExactly("clicks.csv");
  }

  /// Otherwise everything up to the next quote would be one cell, and its rows gone unseen.
  @Test
  void ofAQuoteThatIsNeverClosedOnlyTheLineIsLost() throws IOException {
    var rows = new java.util.ArrayList<String>(List.of("user,item,note", "v,b,\"open"));
    for (int row = 0; row < 10; row++) {
      rows.add("u,i" + row + ",x");
    }
    Path file = table("clicks.csv", rows.toArray(String[]::new));
    Conversion.Result result = convert(file, Rules.DEFAULT);
    assertThat(result.summary().events()).isEqualTo(10);
    assertThat(result.examples().get("lines dropped: quote that is never closed"))
        .containsExactly(file + ":2: column 'line': quote that is never closed: 'v,b,\"open'");
  }

  @Test
  void anItemThatStandsTwiceInOneObjectIsCountedAndItsFileFingerprinted() throws IOException {
    Path in = ForeignData.write("grlm", folder.resolve("in"));
    Files.writeString(
        in.resolve("beauty.item.json"), "{\"1\": {\"title\": \"A\"}, \"1\": {\"title\": \"B\"}}");
    Conversion.Result result = convert(in, Rules.DEFAULT);
    assertThat(result.summary().counts())
        .containsEntry("items with an id that stood before, dropped", 1L);
    assertThat(result.files()).allMatch(file -> file.sha256().length() == 64);
    assertThat(Files.readString(out().resolve("items.jsonl"))).contains("A").doesNotContain("B");
  }

  /// The first title that is not ASCII may stand far down.
  @Test
  void titlesOfOldReleasesAreReadInTheirCharset() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    var movies = new StringBuilder();
    for (int movie = 1; movie <= 200; movie++) {
      movies
          .append(movie)
          .append(movie == 200 ? "::Café (1999)" : "::Film (1999)")
          .append("::Drama\n");
    }
    Files.write(in.resolve("movies.dat"), movies.toString().getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(in.resolve("ratings.dat"), "1::200::5::1400000000\n");
    convert(in, Rules.DEFAULT);
    assertThat(Files.readString(out().resolve("items.jsonl"))).contains("Café (1999)");
  }
}
