package dev.grlm.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.Quantizer;
import dev.grlm.codebook.QuantizerFolder;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.codebook.RqVaeLoss;
import dev.grlm.data.DatasetFiles;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodesStageTest {
  /// Two are equal, two have no text.
  private static final Embeddings VECTORS =
      new Embeddings(6, 2, new float[] {1, 0, 1, 0, 0, 1, 0, 0, 0, 0, -1, 0});

  private static final RqVaeConfig RQ_VAE =
      new RqVaeConfig(List.of(3), 2, .25, 1, true, 3, 6, 1e-2, 0, 0, 1, 1);

  @TempDir Path folder;

  private SystemRun<?> run() throws IOException {
    var files = new RunFolder(folder);
    // Item 1 is the only one that two users have in training positions.
    DatasetFiles.write(
        files.dataset(), ToyWorlds.of(6, new int[] {0, 1, 2, 3}, new int[] {1, 4, 5}));
    EmbeddingFiles.write(files.embeddings(), VECTORS);
    return new SystemRun<>(
        "coded",
        "default",
        RQ_VAE,
        RunSettings.DEFAULT,
        files,
        new RunTables(files),
        SystemRun.Inputs.NONE,
        RunListener.silent());
  }

  private static CodebookConfig config(QuantizerKind quantizer, int codes, Collisions collisions) {
    return new CodebookConfig(quantizer, 2, codes, 10, collisions, RQ_VAE);
  }

  private CodesStage stage(QuantizerKind quantizer, int codes, Collisions collisions)
      throws IOException {
    return new CodesStage(run(), config(quantizer, codes, collisions));
  }

  @Test
  void whatIsNoticedIsCounted() throws IOException {
    CodesStage stage = stage(QuantizerKind.K_MEANS, 256, Collisions.DIGIT);
    SortedMap<String, Long> counts = stage.stage().work().run();
    assertThat(counts)
        .contains(
            entry("items whose codes another one had before", 2L),
            entry("items that share all their codes", 0L),
            entry("items without a known word, quantised alike", 2L),
            entry("codes of a level, because there are no more items", 6L),
            entry("level 1, codes in use", 4L));
    Codes codes = stage.codes();
    assertThat(codes.sizes()).containsExactly(6, 6, 2);
    assertThat(codes.code(1, 2)).as("more popular than its equal").isZero();
    assertThat(codes.code(0, 2)).isEqualTo(1);
    assertThat(codes.groups(2)).contains(List.of(0, 1), List.of(3, 4));
  }

  @Test
  void everyFileIsThereAndTheQuantizerGivesTheCodesAgain() throws IOException {
    for (QuantizerKind kind : QuantizerKind.values()) {
      CodesStage codes = stage(kind, 2, Collisions.KEEP);
      Stage stage = codes.stage();
      var _ = stage.work().run();
      assertThat(stage.name()).isEqualTo("coded/codes");
      assertThat(stage.outputs().files()).hasSize(5).allSatisfy(file -> assertThat(file).exists());
      Path saved = codes.file().resolveSibling("codebook");
      try (Quantizer quantizer = QuantizerFolder.load(saved)) {
        assertThat(quantizer.quantize(ItemVectors.of(VECTORS)).codes()).isEqualTo(codes.codes());
      }
    }
  }

  @Test
  void onlyWhatIsReadIsSaid() throws IOException {
    String kMeans =
        Json.line(stage(QuantizerKind.K_MEANS, 2, Collisions.KEEP).stage().settings().value());
    assertThat(kMeans).contains("iterations").doesNotContain("rqVae", "workers");
    String rqVae =
        Json.line(stage(QuantizerKind.RQ_VAE, 2, Collisions.KEEP).stage().settings().value());
    assertThat(rqVae).contains("rqVae", "workers").doesNotContain("iterations", "legacy");
    CodebookConfig config = config(QuantizerKind.RQ_VAE, 2, Collisions.KEEP);
    var legacy = new CodesStage(run(), config.withRqVae(config.rqVae().withLegacy(true)));
    assertThat(Json.line(legacy.stage().settings().value())).contains("\"legacy\":true");
  }

  /// Of what people take together, for example, with a loss that asks for it.
  private record Others(AtomicInteger asked, Path file) implements CodeSources {
    @Override
    public List<Path> inputs() {
      return List.of(file);
    }

    @Override
    public ItemVectors vectors() {
      return new ItemVectors(6, 1, new float[] {0, 0, 0, 9, 9, 9});
    }

    @Override
    public List<RqVaeLoss> losses() {
      return List.of((_, pass, _) -> {
        asked.addAndGet(pass.items().length);
        return pass.z().square().sum();
      });
    }

    @Override
    public SortedMap<String, Object> settings() {
      return new TreeMap<>(Map.of("alpha", .1));
    }
  }

  @Test
  void otherVectorsAndFurtherLossesTakePart() throws IOException {
    var others = new Others(new AtomicInteger(), Files.createFile(folder.resolve("others")));
    var kMeans = new CodesStage(run(), config(QuantizerKind.K_MEANS, 2, Collisions.KEEP), others);
    var _ = kMeans.stage().work().run();
    assertThat(kMeans.codes().groups(1)).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
    assertThat(others.asked().get()).isZero();
    assertThat(kMeans.stage().inputs()).contains(others.file());
    assertThat(Json.line(kMeans.stage().settings().value())).contains("\"alpha\":0.1");
    new CodesStage(run(), config(QuantizerKind.RQ_VAE, 2, Collisions.KEEP), others)
        .quantizer(others.vectors())
        .close();
    assertThat(others.asked().get()).as("6 items in each of 3 epochs").isEqualTo(18);
  }
}
