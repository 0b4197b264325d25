package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `grlm codes` of a run whose first system has Term IDs and whose second has codes.
class CodesCommandTest {
  @TempDir private static Path folder;
  private static String run;

  @BeforeAll
  static void fit() throws IOException {
    Path data = TinyShop.write(folder.resolve("shop"));
    run = folder.resolve("run").toString();
    List<String> command =
        new ArrayList<>(
            TinyShop.quick(
                "fit", "--data", data.toString(), "--out", run, "--systems", "grlm,tiger"));
    for (String setting :
        List.of(
            "tiger.codebook.codes=6",
            "tiger.codebook.levels=2",
            "tiger.decoder.width=8",
            "tiger.decoder.hidden=8",
            "tiger.decoder.slotHidden=8",
            "tiger.decoder.training.epochs=1")) {
      command.addAll(List.of("--set", setting));
    }
    done(command.toArray(String[]::new));
  }

  private static Cli done(String... arguments) {
    Cli cli = Cli.run(arguments);
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli;
  }

  @Test
  void theSystemThatHasCodesIsTold() throws IOException {
    String out = done("codes", "--run", run).out();
    assertThat(out)
        .contains("level", "in use", "perplexity", "largest", "titles nearest to it", "for tea")
        .contains("24 items came out with codes that another one had before.")
        .contains("Now no two items share all their codes.");
    JsonNode survey = Json.parse(done("codes", "--run", run, "--json").out());
    assertThat(survey.path("items").asInt()).isEqualTo(TinyShop.ITEMS);
    assertThat(survey.path("levels")).hasSize(3);
    assertThat(survey.at("/levels/0/largest/0/titles").asText()).contains("for tea");
    assertThat(survey.path("collisionRateAfter").asDouble()).isZero();
  }

  @Test
  void whatBeginsAsAnItemIsShownWithTheCodesBesideIt() throws IOException {
    JsonNode item = Json.parse(done("codes", "--run", run, "--item", "i1", "--json").out());
    int first = item.at("/steps/0/code").asInt();
    assertThat(item.path("shown").findValuesAsText("id")).contains("i1");
    String out = done("codes", "--run", run, "--prefix", String.valueOf(first), "-n", "1").out();
    assertThat(out).contains("items so far", "code beside it", "for tea", "and ");
  }

  /// As between the stages `codes` and `train`.
  @Test
  void codesAreToldWithoutAModel() throws IOException {
    Path model = Path.of(run, "systems", "tiger", "model");
    Path aside = folder.resolve("aside");
    Files.move(model, aside);
    try {
      assertThat(Cli.run("recommend", "--run", run, "--system", "tiger", "--user", "u1").code())
          .isNotZero();
      JsonNode survey = Json.parse(done("codes", "--run", run, "--json").out());
      assertThat(survey.path("levels")).hasSize(3);
    } finally {
      Files.move(aside, model);
    }
  }

  @Test
  void theReportAndItsPageTellThemAsWell() throws IOException {
    JsonNode report = Json.read(Path.of(run, "report.json"));
    assertThat(report.at("/codes/tiger/levels")).hasSize(3);
    assertThat(Files.readString(Path.of(run, "report.html")))
        .contains("Code books of tiger", "The largest codes of each level");
  }

  /// By `tiger.decoder.among`: a search among all codes of a level is asked of what is trained.
  @Test
  void aTrainedDecoderIsAskedAmongAllCodes() throws IOException {
    Path manifest = Path.of(run, "run.json");
    JsonNode before = Json.read(manifest).path("stages");
    Cli cli =
        done("evaluate", "--run", run, "--split", "validation", "--set", "tiger.decoder.among=all");
    assertThat(cli.err()).doesNotContain("has no effect");
    JsonNode after = Json.read(manifest).path("stages");
    assertThat(after.path("tiger/train")).isEqualTo(before.path("tiger/train"));
    assertThat(after.at("/report-validation/config/asked"))
        .hasToString("{\"tiger\":{\"among\":\"all\"}}");
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() {
    Cli none = Cli.run("codes", "--run", run, "--system", "grlm");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("the system 'grlm' cannot tell its codes");
    Cli other = Cli.run("codes", "--run", run, "--prefix", "0,6");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.complaints())
        .singleElement()
        .asString()
        .contains("--prefix: level 2 has the codes 0 … 5, not 6");
    Cli item = Cli.run("codes", "--run", run, "--item", "nobody");
    assertThat(item.code()).isEqualTo(1);
    assertThat(item.err())
        .contains("the item 'nobody' is not among those that the run was fitted on");
    assertThat(Cli.run("codes", "--run", run, "--item", "i1", "--prefix", "0").code()).isEqualTo(2);
  }
}
