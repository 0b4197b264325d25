package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Recommendation.Source;
import dev.grlm.run.Grlm.Recommended;
import dev.grlm.stage.RecordingListener;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// One whole run in [CyclicShop], where the right answer is known, with everything that it leaves
/// behind.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FitKnownAnswerTest {
  private static final CyclicShop SHOP = CyclicShop.of(300);

  private Path data;
  private Path run;
  private RunConfig config;
  private Grlm grlm;
  private final RecordingListener heard = new RecordingListener();

  @BeforeAll
  void fit(@TempDir Path folder) throws IOException {
    data = SHOP.write(folder.resolve("data"));
    run = folder.resolve("run");
    config = CyclicShop.config(12, 4, "evaluation.tuneFloor=true");
    grlm = Grlm.fit(data, run, config, SystemRun.Inputs.NONE, heard);
  }

  @AfterAll
  void close() {
    grlm.close();
  }

  @Test
  void theNextItemOfTheCycleComesFirst() {
    int first = 0;
    for (int[] history : SHOP.histories()) {
      int[] context = IntStream.of(history).limit(history.length - 1).toArray();
      String target = CyclicShop.id(history[history.length - 1]);
      first += item(grlm.recommend(CyclicShop.ids(context), 1).getFirst()).equals(target) ? 1 : 0;
    }
    double share = (double) first / SHOP.histories().size();
    assertThat(share).isGreaterThanOrEqualTo(.9);
    assertThat(metric("grlm", "recall@1")).isCloseTo(share, within(1e-9));
    assertThat(metric("grlm", "ndcg@10")).isGreaterThan(metric("popularity", "ndcg@10"));
  }

  /// The world is too small for GTI to be learnt well; one in forty would be found by chance.
  @Test
  void anItemIsNamedAndFoundFromItsMetadataAlone() {
    long found = grlm.catalog().items().stream().filter(this::isAmongTheThreeLikeliest).count();
    assertThat(found).isGreaterThanOrEqualTo(grlm.catalog().size() * 9L / 10);
  }

  private boolean isAmongTheThreeLikeliest(Item item) {
    int number = grlm.catalog().indexOf(item.id());
    return grlm.name(item, 3).stream()
        .anyMatch(generated -> generated.grounding().items().contains(number));
  }

  @Test
  void theReportHasEveryRowInItsOrderWithEveryMetric() {
    JsonNode report = report();
    assertThat(texts(report.path("results"), "name"))
        .containsExactly(
            "popularity",
            "markov",
            "terms",
            "item-graph",
            "item-graph+terms",
            "item-graph+terms-tuned",
            "log-linear",
            "grlm",
            "grlm-free",
            "grlm-model");
    for (JsonNode row : report.path("results")) {
      assertThat(keys(row.path("metrics")))
          .containsExactly(
              "recall@1", "recall@5", "recall@10", "recall@20", "ndcg@5", "ndcg@10", "ndcg@20");
      assertThat(keys(row.path("interval95"))).contains("recall@10", "ndcg@10");
      assertThat(row.path("interval95").path("ndcg@10")).hasSize(2);
      assertThat(row.has("preset")).isEqualTo(row.path("name").asText().startsWith("grlm"));
    }
    assertThat(report.path("split").asText()).isEqualTo("test");
    assertThat(report.path("users").asInt()).isEqualTo(300);
    assertThat(report.path("floor").asText()).isEqualTo("log-linear");
    assertThat(report.path("repeats").path("policy").asText()).isEqualTo("forbid");
  }

  @Test
  void theReportSaysWhatBecameOfTheGeneratedIdentifiers() {
    JsonNode generation = report().path("generation");
    assertThat(keys(generation)).containsExactly("grlm", "grlm-free", "grlm-model");
    for (JsonNode row : generation) {
      assertThat(keys(row))
          .containsExactly(
              "validRate",
              "directHitRate",
              "structuralRate",
              "ungroundableRate",
              "foundRate",
              "malformedRate",
              "malformedGroundedRate",
              "identifiers",
              "byBeam");
      assertThat(row.path("byBeam")).hasSize(10);
    }
    assertThat(generation.path("grlm").path("validRate").asDouble()).isEqualTo(1);
    assertThat(generation.path("grlm-free").path("validRate").asDouble()).isBetween(.05, 1.0);
  }

  @Test
  void theReportListsTheStagesInTheirOrder() {
    JsonNode stages = report().path("stages");
    assertThat(texts(stages, "name"))
        .containsExactly(
            "dataset",
            "embed",
            "neighbors",
            "grlm/terms",
            "grlm/examples",
            "grlm/train",
            "grlm/prior",
            "report")
        .isEqualTo(List.copyOf(heard.statuses.keySet()));
    for (JsonNode stage : stages) {
      assertThat(stage.path("seconds").asDouble()).isPositive();
      assertThat(stage.has("peakRssMiB")).isTrue();
    }
    assertThat(heard.statuses.values()).containsOnly("done");
  }

  @Test
  void everyFileOfTheRunIsThereAndNoTemporaryOneIsLeft() throws IOException {
    RunFolder files = grlm.folder();
    assertThat(
            List.of(
                files.manifest(),
                files.embeddings(),
                files.neighbors(),
                files.system("grlm").resolve("examples.jsonl")))
        .allMatch(Files::isRegularFile);
    assertThat(files.page("test")).isNotEmptyFile();
    assertThat(Files.readAllLines(files.identifiers("grlm"))).hasSize(CyclicShop.ITEMS + 1);
    try (var all = Files.walk(run)) {
      assertThat(all.map(path -> path.getFileName().toString())).noneMatch(n -> n.endsWith(".tmp"));
    }
  }

  @Test
  void recommendationsJsonlHoldsWhatTheEvaluatedListsHold() throws IOException {
    List<String> lines = Files.readAllLines(grlm.folder().recommendations());
    assertThat(lines).hasSize(300);
    JsonNode third = Json.parse(lines.get(2));
    int[] history = SHOP.histories().get(2);
    int[] context = IntStream.of(history).limit(history.length - 1).toArray();
    assertThat(third.path("user").asText()).isEqualTo("u2");
    assertThat(texts(third.path("items"), "item"))
        .isEqualTo(items(grlm.recommend(CyclicShop.ids(context), 20)));
    assertThat(texts(third.path("items"), "source")).containsOnly("exact");
  }

  @Test
  void noExampleHoldsTheLastTwoItemsOfItsUser() throws IOException {
    var sequences = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(grlm.folder().system("grlm").resolve("examples.jsonl"))) {
      sequences.add(Json.parse(line));
    }
    sequences.removeIf(example -> !example.path("task").asText().equals("USP"));
    assertThat(sequences).hasSizeGreaterThanOrEqualTo(300);
    for (JsonNode example : sequences) {
      int user = Integer.parseInt(example.path("subject").asText().substring(1));
      int[] history = SHOP.histories().get(user);
      var held = CyclicShop.ids(history).subList(history.length - 2, history.length);
      var shown = new ArrayList<String>();
      example.path("items").forEach(item -> shown.add(item.asText()));
      assertThat(shown).doesNotContainAnyElementsOf(held);
    }
  }

  @Test
  void anOpenedRunGivesTheSameLists() throws IOException {
    try (Grlm again = Grlm.open(Systems.ALL, run)) {
      for (int user = 0; user < 40; user++) {
        assertThat(again.recommendFor("u" + user, 10)).isEqualTo(grlm.recommendFor("u" + user, 10));
      }
    }
    assertThat(Grlm.configOf(Systems.ALL, run)).isEqualTo(config);
  }

  @Test
  void aSecondFitHasNothingToDo() throws IOException {
    byte[] manifest = Files.readAllBytes(grlm.folder().manifest());
    var again = new RecordingListener();
    Grlm.fit(data, run, config, SystemRun.Inputs.NONE, again).close();
    assertThat(again.statuses.values()).hasSize(8).containsOnly("unchanged");
    assertThat(grlm.folder().manifest()).hasBinaryContent(manifest);
  }

  @Test
  void aReportOnValidationStandsBesideTheOneOnTest() throws IOException {
    byte[] test = Files.readAllBytes(grlm.folder().report("test"));
    new RunStages(new RunFolder(run), config, RunListener.silent()).report(Split.VALIDATION);
    JsonNode validation = Json.read(run.resolve("report-validation.json"));
    assertThat(validation.path("split").asText()).isEqualTo("validation");
    assertThat(grlm.folder().report("test")).hasBinaryContent(test);
  }

  /// Everybody goes round the same cycle: what comes next was bought right after the last item.
  @Test
  void whatSpokeForTheNextItemIsTheLastOne() {
    List<Recommended> list = grlm.recommend(List.of("i3", "i4", "i5"), 3);
    List<List<ItemReason>> reasons = grlm.reasons(List.of("i3", "i4", "i5"), list);
    assertThat(reasons).hasSize(3);
    assertThat(reasons.getFirst())
        .extracting(ItemReason::sentence)
        .contains(
            "the model",
            "bought next after " + CyclicShop.title(5),
            "bought together with " + CyclicShop.title(5));
    assertThatThrownBy(() -> grlm.reasons(List.of("i3", "nothing"), list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no item has the id 'nothing'");
  }

  @Test
  void aListIsRankedAndWithoutTheHistory() {
    List<Recommended> list = grlm.recommend(List.of("i3", "i4", "i5"), 100);
    assertThat(list).hasSize(CyclicShop.ITEMS - 3);
    assertThat(list).extracting(Recommended::rank).startsWith(1, 2, 3);
    assertThat(items(list)).doesNotContain("i3", "i4", "i5").doesNotHaveDuplicates();
    assertThat(list.getFirst().item().title()).isEqualTo(CyclicShop.title(6));
    assertThat(list.getFirst().identifier()).isEqualTo(list.getFirst().place().generated());
  }

  @Test
  void withoutAHistoryTheFloorAnswersAndSaysSo() {
    assertThat(grlm.recommend(List.of(), 5))
        .hasSize(5)
        .allMatch(place -> place.place().source() == Source.FALLBACK);
  }

  @Test
  void aStoredUserIsAskedAfterTheWholeHistory() {
    int[] history = SHOP.histories().get(7);
    assertThat(grlm.recommendFor("u7", 5)).isEqualTo(grlm.recommend(CyclicShop.ids(history), 5));
    assertThat(grlm.history("u7").orElseThrow().length()).isEqualTo(history.length);
    assertThat(grlm.history("nobody")).isEmpty();
  }

  @Test
  void whatIsUnknownIsNamed() {
    assertThatThrownBy(() -> grlm.recommend(List.of("i1", "i99"), 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no item has the id 'i99'");
    assertThatThrownBy(() -> grlm.recommendFor("nobody", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no user has the id 'nobody'");
  }

  private JsonNode report() {
    try {
      return Json.read(run.resolve("report.json"));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private double metric(String row, String metric) {
    for (JsonNode result : report().path("results")) {
      if (result.path("name").asText().equals(row)) {
        return result.path("metrics").path(metric).asDouble(Double.NaN);
      }
    }
    throw new AssertionError("no row " + row);
  }

  private static List<String> items(List<Recommended> list) {
    return list.stream().map(FitKnownAnswerTest::item).toList();
  }

  private static String item(Recommended place) {
    return place.item().id();
  }

  private static List<String> texts(JsonNode array, String key) {
    var texts = new ArrayList<String>();
    array.forEach(element -> texts.add(element.path(key).asText()));
    return texts;
  }

  private static List<String> keys(JsonNode object) {
    var keys = new ArrayList<String>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
