package dev.grlm.report;

import dev.grlm.report.Report.Counts;
import dev.grlm.report.Report.Difference;
import dev.grlm.report.Report.GenerationShares;
import dev.grlm.report.Report.Interval;
import dev.grlm.report.Report.Published;
import dev.grlm.report.Report.Repeats;
import dev.grlm.report.Report.Result;
import dev.grlm.report.Report.Sample;
import dev.grlm.report.Report.SampleItem;
import dev.grlm.report.Report.SampleRecommendation;
import dev.grlm.report.Report.Slice;
import dev.grlm.report.Report.Slices;
import dev.grlm.report.Report.Stage;
import dev.grlm.report.Report.TrainingPoint;
import dev.grlm.system.RowKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A report with every part filled in. The figures are made up and mean nothing.
final class ReportFixture {
  private static final String TITLE = "Garden shears, forged steel";

  private static final List<String> METRICS =
      List.of("recall@1", "recall@5", "recall@10", "recall@20", "ndcg@5", "ndcg@10", "ndcg@20");

  private ReportFixture() {}

  static Report full() {
    return titled(TITLE);
  }

  /// @param title of the item that is held out and recommended first
  static Report titled(String title) {
    return titled(title, null);
  }

  private static Report titled(String title, @Nullable PersonFigures persons) {
    var shears =
        new SampleItem("17", title, List.of("shears", "prune", "forged", "gardener", "sharp"));
    return new Report(
        "test",
        1200,
        "Leave-one-out: the last item of every user is the target. Full catalogue, all users.",
        new Repeats("forbid", 0.0025),
        new Counts(
            "toy garden",
            1200,
            340,
            9876,
            ordered("items without a title", 3L, "unknown items", 12L)),
        "item-graph+terms-tuned",
        results(),
        List.of(
            new Published(
                "GRLM-4B", "paper, Table 2", Map.of("recall@5", 0.0607, "ndcg@10", 0.0506))),
        identifiers(),
        ordered(
            "grlm",
            GenerationShares.ofOlder(1, 1, 0, 0),
            "grlm-free",
            GenerationShares.ofOlder(0.913, 0.937, 0.052, 0.0004)),
        List.of(
            new Stage("dataset", 0.4, 210, "done"),
            new Stage("embeddings", 3.1, 388, "done"),
            new Stage("neighbors", 1.2, 391, "skipped"),
            new Stage("identifiers", 2.4, 402, "done"),
            new Stage("training", 412.3, 1240, "resumed"),
            new Stage("recommendations", 48.9, 1302, "done")),
        curve(),
        List.of(
            sample("u-42", shears, true),
            sample(
                "u-7",
                new SampleItem("18", "", List.of("hose", "water", "coiled", "balcony", "light")),
                false)),
        Map.of("popularity", new Difference(0.04, 0.045, 0.05)),
        List.of(
            new Slices(
                "items in the history",
                List.of(slice("1 to 4", 1199, 0.031), slice("5 to 9", 1, 0.074)))),
        persons,
        Map.of());
  }

  /// The same of users who are 800 persons.
  static Report overPersons() {
    return titled(
        TITLE,
        new PersonFigures(
            800,
            ordered("item-graph+terms-tuned", person(0.05, null), "grlm", person(0.06, 0.01)),
            Map.of("popularity", new Difference(0.03, 0.035, 0.04))));
  }

  private static PersonFigures.Row person(double value, @Nullable Double aboveFloor) {
    return new PersonFigures.Row(
        metrics(value),
        Map.of("ndcg@10", new Interval(value - 0.01, value + 0.01)),
        aboveFloor == null
            ? null
            : Map.of("ndcg@10", new Difference(aboveFloor - 0.02, aboveFloor, aboveFloor + 0.02)));
  }

  private static Slice slice(String name, int users, double value) {
    return new Slice(
        name,
        users,
        ordered(
            "popularity", metrics(value / 2),
            "grlm", metrics(value)));
  }

