package dev.grlm.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.grlm.codebook.CodeSurvey;
import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.GenerationRates;
import dev.grlm.ground.GroundingCounts;
import dev.grlm.io.Json;
import dev.grlm.system.RowKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content of `report.json`. Immutable; maps keep the order in which they were filled.
///
/// @param split `test` or `validation`
/// @param users evaluated users
/// @param protocol how the figures were made, in sentences for a reader
/// @param floor name of the row that every [Result#pairedToFloor] compares with
/// @param results rows in the order in which they are shown; names are unique
/// @param published figures from papers, shown beside ours
/// @param identifiers statistics of the identifiers by name; a list of numbers holds one value per
///   slot
/// @param generation what became of the generated identifiers, by row name
/// @param training the curves of the systems, one after the other, in order of epochs; empty where
///   nothing was trained
/// @param samples a few users with what was recommended to them
/// @param paired the headline metric of the first row that learns minus that of each row of another
///   system, user by user
/// @param slices every row for groups of users; empty in a report of an older version
/// @param persons every row over persons; absent where every evaluated user is one
/// @param codes of each system whose identifiers are codes, what these look like; absent where
///   there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
    String split,
    @JsonProperty(required = true) int users,
    String protocol,
    Repeats repeats,
    Counts dataset,
    @Nullable String floor,
    List<Result> results,
    List<Published> published,
    Map<String, Object> identifiers,
    Map<String, GenerationShares> generation,
    List<Stage> stages,
    List<TrainingPoint> training,
    List<Sample> samples,
    Map<String, Difference> paired,
    List<Slices> slices,
    @Nullable PersonFigures persons,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, CodeSurvey> codes) {

  /// The metric that choices are made by and headlines name.
  public static final String HEADLINE_METRIC = "ndcg@10";

  /// The key of [#identifiers] that names the system whose words these are; a report of an older
  /// version lacks it.
  static final String WORDS_OF = "system";

  public Report {
    Plain.require(split, "split");
    Plain.require(protocol, "protocol");
    Plain.require(repeats, "repeats");
    Plain.require(dataset, "dataset");
    results = Plain.list(results, "results");
    published = Plain.list(published, "published");
    identifiers = Plain.values(identifiers, "identifiers");
    generation = Plain.map(generation, "generation");
    stages = Plain.list(stages, "stages");
    training = Plain.list(training, "training");
    samples = Plain.list(samples, "samples");
    paired = Plain.map(paired, "paired");
    slices = slices == null ? List.of() : List.copyOf(slices);
    codes = codes == null ? Map.of() : Plain.map(codes, "codes");
    List<String> names = results.stream().map(Result::name).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("two results have one name: " + names);
    }
    if (floor != null && !names.contains(floor)) {
      throw new IllegalArgumentException("floor '" + floor + "' is not one of the rows " + names);
    }
  }

  /// @throws IOException naming `file` and the key, when a key is unknown or a needed one is
  ///   missing
  public static Report read(Path file) throws IOException {
    return Json.read(file, Report.class);
  }

  /// Writes the report whole or not at all.
  public void write(Path file) throws IOException {
    Json.write(file, this);
  }

  /// The row with this name, where there is one.
  public Optional<Result> result(String name) {
    return results.stream().filter(result -> result.name().equals(name)).findFirst();
  }

  /// Whether an item of the history may be recommended again.
  ///
  /// @param policy `allow` or `forbid`
  /// @param share part of the validation targets that are in their own history, 0 … 1
  public record Repeats(String policy, @JsonProperty(required = true) double share) {
    public Repeats {
      if (!List.of("allow", "forbid").contains(policy)) {
        throw new IllegalArgumentException(
            "repeats policy is allow or forbid, not '" + policy + "'");
      }
      Plain.share(share, "repeats share");
    }
  }

  /// The size of the dataset.
  ///
  /// @param name what the dataset is called, for the page's title
  /// @param noticed what was dropped or noticed while reading, by reason in words
  public record Counts(
      String name,
      @JsonProperty(required = true) long users,
      @JsonProperty(required = true) long items,
      @JsonProperty(required = true) long interactions,
      Map<String, Long> noticed) {
    public Counts {
      Plain.require(name, "dataset name");
      noticed = Plain.map(noticed, "noticed");
    }
  }

  /// One recommender's figures.
  ///
  /// @param system whose row it is
  /// @param recipe the system's settings by name
  /// @param kind floor, system or fusion
  /// @param preset the recipe again, under its older name; absent for the floor
  /// @param metrics value by name, for example `recall@5`
  /// @param interval95 95 % bootstrap interval by metric
  /// @param pairedToFloor this row minus the floor, user by user, by metric; absent for the floor
  /// @param shortLists users whose list was shorter than the longest K of the metrics
  /// @param seconds wall time of recommending for all users
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      String name,
      String system,
      String recipe,
      RowKind kind,
      @Nullable String preset,
      Map<String, Double> metrics,
      Map<String, Interval> interval95,
      @Nullable Map<String, Difference> pairedToFloor,
      @JsonProperty(required = true) long shortLists,
      @JsonProperty(required = true) double seconds) {
    public Result {
      Plain.require(name, "result name");
      Plain.require(system, "system of " + name);
      Plain.require(recipe, "recipe of " + name);
      Plain.require(kind, "kind of " + name);
      metrics = Plain.metrics(metrics, name);
      interval95 = Plain.map(interval95, "interval95");
      pairedToFloor = pairedToFloor == null ? null : Plain.map(pairedToFloor, "pairedToFloor");
    }

    /// Whether the row belongs to the floor.
    public boolean ofFloor() {
      return kind == RowKind.FLOOR;
    }
  }

  /// A 95 % interval; in JSON `[low, high]`.
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"low", "high"})
  public record Interval(
      @JsonProperty(required = true) double low, @JsonProperty(required = true) double high) {
    public Interval {
      Plain.ascending(low, high);
    }
  }

  /// A paired difference with its 95 % interval; in JSON `[low, mean, high]`.
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"low", "mean", "high"})
  public record Difference(
      @JsonProperty(required = true) double low,
      @JsonProperty(required = true) double mean,
      @JsonProperty(required = true) double high) {
    public Difference {
      Plain.ascending(low, mean);
      Plain.ascending(mean, high);
    }

    /// The mean of the sample can lie a hair outside a percentile interval of few resamples.
    static Difference of(double mean, Bootstrap.Interval interval) {
      return new Difference(Math.min(mean, interval.low()), mean, Math.max(mean, interval.high()));
    }
  }

  /// The users in groups, each in one.
  ///
  /// @param by what the groups differ in
  /// @param groups two at least
  public record Slices(String by, List<Slice> groups) {
    public Slices {
      Plain.require(by, "what slices are by");
      groups = Plain.list(groups, "groups by " + by);
      if (groups.size() < 2) {
        throw new IllegalArgumentException("by " + by + " there are not two groups: " + groups);
      }
    }
  }

  /// One group of users.
  ///
  /// @param rows metrics of every row by its name
  public record Slice(
      String name,
      @JsonProperty(required = true) int users,
      Map<String, Map<String, Double>> rows) {
    public Slice {
      Plain.require(name, "name of a group");
      rows = Plain.map(rows, "rows of " + name);
      rows.forEach((row, metrics) -> Plain.metrics(metrics, row));
    }
  }

  /// Figures that somebody else published for the same dataset and protocol.
  ///
  /// @param source where they stand, for example paper and table
  public record Published(String name, String source, Map<String, Double> metrics) {
    public Published {
      Plain.require(name, "published name");
      Plain.require(source, "source of " + name);
      metrics = Plain.metrics(metrics, name);
    }
  }

  /// Shares of generated identifiers, each 0 … 1. A report of an older version has the first four
  /// only.
  ///
  /// @param validRate identifiers of the top 10 beams that are in the catalogue
  /// @param directHitRate exact matches among the well-formed ones
  /// @param structuralRate well-formed identifiers that were mapped by structural matching
  /// @param ungroundableRate well-formed identifiers that no item shares a term with
  /// @param foundRate identifiers that lead to an item, malformed ones among them: the paper's
  ///   valid rate
  /// @param malformedRate identifiers that are neither in the catalogue nor well-formed
  /// @param malformedGroundedRate those of them that structural matching found an item for
  /// @param identifiers how many were counted
  /// @param byBeam the same of the best beams of all users, of the second ones, and so on
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record GenerationShares(
      @JsonProperty(required = true) double validRate,
      @JsonProperty(required = true) double directHitRate,
      @JsonProperty(required = true) double structuralRate,
      @JsonProperty(required = true) double ungroundableRate,
      @Nullable Double foundRate,
      @Nullable Double malformedRate,
      @Nullable Double malformedGroundedRate,
      @Nullable Long identifiers,
      List<GenerationShares> byBeam) {
    public GenerationShares {
      Plain.share(validRate, "validRate");
      Plain.share(directHitRate, "directHitRate");
      Plain.share(structuralRate, "structuralRate");
      Plain.share(ungroundableRate, "ungroundableRate");
      Plain.share(foundRate == null ? 0 : foundRate, "foundRate");
      Plain.share(malformedRate == null ? 0 : malformedRate, "malformedRate");
      Plain.share(
          malformedGroundedRate == null ? 0 : malformedGroundedRate, "malformedGroundedRate");
      byBeam = byBeam == null ? List.of() : List.copyOf(byBeam);
    }

    /// As an older version wrote it.
    public static GenerationShares ofOlder(
        double validRate, double directHitRate, double structuralRate, double ungroundableRate) {
      return new GenerationShares(
          validRate,
          directHitRate,
          structuralRate,
          ungroundableRate,
          null,
          null,
          null,
          null,
          List.of());
    }

    static GenerationShares of(GenerationRates rates) {
      List<GenerationShares> byBeam =
          rates.byBeam().stream().map(counts -> of(counts, List.of())).toList();
      return of(rates.counts(), byBeam);
    }

    private static GenerationShares of(GroundingCounts counts, List<GenerationShares> byBeam) {
      return new GenerationShares(
          counts.validRate(),
          counts.directHitRate(),
          counts.structuralRate(),
          counts.ungroundableRate(),
          counts.foundRate(),
          counts.malformedRate(),
          counts.malformedGroundedRate(),
          counts.total(),
          byBeam);
    }
  }

  /// One stage of the run.
  ///
  /// @param seconds wall time
  /// @param peakRssMiB peak resident memory of the process up to the stage's end, in MiB
  /// @param status in one word, for example `done`, `skipped` or `resumed`
  public record Stage(
      String name,
      @JsonProperty(required = true) double seconds,
      @JsonProperty(required = true) long peakRssMiB,
      String status) {
    public Stage {
      Plain.require(name, "stage name");
      Plain.require(status, "status of stage " + name);
    }
  }

  /// One point of the training curve.
  ///
  /// @param system whose curve it is on
  /// @param epoch passes over the examples so far
  /// @param loss mean training loss since the point before, in nats per symbol
  /// @param validation validation score, at the points where it was measured; higher is better
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TrainingPoint(
      String system,
      @JsonProperty(required = true) double epoch,
      @JsonProperty(required = true) double loss,
      @Nullable Double validation) {}

  /// One user of the page.
  ///
  /// @param history oldest first
  /// @param target the held-out item
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sample(
      String user,
      List<SampleItem> history,
      @Nullable SampleItem target,
      List<SampleRecommendation> recommendations) {
    public Sample {
      Plain.require(user, "user of a sample");
      history = Plain.list(history, "history");
      recommendations = Plain.list(recommendations, "recommendations");
    }
  }

  /// An item as a person sees it.
  ///
  /// @param termId its identifier in slot order
  public record SampleItem(String id, String title, List<String> termId) {
    public SampleItem {
      Plain.require(id, "item id");
      Plain.require(title, "title of item " + id);
      termId = Plain.list(termId, "termId");
    }
  }

  /// One place of a sample's list.
  ///
  /// @param rank 1 is best
  /// @param generated the identifier that led to the item; empty where none was generated
  /// @param source how the item came into the list, for example `exact` or `structural`
  /// @param hit whether it is the held-out item
  public record SampleRecommendation(
      @JsonProperty(required = true) int rank,
      String id,
      String title,
      List<String> generated,
      String source,
      @JsonProperty(required = true) double score,
      @JsonProperty(required = true) boolean hit) {
    public SampleRecommendation {
      Plain.require(id, "item id");
      Plain.require(title, "title of item " + id);
      generated = Plain.list(generated, "generated");
      Plain.require(source, "source of item " + id);
    }
  }
}
