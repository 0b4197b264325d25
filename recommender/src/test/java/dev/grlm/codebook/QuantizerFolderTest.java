package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizerFolderTest {
  private static final ItemVectors VECTORS = Mixtures.of(2, 3, 2, 6, 2).vectors();

  @TempDir Path folder;

  private void assertSameAfterwards(Quantizer quantizer) throws IOException {
    QuantizerFolder.save(quantizer, folder);
    assertThat(QuantizerFolder.files(folder)).allSatisfy(file -> assertThat(file).isRegularFile());
    try (Quantizer loaded = QuantizerFolder.load(folder)) {
      assertThat(loaded).hasSameClassAs(quantizer);
      assertThat(loaded.quantize(VECTORS).codes()).isEqualTo(quantizer.quantize(VECTORS).codes());
    }
  }

  @Test
  void kMeansIsReadAsItWasWritten() throws IOException {
    assertSameAfterwards(kMeans(true));
    assertSameAfterwards(kMeans(false));
    assertThat(kMeans(true).quantize(VECTORS).left())
        .as("two kinds")
        .isNotEqualTo(kMeans(false).quantize(VECTORS).left());
  }

  private static Quantizer kMeans(boolean unit) {
    return new KMeansQuantizer(new ResidualKMeans(2, 3, 20, unit, 1).fit(VECTORS));
  }

  @Test
  void booksThatDoNotSayWhatIsMadeUnitAreNotGuessedAt() throws IOException {
    QuantizerFolder.save(kMeans(true), folder);
    Path file = folder.resolve("quantizer.json");
    Json.write(file, Json.object().put("kind", "k-means"));
    assertThatThrownBy(() -> QuantizerFolder.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": 'unit' must be true or false, is ; make the codes again");
  }

  @Test
  void anRqVaeIsReadAsItWasWritten() throws IOException {
    var model = new RqVae(new RqVaeShape(6, List.of(4), 3, 2, 3), 1);
    try (var quantizer = new RqVaeQuantizer(model, Standardization.of(VECTORS))) {
      model.use(new ResidualKMeans(2, 3, 20, false, 1).fit(model.encoded(VECTORS)));
      assertSameAfterwards(quantizer);
    }
  }

  @Test
  void whatIsNoneIsNamed() throws IOException {
    Path file = folder.resolve("quantizer.json");
    assertThatThrownBy(() -> QuantizerFolder.load(folder)).hasMessageContaining(file.toString());
    QuantizerFolder.save(kMeans(false), folder);
    Json.write(file, Json.object().put("kind", "magic"));
    assertThatThrownBy(() -> QuantizerFolder.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("'magic'");
    Json.write(file, Json.object().put("kind", "k-means").put("unit", true));
    Files.delete(folder.resolve("quantizer.safetensors"));
    assertThatThrownBy(() -> QuantizerFolder.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quantizer.safetensors");
  }

  @ParameterizedTest
  @CsvSource({"0, 4, 1", "8, 4, 1", "3, 1, 1", "3, 4, 0"})
  void whatCannotBeIsRefused(int levels, int codes, int iterations) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new CodebookConfig(
                QuantizerKind.K_MEANS,
                levels,
                codes,
                iterations,
                Collisions.KEEP,
                RqVaeConfig.DEFAULT))
        .withMessageContaining("%d, %d, %d".formatted(levels, codes, iterations));
  }

  @ParameterizedTest
  @CsvSource({
    "width, 0",
    "commitment, -1",
    "quantisation, 0",
    "epochs, 0",
    "batch, 0",
    "learningRate, 0"
  })
  void whatAnRqVaeCannotBeIsRefusedWithItsValue(String key, String value) {
    var tree = (com.fasterxml.jackson.databind.node.ObjectNode) Json.tree(RqVaeConfig.DEFAULT);
    tree.put(key, Integer.parseInt(value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(tree, RqVaeConfig.class))
        .havingRootCause()
        .withMessageContaining(key)
        .withMessageContaining(value);
  }

  @Test
  void aDigitIsOneMoreLevelAndASmallCatalogueHasFewerCodes() {
    assertThat(CodebookConfig.TIGER.length()).isEqualTo(4);
    assertThat(CodebookConfig.TIGER.withCollisions(Collisions.MATCHING).length()).isEqualTo(3);
    assertThat(CodebookConfig.TIGER.codesOf(40)).isEqualTo(40);
    assertThat(CodebookConfig.TIGER.codesOf(12_101)).isEqualTo(256);
  }
}
