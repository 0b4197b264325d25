package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports on Term IDs and a smaller vocabulary, by the command.
class TermFilesTest {
  @TempDir private static Path folder;
  private static Path data;
  private static Path given;
  private static String run;

  @BeforeAll
  static void stages() throws IOException {
    data = TinyShop.write(folder.resolve("shop"));
    given = Files.write(folder.resolve("given.tsv"), TinyShop.termIds());
    run = folder.resolve("run").toString();
    done("dataset", "--data", data.toString(), "--run", run);
    done("embed", "--run", run, "--set", "embedding.dimensions=8");
    done("neighbors", "--run", run);
    done("terms", "--run", run);
  }

  private static Cli done(String... arguments) {
    Cli cli = Cli.run(arguments);
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli;
  }

  private static Path compressed(int terms, String name) {
    Path out = folder.resolve(name);
    done(
        "compress",
        "--run",
        run,
        "--term-ids",
        given.toString(),
        "--terms",
        String.valueOf(terms),
        "--out",
        out.toString());
    return out;
  }

  @Test
  void compressedTermIdsAreWellFormedAndFitTakesThem() throws IOException {
    Path out = compressed(10, "small.tsv");
    TermIdFile file = TermIdFile.read(out);
    var terms = new HashSet<String>();
    for (Identifier identifier : file.byItem().values()) {
      assertThat(identifier.wellFormed(5)).isTrue();
      terms.addAll(identifier.symbols());
    }
    assertThat(terms).hasSizeLessThanOrEqualTo(10);
    assertThat(Files.readString(given)).contains(terms);
    String other = folder.resolve("other").toString();
    done("dataset", "--data", data.toString(), "--run", other);
    done("embed", "--run", other, "--set", "embedding.dimensions=8");
    done("neighbors", "--run", other);
    done("terms", "--run", other, "--term-ids", out.toString());
    assertThat(Path.of(other, "systems/grlm/identifiers.tsv")).hasSameTextualContentAs(out);
    assertThat(compressed(10, "again.tsv")).hasSameTextualContentAs(out);
  }

  @Test
  void asManyTermsAsThereAreChangeNothing() {
    assertThat(compressed(1000, "all.tsv")).hasSameTextualContentAs(given);
  }

  @Test
  void compressionCountsWhatItDid() throws IOException {
    Cli cli =
        done(
            "compress",
            "--run",
            run,
            "--terms",
            "8",
            "--json",
            "--out",
            folder.resolve("json.tsv").toString());
    JsonNode counts = Json.parse(cli.out());
    assertThat(counts.path("after").path("distinctTerms").asInt()).isLessThanOrEqualTo(8);
    assertThat(counts.path("before").path("distinctTerms").asInt()).isGreaterThan(8);
    assertThat(counts.path("after").path("wellFormed").asInt()).isEqualTo(TinyShop.ITEMS);
  }

  @Test
  void tooFewTermsAreWrongUsage() {
    Cli cli = Cli.run("compress", "--run", run, "--terms", "4", "--out", folder + "/few.tsv");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.complaints())
        .singleElement()
        .asString()
        .contains("--terms must be at least the 5 of an identifier, is 4");
    assertThat(folder.resolve("few.tsv")).doesNotExist();
  }

  @Test
  void reportOfARunBesideAFile() throws IOException {
    Path page = folder.resolve("terms.html");
    Cli cli = done("term-report", "--run", run, given.toString(), "--page", page.toString());
    assertThat(cli.out()).contains("identifiers.tsv", "given.tsv", "distinct terms in slot 5");
    assertThat(Files.readString(page)).contains("red kettle for tea", "<svg");
    JsonNode sets =
        Json.parse(done("term-report", "--run", run, given.toString(), "--json").out())
            .path("sets");
    assertThat(sets).hasSize(2);
    JsonNode mine = sets.get(1);
    assertThat(mine.path("statistics").path("items").asInt()).isEqualTo(TinyShop.ITEMS);
    assertThat(mine.path("statistics").path("vocabularyPerSlot").toString())
        .isEqualTo("[1,6,4,1,24]");
    assertThat(mine.path("sharedByDistance")).isNotEmpty();
    assertThat(mine.path("growth").get(TinyShop.ITEMS - 1).path("terms").asInt()).isEqualTo(36);
    assertThat(mine.path("collisionGroups")).isEmpty();
  }

  /// As a run of words has none of GRLM's.
  @Test
  void besideARunWithoutTermIdsAFileStandsAlone() throws IOException {
    Path bare = folder.resolve("bare");
    Files.createDirectories(bare.resolve("dataset"));
    for (String file :
        List.of(
            "dataset/items.jsonl",
            "dataset/interactions.tsv",
            "dataset/split.json",
            "neighbors.tsv")) {
      Files.copy(Path.of(run).resolve(file), bare.resolve(file));
    }
    List<String> lines = new ArrayList<>(TinyShop.termIds());
    lines.set(1, lines.get(1).replaceFirst("\t[^\t]*$", "\t"));
    Path ragged = Files.write(folder.resolve("ragged.tsv"), lines);
    JsonNode sets =
        Json.parse(done("term-report", "--run", bare.toString(), ragged.toString(), "--json").out())
            .path("sets");
    assertThat(sets).hasSize(1);
    assertThat(sets.get(0).path("statistics").path("wellFormed").asInt()).isEqualTo(TinyShop.ITEMS);
    assertThat(sets.get(0).path("examples").get(0).path("terms")).hasSize(4);
  }

  @Test
  void theTermsVerbReportsOnItsOwnWork() {
    Cli cli = done("terms", "--run", run, "--report", "--json");
    assertThat(cli.out()).isEqualTo(done("term-report", "--run", run, "--json").out());
    assertThat(done("terms", "--run", run, "--report").out()).contains("distinct terms in slot 5");
  }

  @Test
  void reportOfFilesAloneKnowsNoNeighbors() throws IOException {
    JsonNode sets = Json.parse(done("term-report", given.toString(), "--json").out()).path("sets");
    assertThat(sets).hasSize(1);
    assertThat(sets.get(0).path("sharedByDistance")).isEmpty();
    assertThat(sets.get(0).path("examples").get(0).path("title").asText()).isEqualTo("i1");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Cli bare = Cli.run("term-report");
    assertThat(bare.code()).isEqualTo(2);
    assertThat(bare.complaints()).singleElement().asString().contains("--run or a FILE is needed");
    List<String> lines = TinyShop.termIds();
    Path cut = Files.write(folder.resolve("cut.tsv"), lines.subList(0, lines.size() - 1));
    Cli lacking = Cli.run("term-report", "--run", run, cut.toString());
    assertThat(lacking.code()).isEqualTo(1);
    assertThat(lacking.complaints())
        .singleElement()
        .asString()
        .contains("cut.tsv: no row for item 'i" + TinyShop.ITEMS + "'");
  }
}
