package dev.grlm.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Split;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is exported of beams of different lengths, which are ranked by something else than their
/// probability.
class RaggedBeamsTest {
  private static RunConfig config() throws IOException {
    return CyclicShop.config(
            1,
            1,
            "evaluation.repeats=\"allow\"",
            "evaluation.resamples=2",
            "decoding.beams=" + CyclicShop.ITEMS,
            "idgenrec.ids.words=1",
            "idgenrec.ids.most=3",
            "idgenrec.ids.minimumItems=1",
            "idgenrec.lengthExponents=[1]",
            "idgenrec.decoder.width=8",
            "idgenrec.decoder.layers=1",
            "idgenrec.decoder.training.epochs=1")
        .fitting(List.of("idgenrec"));
  }

  @Test
  void theProbabilitiesOfAllItemsAddUpToOneWhateverBeamsAreRankedBy(@TempDir Path folder)
      throws IOException {
    Path data = CyclicShop.of(20).write(folder.resolve("data"));
    Path run = folder.resolve("run");
    Grlm.fit(data, run, config(), SystemRun.Inputs.NONE, RunListener.silent()).close();
    var stages = new RunStages(new RunFolder(run), config(), RunListener.silent());
    var export =
        new RunExport(
            stages,
            (file, _) -> {
              throw new AssertionError("nobody asked for Parquet: " + file);
            },
            RunListener.silent());
    Path file = folder.resolve("beams.jsonl");
    var request =
        new ExportRequest(
            What.BEAMS, Format.JSONL, Optional.empty(), Split.TEST, OptionalInt.empty());
    export.write(request, file, false);
    var totals = new HashMap<String, Double>();
    for (String line : Files.readAllLines(file)) {
      var beam = Json.parse(line);
      double probability = Math.exp(beam.get("log_probability").asDouble());
      totals.merge(beam.get("user").asText(), probability, Double::sum);
    }
    assertThat(totals).hasSize(20);
    assertThat(totals.values()).allSatisfy(total -> assertThat(total).isCloseTo(1, within(1e-4)));
  }
}
