package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.RunListener;
import dev.grlm.report.Report;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The preset over a sequence of tokens, in the world whose answer is known.
class FitFlatTest {
  @TempDir Path folder;

  @Test
  void aDecoderOfTokensLearnsTheCycleToo() throws IOException {
    Path data = CyclicShop.of(300).write(folder.resolve("data"));
    Path run = folder.resolve("run");
    RunConfig config = CyclicShop.config(12, 6, "preset=flat");
    try (Grlm fitted = Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent());
        Grlm opened = Grlm.open(Systems.ALL, run)) {
      for (int user = 0; user < 10; user++) {
        assertThat(opened.recommendFor("u" + user, 5))
            .isEqualTo(fitted.recommendFor("u" + user, 5));
      }
    }
    Report report = Report.read(run.resolve("report.json"));
    assertThat(recall(report, "grlm")).isGreaterThan(.6);
    assertThat(recall(report, "grlm-free")).isGreaterThan(.5);
    assertThat(recall(report, "popularity")).isLessThan(.2);
    assertThat(report.result("grlm").orElseThrow().preset()).isEqualTo("flat");
  }

  private static double recall(Report report, String row) {
    return report.result(row).orElseThrow().metrics().getOrDefault("recall@1", Double.NaN);
  }
}
