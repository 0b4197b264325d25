package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Split;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.RunListener;
import dev.grlm.report.Report;
import dev.grlm.system.RowKind;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Where several systems of a run have words, or the one that answers has none: whose are taken.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoseWordsTest {
  private static final CyclicShop SHOP = CyclicShop.of(30);

  private Path data;
  private Path run;

  @BeforeAll
  void fit(@TempDir Path folder) throws IOException {
    data = SHOP.write(folder.resolve("data"));
    run = folder.resolve("run");
    fitted("grlm", "idgenrec", "sasrec");
  }

  private static RunConfig fitting(String... systems) throws IOException {
    return CyclicShop.config(
            1,
            1,
            "evaluation.tuneFloor=true",
            "evaluation.resamples=2",
            "sasrec.width=8",
            "sasrec.hidden=8",
            "sasrec.training.epochs=1",
            "idgenrec.ids.words=1",
            "idgenrec.ids.minimumItems=1",
            "idgenrec.decoder.width=8",
            "idgenrec.decoder.layers=1",
            "idgenrec.decoder.training.epochs=1")
        .fitting(List.of(systems));
  }

  private Report fitted(String... systems) throws IOException {
    Grlm.fit(data, run, fitting(systems), SystemRun.Inputs.NONE, RunListener.silent()).close();
    return Report.read(new RunFolder(run).report(Split.TEST.word()));
  }

  private static List<Object> floor(Report report) {
    return report.results().stream()
        .filter(row -> row.kind() == RowKind.FLOOR)
        .map(row -> (Object) List.of(row.name(), row.metrics()))
        .toList();
  }

  private Identifiers words() throws IOException {
    return TermIdFile.identifiersOfAnyLength(
        run.resolve("systems/idgenrec/words.tsv"), grlm("idgenrec").catalog());
  }

  private Grlm grlm(String system) throws IOException {
    try (Grlm grlm = Grlm.open(Systems.ALL, run, system)) {
      return grlm;
    }
  }

  @Test
  void theOrderInWhichSystemsAreAskedForDoesNotChangeTheFloor() throws IOException {
    Report one = fitted("grlm", "idgenrec");
    Report other = fitted("idgenrec", "grlm");
    assertThat(floor(other)).isEqualTo(floor(one)).hasSize(7);
    assertThat(other.identifiers()).isEqualTo(one.identifiers()).containsEntry("system", "grlm");
  }

  @Test
  void withoutGrlmTheReportNamesTheFirstThatHasWords() throws IOException {
    Report report = fitted("sasrec", "idgenrec");
    assertThat(report.identifiers()).containsEntry("system", "idgenrec");
    assertThat(new RunFolder(run).page(Split.TEST.word()))
        .content()
        .contains("Of the system idgenrec, and what the floor");
    assertThat(fitted("sasrec").identifiers()).isEmpty();
  }

  @Test
  void whatHasNoWordsIsShownWithThoseThatTheFloorHas() throws IOException {
    fitted("sasrec", "idgenrec");
    assertThat(grlm("sasrec").identifiers().all()).isEqualTo(words().all());
    fitted("sasrec", "idgenrec", "grlm");
    assertThat(grlm("sasrec").identifiers().all()).isEqualTo(grlm("grlm").identifiers().all());
    assertThat(grlm("idgenrec").identifiers().all()).isEqualTo(words().all());
  }
}
