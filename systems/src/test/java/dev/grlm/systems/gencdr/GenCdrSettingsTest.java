package dev.grlm.systems.gencdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.codebook.QuantizerKind;
import dev.grlm.io.RunListener;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenCdrSettingsTest {
  private static final GenCdrSettings FINE = GenCdrSettings.DEFAULT;

  private static SystemRun<GenCdrSettings> run(GenCdrSettings settings) {
    var folder = new RunFolder(Path.of("nowhere"));
    return new SystemRun<>(
        "gencdr",
        "default",
        settings,
        RunSettings.DEFAULT,
        folder,
        new RunTables(folder),
        SystemRun.Inputs.NONE,
        RunListener.silent());
  }

  private static GenCdrSettings settings(QuantizerKind quantizer, int adapters, int updates) {
    AdapterConfig of = FINE.adapters();
    return new GenCdrSettings(
        FINE.codebook().withQuantizer(quantizer),
        new AdapterConfig(
            adapters, of.commitment(), of.balance(), of.epochs(), of.batch(), of.learningRate()),
        FINE.decoder(),
        new UpdateConfig(updates, FINE.updates().balance(), FINE.updates().training()));
  }

  private static List<String> stages(GenCdrSettings settings) {
    return new GenCdrSystem().stages(run(settings)).stream().map(Stage::name).toList();
  }

  @Test
  void withoutRanksItIsCodesAndADecoder() throws IOException {
    assertThat(stages(FINE))
        .containsExactly(
            "gencdr/codes", "gencdr/adapt", "gencdr/examples", "gencdr/joint", "gencdr/train");
    GenCdrSettings none = settings(QuantizerKind.K_MEANS, 0, 0);
    assertThat(stages(none)).containsExactly("gencdr/codes", "gencdr/examples", "gencdr/train");
    new GenCdrSystem().require(run(none));
    assertThatThrownBy(() -> new GenCdrSystem().require(run(settings(QuantizerKind.K_MEANS, 8, 8))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "gencdr.codebook.quantizer=k-means has no encoder that could be adapted to a domain;"
                + " gencdr.adapters.rank=0 does without");
  }

  @Test
  void whatNobodyReadsIsNamed() {
    assertThat(new GenCdrSystem().unread("default", FINE)).containsExactly("codebook.iterations");
    assertThat(new GenCdrSystem().unread("default", settings(QuantizerKind.K_MEANS, 0, 0)))
        .containsExactlyInAnyOrder(
            "codebook.rqVae",
            "adapters.commitment",
            "adapters.balance",
            "adapters.epochs",
            "adapters.batch",
            "adapters.learningRate",
            "updates.balance",
            "updates.training");
  }
}
