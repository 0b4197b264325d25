package dev.grlm.run;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Split;
import dev.grlm.io.RunListener;
import dev.grlm.report.Report;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every length of a Term ID and every ablation comes to a report, in a shop that is too small to
/// learn anything in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LengthsAndAblationsTest {
  private static final CyclicShop SHOP = CyclicShop.of(12);

  private Path folder;
  private Path data;

  @BeforeAll
  void write(@TempDir Path temporary) throws IOException {
    folder = temporary;
    data = SHOP.write(folder.resolve("data"));
  }

  private static RunConfig tiny(String... settings) throws IOException {
    return ConfigFile.over(
        CyclicShop.config(
            1,
            1,
            "embedding.dimensions=4",
            "small.width=8",
            "small.hidden=8",
            "small.slotHidden=8",
            "small.maxSteps=3",
            "flat.hidden=8",
            "flat.headSize=4",
            "flat.intermediate=8",
            "flat.historyItems=2",
            "decoding.beams=3",
            "decoding.freeBeams=3",
            "evaluation.validationUsers=3",
            "evaluation.resamples=2"),
        null,
        List.of(settings));
  }

  /// The stages before the terms are done once for all.
  private Path fitted(String... settings) throws IOException {
    Path run = folder.resolve("run");
    Grlm.fit(data, run, tiny(settings), SystemRun.Inputs.NONE, RunListener.silent()).close();
    return run;
  }

  private static int slots(Path run) throws IOException {
    String header = Files.readAllLines(run.resolve("systems/grlm/identifiers.tsv")).getFirst();
    return header.split("\t", -1).length - 1;
  }

  private static List<String> rows(Path run) throws IOException {
    return Report.read(run.resolve("report.json")).results().stream()
        .map(Report.Result::name)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 9, 10})
  void everyLengthComesToAReport(int length) throws IOException {
    Path run = fitted("terms.length=" + length);
    assertThat(slots(run)).isEqualTo(length);
    assertThat(rows(run)).contains("terms", "item-graph+terms", "grlm", "grlm-free");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "terms.neighbors=0",
        "small.naming=0",
        "small.lookahead=false",
        "small.stepLoss=0",
        "terms.collisions=separate",
        "small.collaborative.neighbors=3",
        "decoding.groundingWeights=[1,1,1,0.5,0.1]",
        "decoding.grounding=compatible"
      })
  void everyAblationComesToAReport(String ablation) throws IOException {
    assertThat(rows(fitted(ablation))).contains("grlm", "grlm-free");
  }

  /// And nothing is left that compares whole items.
  @Test
  void itemsMayBeNoMoreThanTheirTerms() throws IOException {
    Path run = fitted("small.itemNumbers=false", "small.lookahead=false");
    assertThat(rows(run)).contains("grlm", "grlm-free");
    assertThat(run.resolve("systems/grlm/model/config.json")).content().contains("\"steps\" : 0");
    assertThatThrownBy(() -> tiny("small.itemNumbers=false"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "lookahead=true needs itemNumbers=true: it compares items by their own embeddings");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "terms.length=3",
        "terms.length=10",
        "flat.naming=false",
        "flat.collaborative.neighbors=3"
      })
  void soDoThoseOfTheModelOverTokens(String setting) throws IOException {
    assertThat(rows(fitted("preset=flat", setting))).contains("grlm", "grlm-free");
  }

  /// By beams that drop nothing the row is the same; by three it is what they are measured by.
  @ParameterizedTest
  @CsvSource({"small, prior.signals=[]", "flat, flat.layers=1"})
  void whatBeamsMissStandsBesideThem(String recipe, String setting) throws IOException {
    String all = "decoding.exhaustive=true";
    Path run = fitted("preset=" + recipe, setting, all, "decoding.beams=" + CyclicShop.ITEMS);
    Report wide = Report.read(run.resolve("report.json"));
    Report.Result exact = wide.result("grlm-exhaustive").orElseThrow();
    assertThat(exact.metrics()).isEqualTo(wide.result("grlm").orElseThrow().metrics());
    assertThat(wide.generation()).containsKey("grlm-exhaustive");
    var three =
        new RunStages(
            new RunFolder(run), tiny("preset=" + recipe, setting, all), RunListener.silent());
    three.report(Split.TEST);
    assertThat(
            Report.read(run.resolve("report.json"))
                .result("grlm-exhaustive")
                .orElseThrow()
                .metrics())
        .isEqualTo(exact.metrics());
  }

  /// Where the signals speak and the slots do not, all are ranked anyway.
  @Test
  void theRowThatIsRankedAtOnceIsItsOwnMeasure() throws IOException {
    Report report = Report.read(fitted("decoding.exhaustive=true").resolve("report.json"));
    assertThat(report.result("grlm-exhaustive")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 100})
  void anotherLengthIsRefusedBeforeAnyWork(int length) {
    assertThatThrownBy(() -> tiny("terms.length=" + length))
        .isInstanceOf(IOException.class)
        .hasMessage("configuration: 'grlm.terms': length must be 1 to 10, is " + length);
  }

  @Test
  void soIsAFileOfLongerTermIds() throws IOException {
    String header =
        IntStream.rangeClosed(1, 11)
            .mapToObj(slot -> "\tterm" + slot)
            .collect(joining("", "item", ""));
    Path file =
        Files.writeString(
            folder.resolve("long.tsv"), header + "\ni0\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\n");
    Path run = folder.resolve("none");
    assertThatThrownBy(() ->
            Grlm.fit(data, run, tiny(), SystemRun.Inputs.identifiers(file), RunListener.silent()))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "11 terms per item; at most 10 can be used: leave the last columns out");
    assertThat(run.resolve("dataset")).doesNotExist();
  }
}
