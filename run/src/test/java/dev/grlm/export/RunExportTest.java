package dev.grlm.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.Metric;
import dev.grlm.io.RunListener;
import dev.grlm.report.PersonFigures;
import dev.grlm.report.RankFile;
import dev.grlm.report.Report;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is exported says what the report says, recomputed here from the files alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunExportTest {
  private static final OptionalInt AS_THE_REPORT = OptionalInt.empty();

  private FittedShop shop;
  private Report report;

  @BeforeAll
  void fit(@TempDir Path folder) throws IOException {
    shop = FittedShop.fit(folder);
    report = shop.report();
  }

  @ParameterizedTest
  @ValueSource(strings = {"grlm", "grlm-model", "popularity"})
  void theMetricsOfAnExportedRunAreThoseOfTheReport(String row) throws IOException {
    List<String> run = shop.lines(What.LISTS, Format.TREC, row, AS_THE_REPORT);
    List<String> judgements = shop.lines(What.TARGETS, Format.TREC, "", AS_THE_REPORT);
    assertThat(judgements).hasSize(FittedShop.USERS).first().isEqualTo("u0 0 i4 1");
    Map<String, Double> expected = report.result(row).orElseThrow().metrics();
    assertThat(TrecEvaluation.metrics(run, judgements))
        .containsOnlyKeys(expected.keySet())
        .allSatisfy((metric, value) ->
            assertThat(value).as(metric).isCloseTo(expected.get(metric), within(1e-12)));
    assertThat(run).allSatisfy(line -> assertThat(line).endsWith(" " + row));
  }

  @ParameterizedTest
  @ValueSource(strings = {"grlm", "grlm-free"})
  void theSharesOfTheBeamsAreThoseOfTheReport(String row) throws IOException {
    BeamShares shares = BeamShares.read(shop, row);
    Report.GenerationShares expected = shares(row);
    assertThat(shares.of(_ -> true))
        .usingRecursiveComparison()
        .ignoringFields("byBeam")
        .isEqualTo(expected);
    for (int rank = 1; rank <= 10; rank++) {
      int wanted = rank;
      assertThat(shares.of(beam -> beam.beam() == wanted))
          .as("beam %d", rank)
          .isEqualTo(expected.byBeam().get(rank - 1));
    }
  }

  private Report.GenerationShares shares(String row) {
    return Objects.requireNonNull(report.generation().get(row), row);
  }

  /// Else the tests above would compare ones and zeros.
  @Test
  void thisShopHasBeamsOfSeveralKindsAndListsWithAndWithoutTargets() {
    Report.GenerationShares free = shares("grlm-free");
    assertThat(free.validRate()).isStrictlyBetween(0.0, 1.0);
    assertThat(free.structuralRate()).isStrictlyBetween(0.0, 1.0);
    assertThat(free.foundRate()).isGreaterThan(free.validRate());
    assertThat(shares("grlm").validRate()).isOne();
    for (String row : List.of("grlm-model", "popularity")) {
      assertThat(report.result(row).orElseThrow().metrics().get("recall@5"))
          .as(row)
          .isStrictlyBetween(0.0, 1.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grlm-free", "popularity"})
  void ranksAreThePlacesOfTheTargetsInTheLists(String row) throws IOException {
    List<String> lists = shop.lines(What.LISTS, Format.TSV, row, AS_THE_REPORT);
    assertThat(lists.getFirst()).isEqualTo("user\trank\titem\tscore\tgenerated\tsource");
    List<String> ranks = shop.lines(What.RANKS, Format.TSV, row, AS_THE_REPORT);
    assertThat(ranks.getFirst()).isEqualTo("user\ttarget\trank\thistory\tlisted");
    assertThat(ranks).hasSize(FittedShop.USERS + 1);
    for (int user = 0; user < FittedShop.USERS; user++) {
      int[] history = CyclicShop.of(FittedShop.USERS).histories().get(user);
      String target = CyclicShop.id(history[history.length - 1]);
      String name = "u" + user + "\t";
      List<String[]> places =
          lists.stream().filter(line -> line.startsWith(name)).map(l -> l.split("\t")).toList();
      String rank =
          places.stream().filter(p -> p[2].equals(target)).map(p -> p[1]).findFirst().orElse("");
      assertThat(ranks.get(user + 1))
          .isEqualTo(
              name + target + "\t" + rank + "\t" + (history.length - 1) + "\t" + places.size());
    }
  }

  @Test
  void aListMayBeAsLongAsTheCatalogueAndWhoHasLessGivesLess() throws IOException {
    Path file = shop.file("long.jsonl");
    List<String> said =
        shop.export(What.LISTS, Format.JSONL, "popularity", OptionalInt.of(9_999), file);
    long places =
        CyclicShop.of(FittedShop.USERS).histories().stream()
            .mapToLong(history -> CyclicShop.ITEMS - (history.length - 1))
            .sum();
    assertThat(Files.readAllLines(file)).hasSize((int) places);
    assertThat(said)
        .containsExactly(
            "row popularity, split test: 70 users, %d places of at most 40 each".formatted(places),
            "70 lists are shorter than 40, because the row has no more to give; 0 of them are"
                + " empty");
    List<String> searched =
        shop.export(What.LISTS, Format.CSV, "grlm", OptionalInt.of(25), shop.file("searched.csv"));
    assertThat(searched)
        .contains(
            "a search for 25 places may rank otherwise than that of the report, which is for 20");
  }

  @Test
  void everyFigureOfTheReportIsALine() throws IOException {
    List<String> lines = shop.lines(What.METRICS, Format.CSV, "", AS_THE_REPORT);
    assertThat(lines.getFirst())
        .isEqualTo("split,row,system,recipe,kind,by,group,users,metric,value,low,high");
    for (Report.Result row : report.results()) {
      Report.Interval interval = Objects.requireNonNull(row.interval95().get("ndcg@10"));
      assertThat(lines)
          .contains(
              "test,%s,%s,%s,%s,,,70,ndcg@10,%s,%s,%s"
                  .formatted(
                      row.name(),
                      row.system(),
                      row.recipe(),
                      row.kind().word(),
                      row.metrics().get("ndcg@10"),
                      interval.low(),
                      interval.high()));
    }
    Report.GenerationShares free = shares("grlm-free");
    assertThat(lines)
        .contains(
            "test,grlm-free,grlm,small,system,,,,foundRate,%s,,".formatted(free.foundRate()),
            "test,grlm-free,grlm,small,system,beam,2,,validRate,%s,,"
                .formatted(free.byBeam().get(1).validRate()));
    List<String> one = shop.lines(What.METRICS, Format.CSV, "markov", AS_THE_REPORT);
    assertThat(one)
        .hasSizeLessThan(lines.size())
        .filteredOn(l -> !l.contains(",markov,"))
        .hasSize(1);
  }

  /// Recomputed from the ranks that the run has written.
  @Test
  void figuresOverPersonsAreTheMeansOfTheirUsersMeans() throws IOException {
    PersonFigures persons = Objects.requireNonNull(report.persons());
    assertThat(persons.persons()).isEqualTo(FittedShop.PERSONS);
    assertThat(persons.rows().keySet())
        .containsExactlyElementsOf(report.results().stream().map(Report.Result::name).toList());
    Evaluation ranks =
        Objects.requireNonNull(
            RankFile.read(shop.run().resolve("ranks.tsv"), Split.TEST).get("item-graph"));
    Map<String, List<Integer>> ranksOf = new TreeMap<>();
    for (int user = 0; user < FittedShop.USERS; user++) {
      String name = ranks.users().get(user);
      String person = FittedShop.person(name);
      ranksOf
          .computeIfAbsent(person.isEmpty() ? name : person, _ -> new ArrayList<>())
          .add(ranks.rank(user));
    }
    double mean =
        ranksOf.values().stream()
            .mapToDouble(
                own -> own.stream().mapToDouble(Metric.NDCG_10::gain).average().orElseThrow())
            .average()
            .orElseThrow();
    PersonFigures.Row row = Objects.requireNonNull(persons.rows().get("item-graph"));
    assertThat(row.metrics().get("ndcg@10")).isCloseTo(mean, within(1e-12));
    Report.Interval interval = Objects.requireNonNull(row.interval95().get("ndcg@10"));
    assertThat(shop.lines(What.METRICS, Format.CSV, "item-graph", AS_THE_REPORT))
        .contains(
            "test,item-graph,floor,default,floor,persons,,40,ndcg@10,%s,%s,%s"
                .formatted(row.metrics().get("ndcg@10"), interval.low(), interval.high()));
  }

  /// The row that the report speaks of, beside the floor and beside the others.
  @Test
  void differencesOverPersonsAreThoseOfTheMeans() {
    PersonFigures persons = Objects.requireNonNull(report.persons());
    assertThat(persons.paired().keySet()).isEqualTo(report.paired().keySet());
    double model = ndcg(persons, "grlm");
    persons
        .paired()
        .forEach((other, difference) ->
            assertThat(difference.mean())
                .as(other)
                .isCloseTo(model - ndcg(persons, other), within(1e-12)));
    String floor = Objects.requireNonNull(report.floor());
    PersonFigures.Row learnt = Objects.requireNonNull(persons.rows().get("grlm"));
    assertThat(Objects.requireNonNull(learnt.pairedToFloor()).get("ndcg@10"))
        .isEqualTo(persons.paired().get(floor));
    assertThat(Objects.requireNonNull(persons.rows().get(floor)).pairedToFloor()).isNull();
  }

  private static double ndcg(PersonFigures persons, String row) {
    return Objects.requireNonNull(
        Objects.requireNonNull(persons.rows().get(row)).metrics().get("ndcg@10"));
  }

  @Test
  void usersAreGroupedByTheFieldThatWasAskedFor() throws IOException {
    Report.Slices colors =
        report.slices().stream()
            .filter(slices -> slices.by().equals("the target's color"))
            .findFirst()
            .orElseThrow();
    assertThat(colors.groups())
        .extracting(Report.Slice::name)
        .containsExactly("blue", "green", "red");
    assertThat(colors.groups().stream().mapToInt(Report.Slice::users).sum())
        .isEqualTo(FittedShop.USERS);
    Report.Slice blue = colors.groups().getFirst();
    double recall =
        Objects.requireNonNull(
            Objects.requireNonNull(blue.rows().get("item-graph")).get("recall@5"));
    assertThat(shop.lines(What.METRICS, Format.CSV, "item-graph", AS_THE_REPORT))
        .contains(
            "test,item-graph,floor,default,floor,the target's color,blue,%d,recall@5,%s,,"
                .formatted(blue.users(), recall));
  }

  @Test
  void aFieldThatNoItemHasIsRefused() throws IOException {
    var config = ConfigFile.over(shop.config(), null, List.of("evaluation.groups=[\"colour\"]"));
    var stages = new RunStages(new RunFolder(shop.run()), config, RunListener.silent());
    assertThatThrownBy(() -> stages.report(Split.TEST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no item has a field 'colour' to group by")
        .hasMessageEndingWith("further ones: color");
  }

  @Test
  void whatCannotBeWrittenIsSaidInOneLineAndNothingIsChanged() throws IOException {
    Path there = Files.writeString(shop.file("there.csv"), "before");
    assertThatThrownBy(() -> shop.export(What.LISTS, Format.CSV, "grlm", AS_THE_REPORT, there))
        .isInstanceOf(IOException.class)
        .hasMessage(there + ": exists already; --replace overwrites it");
    assertThat(there).hasContent("before");
    Path folder = shop.run();
    assertThatThrownBy(() -> shop.export(What.TARGETS, Format.CSV, "", AS_THE_REPORT, folder))
        .hasMessage(folder + ": is a folder; give the name of a file in it");
    Path none = shop.file("none.csv");
    assertThatThrownBy(() -> shop.export(What.LISTS, Format.CSV, "grml", AS_THE_REPORT, none))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the run has no row 'grml'; it has grlm, grlm-free")
        .hasMessageContaining("item-graph+terms");
    assertThatThrownBy(() -> shop.export(What.METRICS, Format.CSV, "grml", AS_THE_REPORT, none))
        .hasMessageContaining("no row 'grml'; there are popularity, markov");
    assertThatThrownBy(() -> shop.export(What.BEAMS, Format.CSV, "markov", AS_THE_REPORT, none))
        .hasMessage(
            "the row 'markov' generates no identifiers and has no beams; those that do: grlm,"
                + " grlm-free, grlm-model");
    var validation =
        new ExportRequest(
            What.METRICS, Format.CSV, Optional.empty(), Split.VALIDATION, AS_THE_REPORT);
    assertThatThrownBy(() -> shop.export().write(validation, none, false))
        .hasMessageContaining("report-validation.json: no such file; grlm evaluate --run")
        .hasMessageEndingWith("--split validation makes it");
    assertThat(none).doesNotExist();
  }

  @Test
  void replacingGivesTheSameBytesAgain() throws IOException {
    Path file = shop.file("twice.csv");
    var request =
        new ExportRequest(
            What.BEAMS, Format.CSV, Optional.empty(), Split.VALIDATION, AS_THE_REPORT);
    List<String> said = shop.export().write(request, file, false);
    byte[] first = Files.readAllBytes(file);
    assertThat(said).containsExactly("row grlm, split validation: 70 users, beams: 1400 exact");
    assertThat(shop.export().write(request, file, true)).isEqualTo(said);
    assertThat(file).hasBinaryContent(first);
  }
}