  private static Map<String, Double> metrics(double value) {
    return ordered("ndcg@10", value, "recall@10", 2 * value);
  }

  private static List<Result> results() {
    return List.of(
        result("popularity", null, 0.0055),
        result("markov", null, 0.0435),
        result("terms", null, 0.0214),
        result("item-graph", null, 0.0524),
        result("item-graph+terms", null, 0.0566),
        result("item-graph+terms-tuned", null, 0.0555),
        result("grlm", "small", 0.0581),
        result("grlm-free", "small", 0.0549));
  }

  private static Result result(String name, @Nullable String preset, double ndcg) {
    var metrics = new LinkedHashMap<String, Double>();
    var intervals = new LinkedHashMap<String, Interval>();
    for (int index = 0; index < METRICS.size(); index++) {
      double value = METRICS.get(index).equals("ndcg@10") ? ndcg : ndcg * (0.5 + 0.2 * index);
      metrics.put(METRICS.get(index), value);
      intervals.put(METRICS.get(index), new Interval(value - 0.0021, value + 0.0023));
    }
    Map<String, Difference> paired =
        preset == null
            ? null
            : ordered(
                "ndcg@10", new Difference(ndcg - 0.0568, ndcg - 0.0555, ndcg - 0.0542),
                "recall@10", new Difference(ndcg - 0.0595, ndcg - 0.0575, ndcg - 0.0560));
    return new Result(
        name,
        preset == null ? "floor" : "grlm",
        preset == null ? "default" : preset,
        preset == null ? RowKind.FLOOR : RowKind.SYSTEM,
        preset,
        metrics,
        intervals,
        paired,
        preset == null ? 4 : 31,
        preset == null ? 0.8 : 95.2);
  }

  private static Map<String, Object> identifiers() {
    var map = new LinkedHashMap<String, Object>();
    map.put("items", 340);
    map.put("distinctIdentifiers", 331);
    map.put("collisionRate", 0.0265);
    map.put("largestGroup", 3);
    map.put("distinctTerms", 512);
    map.put("repaired", Map.of("repeatedTerm", 4));
    map.put("distinctTermsPerSlot", List.of(41, 96, 170, 133, 201));
    return map;
  }

  private static List<TrainingPoint> curve() {
    var points = new ArrayList<TrainingPoint>();
    for (int step = 20; step <= 2000; step += 20) {
      double loss = 1.9 + 4.6 * Math.exp(-step / 420.0) + 0.05 * Math.sin(step);
      Double validation =
          step % 200 == 0 ? 0.06 * (1 - Math.exp(-step / 500.0)) - 0.000002 * step : null;
      points.add(new TrainingPoint("grlm", step / 200.0, loss, validation));
    }
    return points;
  }

  private static Sample sample(String user, SampleItem target, boolean hit) {
    var history =
        List.of(
            new SampleItem(
                "3",
                "Watering can, 5 l, galvanised",
                List.of("can", "water", "galvanised", "gardener", "sturdy")),
            new SampleItem(
                "9",
                "Bypass pruner with ash handles for roses and young trees",
                List.of("pruner", "prune", "ash", "gardener", "smooth")));
    return new Sample(
        user,
        history,
        target,
        List.of(
            new SampleRecommendation(
                1,
                "5",
                "Leather gloves",
                List.of("gloves", "protect", "leather", "gardener", "supple"),
                "exact",
                -3.217,
                false),
            new SampleRecommendation(
                2,
                hit ? target.id() : "6",
                hit ? target.title() : "Hand trowel",
                hit ? target.termId() : List.of("trowel", "dig", "steel", "gardener", "narrow"),
                "structural",
                -4.052,
                hit),
            new SampleRecommendation(
                3, "8", "Twine, jute, 100 m", List.of(), "fallback", -9.5, false)));
  }

  static <T> Map<String, T> ordered(String first, T one, String second, T two) {
    var map = new LinkedHashMap<String, T>();
    map.put(first, one);
    map.put(second, two);
    return map;
  }
}
