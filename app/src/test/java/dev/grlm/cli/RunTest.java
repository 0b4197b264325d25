package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole of a run through the command, on a shop that fits in seconds.
class RunTest {
  private static final List<String> STAGES =
      List.of(
          "dataset",
          "embed",
          "neighbors",
          "grlm/terms",
          "grlm/examples",
          "grlm/train",
          "grlm/prior",
          "report");

  @TempDir private static Path folder;
  private static Path data;
  private static Path run;
  private static Cli first;

  @BeforeAll
  static void fit() throws IOException {
    data = TinyShop.write(folder.resolve("shop"));
    run = folder.resolve("run");
    first = Cli.run(fitting("--data", data.toString(), "--out", run.toString()));
    assertThat(first.code()).as(first.err()).isZero();
  }

  private static List<String> fitting(String... arguments) {
    List<String> all = TinyShop.quick(arguments);
    all.addFirst("fit");
    return all;
  }

  @Test
  void fitPrintsTheMetricsBesideTheFloor() {
    assertThat(first.out())
        .contains("popularity", "markov", "item-graph+terms", "grlm", "grlm-free")
        .contains("split test, " + TinyShop.USERS + " users");
    assertThat(first.err().lines().map(line -> line.substring(0, line.indexOf(' '))))
        .containsAll(STAGES);
    assertThat(first.complaints()).isEmpty();
  }

  @Test
  void secondFitChangesNothing() throws IOException {
    byte[] manifest = Files.readAllBytes(run.resolve("run.json"));
    Cli second = Cli.run(fitting("--data", data.toString(), "--out", run.toString()));
    assertThat(second.code()).isZero();
    assertThat(second.err().lines())
        .hasSize(STAGES.size())
        .allSatisfy(line -> assertThat(line).contains("unchanged"));
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(run.resolve("run.json")).hasBinaryContent(manifest);
  }

  @Test
  void stagesOneByOneGiveTheSameFiles() throws IOException {
    Path other = folder.resolve("stages");
    String there = other.toString();
    stage("dataset", "--data", data.toString(), "--run", there);
    for (String verb : List.of("embed", "neighbors", "terms", "examples", "train", "prior")) {
      stage(verb, "--run", there);
    }
    stage("evaluate", "--run", there);
    for (String file :
        List.of(
            "dataset/items.jsonl",
            "dataset/interactions.tsv",
            "dataset/split.json",
            "encoder/vocabulary.json",
            "encoder/basis.safetensors",
            "embeddings.safetensors",
            "neighbors.tsv",
            "systems/grlm/identifiers.tsv",
            "systems/grlm/examples.jsonl",
            "systems/grlm/model/config.json",
            "systems/grlm/model/symbols.json",
            "systems/grlm/model/model.safetensors",
            "systems/grlm/model/curve.json",
            "systems/grlm/prior.json",
            "recommendations.jsonl")) {
      assertThat(Files.mismatch(run.resolve(file), other.resolve(file))).as(file).isEqualTo(-1);
    }
    JsonNode expected = Json.read(run.resolve("report.json"));
    JsonNode found = Json.read(other.resolve("report.json"));
    for (String key : List.of("users", "identifiers", "generation", "training", "samples")) {
      assertThat(found.path(key)).as(key).isEqualTo(expected.path(key));
    }
  }

  private static void stage(String... arguments) {
    Cli done = Cli.run(TinyShop.quick(arguments));
    assertThat(done.code()).as(arguments[0] + ": " + done.err()).isZero();
    assertThat(done.err()).contains(arguments[0].equals("evaluate") ? "report" : arguments[0]);
  }

  @Test
  void evaluateShowsTheStoredReportAndMakesTheOther() throws IOException {
    Cli stored = Cli.run("evaluate", "--run", run.toString(), "--json");
    assertThat(stored.code()).as(stored.err()).isZero();
    assertThat(stored.err()).contains("unchanged");
    assertThat(Json.parse(stored.out())).isEqualTo(Json.read(run.resolve("report.json")));
    Cli other = Cli.run("evaluate", "--run", run.toString(), "--split", "validation", "--json");
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(Json.parse(other.out()).path("split").asText()).isEqualTo("validation");
    assertThat(run.resolve("report-validation.html")).isNotEmptyFile();
  }

