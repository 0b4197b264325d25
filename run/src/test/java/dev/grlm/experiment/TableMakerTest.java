package dev.grlm.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.ExperimentTable.Figure;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.experiment.ExperimentTable.OverPersons;
import dev.grlm.io.Json;
import dev.grlm.report.Report;
import dev.grlm.run.CyclicShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables of cells that were not fitted but written down.
class TableMakerTest {
  private static final TwoVariants TWO = TwoVariants.of("neighbors.k=3");
  private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 7);

  @TempDir Path out;

  private ExperimentTable table(List<String> data, Long... seeds) throws IOException {
    return new TableMaker(
            out, TWO, TWO.variants(CyclicShop.config(1, 1)), List.of(seeds), BOOTSTRAP)
        .table(data, List.of("neighbors.k=4"), List.of());
  }

  private static Figure figure(Line line, String key) {
    return Objects.requireNonNull(line.figures().get(key), key);
  }

  @Test
  void oneSeedIsWhatItIs() throws IOException {
    Cells.write(out, new Place("a", "one", 1), Cells.row("grlm", 1, 0, 11, 2), Map.of("items", 9.));
    Cells.write(out, new Place("a", "other", 1), Cells.row("grlm", 1, 1, 0, 2));
    ExperimentTable table = table(List.of("a"), 1L);
    assertThat(table.lines()).extracting(Line::variant).containsExactly("one", "other");
    assertThat(table.lines()).extracting(Line::first).containsExactly(true, false);
    Line one = table.lines().getFirst();
    assertThat(figure(one, "recall@10").mean()).isEqualTo(.5);
    assertThat(figure(one, "recall@10").spread()).isNull();
    assertThat(figure(one, "recall@10").minusFirst()).isNull();
    assertThat(figure(one, "items")).isEqualTo(new Figure(9, null, null, null));
    Line other = table.lines().getLast();
    assertThat(other.figures()).as("what a row lacks is no 0").doesNotContainKey("items");
    assertThat(Objects.requireNonNull(figure(other, "recall@10").minusFirst()).mean())
        .isEqualTo(.25);
  }

  /// Ranks 1 and 2 of one user in two seeds count (1 + .63) / 2.
  @Test
  void severalSeedsAreAveragedUserByUser() throws IOException {
    var random = new Random(3);
    int[] first = random.ints(50, 0, 21).toArray();
    int[] second = random.ints(50, 0, 21).toArray();
    Cells.write(out, new Place("a", "one", 1), Cells.row("grlm", first));
    Cells.write(out, new Place("a", "one", 2), Cells.row("grlm", second));
    Cells.write(out, new Place("a", "other", 1), Cells.row("grlm", second));
    Cells.write(out, new Place("a", "other", 2), Cells.row("grlm", first));
    ExperimentTable table = table(List.of("a"), 1L, 2L);
    double left = mean(first);
    double right = mean(second);
    Figure one = figure(table.lines().getFirst(), "ndcg@10");
    assertThat(one.mean()).isCloseTo((left + right) / 2, within(1e-12));
    assertThat(Objects.requireNonNull(one.spread()))
        .as("of two values: their distance by √2")
        .isCloseTo(Math.abs(left - right) / Math.sqrt(2), within(1e-12));
    var own = new double[50];
    for (int user = 0; user < own.length; user++) {
      own[user] = (Metric.NDCG_10.gain(first[user]) + Metric.NDCG_10.gain(second[user])) / 2;
    }
    assertThat(Objects.requireNonNull(one.interval95()).low())
        .isCloseTo(BOOTSTRAP.mean(own).low(), within(1e-12));
    Figure other = figure(table.lines().getLast(), "ndcg@10");
    assertThat(Objects.requireNonNull(other.minusFirst()))
        .as("the same seeds in another order, user by user")
        .satisfies(minus -> {
          assertThat(minus.low()).isCloseTo(0, within(1e-12));
          assertThat(minus.high()).isCloseTo(0, within(1e-12));
        });
  }

  private static double mean(int[] ranks) {
    double sum = 0;
    for (int rank : ranks) {
      sum += Metric.NDCG_10.gain(rank);
    }
    return sum / ranks.length;
  }

  /// Such as where other items are held out with each seed.
  @Test
  void seedsOfOtherUsersHaveAMeanAndASpreadAlone() throws IOException {
    for (String variant : List.of("one", "other")) {
      Cells.write(out, new Place("a", variant, 1), Cells.row("grlm", 1, 0, 0));
      Cells.write(out, new Place("a", variant, 2), Cells.row("grlm", 1, 1, 0, 0, 0));
    }
    for (Line line : table(List.of("a"), 1L, 2L).lines()) {
      Figure figure = figure(line, "recall@10");
      assertThat(figure.mean()).isCloseTo((1 / 3. + 2 / 5.) / 2, within(1e-12));
      assertThat(figure.spread()).isNotNull();
      assertThat(figure.interval95()).isNull();
      assertThat(figure.minusFirst()).isNull();
    }
  }

  /// A row is compared with its like of the first variant; a first variant's other rows with its
  /// first row; a data set with itself.
  @Test
  void everyDataSetHasItsOwnFirstLine() throws IOException {
    for (String data : List.of("a", "b")) {
      for (String variant : List.of("one", "other")) {
        var rows = new LinkedHashMap<String, int[]>();
        rows.put("grlm", new int[] {1, 1, 0, 0});
        rows.put("free", new int[] {1, variant.equals("one") ? 0 : 1, 0, 0});
        Cells.write(out, new Place(data, variant, 5), rows);
      }
    }
    ExperimentTable table = table(List.of("a", "b"), 5L);
    var seen = new ArrayList<String>();
    for (Line line : table.lines()) {
      var minus = figure(line, "recall@10").minusFirst();
      seen.add(
          "%s %s %s %s"
              .formatted(
                  line.data(), line.variant(), line.row(), minus == null ? "first" : minus.mean()));
    }
    assertThat(seen)
        .containsExactly(
            "a one grlm first",
            "a one free -0.25",
            "a other grlm 0.0",
            "a other free 0.25",
            "b one grlm first",
            "b one free -0.25",
            "b other grlm 0.0",
            "b other free 0.25");
  }

  /// Its signs are the reader's, and not LaTeX's, HTML's or a comma's.
  @Test
  void aTableIsTheSameInEveryForm() throws IOException {
    Cells.write(out, new Place("a", "one", 1), Cells.row("grlm", 1, 0), Map.of("items", 1200.));
    Cells.write(out, new Place("a", "other", 1), Cells.row("grlm", 1, 1), Map.of("items", 7.));
    ExperimentTable table = table(List.of("a"), 1L);
    assertThat(table.printed())
        .isEqualTo(
            """
            variant  items    R@10    N@10            N@10 minus first
            ──────────────────────────────────────────────────────────
            one      1,200  0.5000  0.5000
            other        7  1.0000  1.0000  +0.5000 [+0.0000, +1.0000]
            Seed 1. In brackets 95 % intervals over users (paired bootstrap). Told to all: neighbors.k=4.
            """);
    assertThat(table.csv().lines())
        .containsExactly(
            "data,variant,row,users,items,items sd,recall@10,recall@10 sd,recall@10 low,recall@10 high,recall@10 minus first,recall@10 minus first low,recall@10 minus first high,ndcg@10,ndcg@10 sd,ndcg@10 low,ndcg@10 high,ndcg@10 minus first,ndcg@10 minus first low,ndcg@10 minus first high",
            "a,one,grlm,2,1200.0,,0.5,,0.0,1.0,,,,0.5,,0.0,1.0,,,",
            "a,other,grlm,2,7.0,,1.0,,1.0,1.0,0.5,0.0,1.0,1.0,,1.0,1.0,0.5,0.0,1.0");
    assertThat(table.latex().lines())
        .startsWith("% Is 5 % & more_or_less enough?")
        .contains(
            "a & one & grlm & 1,200 & 0.5000 & 0.5000 \\\\",
            "a & other & grlm & 7 & \\textbf{1.0000} & \\textbf{1.0000} \\\\");
    TableFiles.write(table, out);
    assertThat(out.resolve("index.html"))
        .content()
        .contains("<h1>Is 5 % &amp; more_or_less enough?</h1>", "<li>other: neighbors.k=3</li>");
    assertThat(Files.readString(out.resolve("table.csv"))).isEqualTo(table.csv());
  }

  /// Ann is found by one of two users, then by both; bob never: 1/4, then 1/2, where users have 1/3
  /// and 2/3. Each counts once in intervals, too.
  @Test
  void eachPersonCountsOnceInEveryForm() throws IOException {
    List<String> persons = List.of("ann", "bob", "ann");
    Cells.write(
        out, new Place("a", "one", 1), Cells.row("grlm", 1, 0, 0), Map.of("items", 7.), persons);
    Cells.write(
        out, new Place("a", "other", 1), Cells.row("grlm", 1, 0, 1), Map.of("items", 8.), persons);
    Cells.write(out, new Place("b", "one", 1), Cells.row("grlm", 1, 0));
    Cells.write(out, new Place("b", "other", 1), Cells.row("grlm", 0, 0));
    ExperimentTable table = table(List.of("a", "b"), 1L);
    OverPersons other = Objects.requireNonNull(table.lines().get(1).overPersons());
    assertThat(other.persons()).isEqualTo(2);
    assertThat(other.figures()).containsOnlyKeys("recall@10", "ndcg@10");
    Figure recall = Objects.requireNonNull(other.figures().get("recall@10"));
    assertThat(recall.mean()).isEqualTo(.5);
    assertThat(recall.minusFirst()).isEqualTo(new Report.Difference(0, .25, .5));
    assertThat(recall.interval95()).isEqualTo(new Report.Interval(0, 1));
    assertThat(table.lines().getLast().overPersons()).as("users of b are persons").isNull();
    assertThat(table.printed())
        .endsWith(
            """

            Over persons
            variant  persons    R@10    N@10            N@10 minus first
            ────────────────────────────────────────────────────────────
            one            2  0.2500  0.2500
            other          2  0.5000  0.5000  +0.2500 [+0.0000, +0.5000]
            Seed 1. In brackets 95 % intervals over users (paired bootstrap). Over persons each counts once, by the mean over the person's users, and intervals resample persons. Told to all: neighbors.k=4.
            """);
    assertThat(table.csv().lines())
        .satisfies(lines ->
            assertThat(lines.getFirst())
                .startsWith("data,variant,row,users,persons,items,items sd,recall@10,"))
        .anySatisfy(line -> assertThat(line).startsWith("a,other,grlm,3,,8.0,,0.666"))
        .contains("a,other,grlm,,2,,,0.5,,0.0,1.0,0.25,0.0,0.5,0.5,,0.0,1.0,0.25,0.0,0.5")
        .hasSize(1 + 4 + 2);
    assertThat(table.latex().lines())
        .containsSubsequence(
            "b & other & grlm & -- & 0.0000 & 0.0000 \\\\",
            "\\midrule",
            "\\multicolumn{6}{l}{over persons (2)} \\\\",
            "a & one & grlm & -- & 0.2500 & 0.2500 \\\\",
            "\\bottomrule");
    assertThat(TableFiles.page(table))
        .contains("<caption>Over persons</caption>", "+0.2500 [+0.0000, +0.5000]");
    assertThat(Json.line(table))
        .contains("\"overPersons\":{\"persons\":2,\"figures\":{\"recall@10\":{\"mean\":0.25,");
  }

  /// Two seeds: the mean of what each person counts in both.
  @Test
  void severalSeedsAreAveragedPersonByPerson() throws IOException {
    List<String> persons = List.of("ann", "bob", "ann");
    for (String variant : List.of("one", "other")) {
      Cells.write(out, new Place("a", variant, 1), Cells.row("grlm", 1, 0, 0), Map.of(), persons);
      Cells.write(out, new Place("a", variant, 2), Cells.row("grlm", 1, 1, 1), Map.of(), persons);
    }
    OverPersons one =
        Objects.requireNonNull(table(List.of("a"), 1L, 2L).lines().getFirst().overPersons());
    Figure recall = Objects.requireNonNull(one.figures().get("recall@10"));
    assertThat(recall.mean()).isEqualTo((.25 + 1) / 2);
    assertThat(recall.spread()).isCloseTo(.75 / Math.sqrt(2), within(1e-12));
    Bootstrap.Interval expected = BOOTSTRAP.mean(new double[] {.75, .5});
    assertThat(recall.interval95()).isEqualTo(new Report.Interval(expected.low(), expected.high()));
  }

  @Test
  void signsOfLatexAreEscaped() {
    assertThat(CsvTable.cell("a, \"b\"")).isEqualTo("\"a, \"\"b\"\"\"");
    assertThat(LatexTable.escaped("50%_a&b\\")).isEqualTo("50\\%\\_a\\&b\\textbackslash{}");
  }
}