  @Test
  void exportsWhatOtherProgramsRead() throws IOException {
    Path lists = folder.resolve("lists.trec");
    String[] words = {
      "export", "--run", run.toString(), "--what", "lists", "--out", lists.toString()
    };
    Cli listed = Cli.run(words);
    assertThat(listed.code()).as(listed.err()).isZero();
    assertThat(listed.err()).contains("row grlm, split test: 30 users", "written: " + lists);
    assertThat(Files.readAllLines(lists)).first().asString().matches("u1 Q0 i\\d+ 1 -\\S+ grlm");
    Cli again = Cli.run(words);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.complaints())
        .containsExactly("grlm: " + lists + ": exists already; --replace overwrites it");
    Cli stored =
        Cli.run(
            "export",
            "--run",
            run.toString(),
            "--what",
            "metrics",
            "--set",
            "decoding.beams=5",
            "--out",
            folder.resolve("metrics.csv").toString());
    assertThat(stored.err()).contains("decoding.beams has no effect: 'export' does not read it");
    Path beams = folder.resolve("beams");
    Cli written =
        Cli.run(
            "export",
            "--run",
            run.toString(),
            "--what",
            "beams",
            "--row",
            "grlm-free",
            "--set",
            "decoding.freeBeams=7",
            "--format",
            "parquet",
            "--out",
            beams.toString());
    assertThat(written.code()).as(written.err()).isZero();
    assertThat(Files.readString(beams, StandardCharsets.ISO_8859_1))
        .startsWith("PAR1")
        .endsWith("PAR1");
  }

  @Test
  void recommendsForAStoredUser() throws IOException {
    Cli asked = Cli.run("recommend", "--run", run.toString(), "--user", "u7", "-k", "4");
    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(asked.out()).contains("history, oldest first:", "i7", "Term ID");
    Cli json = Cli.run("recommend", "--run", run.toString(), "--user", "u7", "-k", "4", "--json");
    JsonNode list = Json.parse(json.out());
    assertThat(list).hasSize(4);
    for (int rank = 1; rank <= 4; rank++) {
      JsonNode place = list.get(rank - 1);
      assertThat(place.path("rank").asInt()).isEqualTo(rank);
      assertThat(place.path("item").asText()).isNotIn("i7", "i8", "i9", "i10", "i11", "i12");
      assertThat(asked.out()).contains(place.path("title").asText());
      assertThat(place.path("source").asText()).isIn("exact", "structural", "fallback");
    }
  }

  @Test
  void saysWhatSpokeForEveryItem() throws IOException {
    String[] ask = {"recommend", "--run", run.toString(), "--user", "u7", "-k", "4", "--explain"};
    Cli asked = Cli.run(ask);
    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(asked.out()).contains("times as likely", "the model");
    var words = new ArrayList<>(List.of(ask));
    words.add("--json");
    assertThat(Json.parse(Cli.run(words).out()))
        .hasSize(4)
        .allSatisfy(place ->
            assertThat(place.path("reasons").findValuesAsText("expert")).contains("model"));
  }

  @Test
  void newItemsAreNamedAndRecommended() throws IOException {
    String item = "{\"id\": \"new\", \"title\": \"red kettle for tea\"}";
    Path items = Files.writeString(folder.resolve("new.jsonl"), item + "\n");
    String there = run.toString();
    try {
      Cli added = Cli.run("terms", "--run", there, "--add", items.toString(), "--json");
      assertThat(added.code()).as(added.err()).isZero();
      assertThat(added.err()).contains("1 items added, 0 were there already");
      JsonNode line = Json.parse(added.out());
      assertThat(line.path("item").asText()).isEqualTo("new");
      assertThat(line.path("termId")).hasSize(5);
      assertThat(line.path("reach").asText()).isEqualTo("exact");
      for (String[] more : new String[][] {{}, {"--free"}}) {
        List<String> words =
            new ArrayList<>(List.of("recommend", "--run", there, "--history", "new", "--json"));
        words.addAll(List.of(more));
        Cli asked = Cli.run(words);
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(Json.parse(asked.out())).hasSize(10);
      }
      Cli again = Cli.run("terms", "--run", there, "--add", items.toString());
      assertThat(again.err()).contains("0 items added, 1 were there already");
    } finally {
      Files.deleteIfExists(run.resolve("added-items.jsonl"));
    }
  }

  @Test
  void recommendsAfterAHistory() throws IOException {
    Cli asked =
        Cli.run("recommend", "--run", run.toString(), "--history", "i1,i2", "-k", "22", "--json");
    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(Json.parse(asked.out()))
        .as("everything but the history")
        .hasSize(TinyShop.ITEMS - 2);
  }

  /// An empty list without a word looks like a fault.
  @Test
  void whenEverythingHasBeenSeenItIsSaid() throws IOException {
    var seen = new ArrayList<String>();
    for (int item = 1; item <= TinyShop.ITEMS; item++) {
      seen.add("i" + item);
    }
    Cli all = Cli.run("recommend", "--run", run.toString(), "--history", String.join(",", seen));
    assertThat(all.code()).as(all.err()).isZero();
    String counts = "the history has %1$d of the %1$d items".formatted(TinyShop.ITEMS);
    assertThat(all.err())
        .contains("nothing is left to recommend: " + counts)
        .contains("grlm fit --repeats allow");
    seen.removeLast();
    Cli most =
        Cli.run(
            "recommend", "--run", run.toString(), "--history", String.join(",", seen), "--json");
    assertThat(Json.parse(most.out())).hasSize(1);
    assertThat(most.err()).contains("only 1 items are left: the history has ");
  }

  @Test
  void unknownUserItemAndDomainAreNamed() {
    Cli user = Cli.run("recommend", "--run", run.toString(), "--user", "nobody");
    assertThat(user.code()).isEqualTo(1);
    assertThat(user.err().lines()).hasSize(1);
    assertThat(user.complaints())
        .singleElement()
        .asString()
        .contains("no user has the id 'nobody'");
    Cli domain = Cli.run("recommend", "--run", run.toString(), "--user", "u7", "--domain", "Toys");
    assertThat(domain.code()).isEqualTo(1);
    assertThat(domain.complaints())
        .singleElement()
        .asString()
        .contains(run + ": no item is of the domain 'Toys'; no item has a domain");
    Cli item = Cli.run("recommend", "--run", run.toString(), "--history", "i1,i99");
    assertThat(item.code()).isEqualTo(1);
    assertThat(item.err().lines()).hasSize(1);
    assertThat(item.complaints()).singleElement().asString().contains("no item has the id 'i99'");
  }

  @Test
  void givenTermIdsAreTaken() throws IOException {
    Path given = Files.write(folder.resolve("term_ids.tsv"), TinyShop.termIds());
    Path other = folder.resolve("given");
    stage("dataset", "--data", data.toString(), "--run", other.toString());
    stage("embed", "--run", other.toString());
    stage("neighbors", "--run", other.toString());
    stage("terms", "--run", other.toString(), "--term-ids", given.toString());
    assertThat(other.resolve("systems/grlm/identifiers.tsv")).hasSameTextualContentAs(given);
  }
}
