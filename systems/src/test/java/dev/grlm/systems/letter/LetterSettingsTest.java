package dev.grlm.systems.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.EncoderDecoderConfig;
import dev.grlm.io.Json;
import dev.grlm.sequence.SasRecSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterSettingsTest {
  private static final LetterSystem SYSTEM = new LetterSystem();
  private static final LetterSettings DEFAULT = LetterSettings.DEFAULT;

  @ParameterizedTest
  @CsvSource({
    "/codebook/levels, 8",
    "/codebook/codes, 1",
    "/codebook/alignment, -1",
    "/codebook/diversity, -2",
    "/codebook/clusters, 0",
    "/codebook/rqVae/width, 0",
    "/collaborative/heads, 0",
    "/collaborative/hidden, 0",
    "/collaborative/length, 0",
    "/collaborative/dropout, 1",
    "/collaborative/epochs, 0",
    "/collaborative/batch, 0",
    "/collaborative/learningRate, 0"
  })
  void whatCannotBeIsRefusedWithItsValue(String pointer, int value) {
    ObjectNode tree = (ObjectNode) Json.tree(DEFAULT);
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) tree.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);
    refused(tree, Integer.toString(value));
  }

  private static void refused(JsonNode tree, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(tree, LetterSettings.class))
        .havingRootCause()
        .withMessageContaining(value);
  }

  @Test
  void theVectorsAreAsWideAsACodeWhichTheirHeadsDivide() {
    assertThat(DEFAULT.collaborative().sasRec(32).width()).isEqualTo(32);
    ObjectNode tree = (ObjectNode) Json.tree(DEFAULT);
    ((ObjectNode) tree.path("collaborative")).put("heads", 3);
    refused(tree, "width 32 is not a positive multiple of heads 3");
  }

  /// Judged once and at the end, so that validation chooses nothing.
  @Test
  void theVectorsTrainingIsJudgedByNothingBeforeItsEnd() {
    SasRecSettings sasRec = DEFAULT.collaborative().sasRec(32);
    assertThat(sasRec.training().validateEvery()).isEqualTo(sasRec.training().epochs());
    assertThat(sasRec.blocks()).isEqualTo(1);
  }

  @Test
  void itDiffersFromTigerInItsCodesAlone() {
    assertThat(DEFAULT.decoder()).isEqualTo(CodeDecoderConfig.DEFAULT);
    assertThat(DEFAULT.t5()).isEqualTo(EncoderDecoderConfig.SMALL);
    assertThat(SYSTEM.recipes())
        .containsOnlyKeys("default", "t5-small-cpu", "t5")
        .containsEntry("t5-small-cpu", DEFAULT);
    CodebookConfig codebook = DEFAULT.codebook().codebook();
    assertThat(codebook.quantizer()).isEqualTo(QuantizerKind.RQ_VAE);
    assertThat(codebook.levels()).isEqualTo(4);
    assertThat(codebook.codes()).isEqualTo(256);
    assertThat(codebook.collisions()).isEqualTo(Collisions.REPAIR);
    assertThat(codebook.length()).as("no digit").isEqualTo(4);
    assertThat(codebook.rqVae().sinkhorn()).isTrue();
  }

  @Test
  void whoeverSetsWhatIsNotReadIsTold() {
    assertThat(SYSTEM.unread("default", DEFAULT)).containsExactly("t5");
    assertThat(SYSTEM.unread("t5", LetterSettings.PUBLISHED)).containsExactly("decoder");
    LetterCodebookConfig neither = DEFAULT.codebook().withAlignment(0).withDiversity(0);
    assertThat(SYSTEM.unread("default", DEFAULT.withCodebook(neither)))
        .containsExactly("codebook.clusters", "collaborative", "t5");
    assertThat(SYSTEM.unreadBy("vectors", "default")).containsExactlyInAnyOrder("decoder", "t5");
    assertThat(SYSTEM.unreadBy("codes", "default"))
        .containsExactlyInAnyOrder("collaborative", "decoder", "t5");
    assertThat(SYSTEM.unreadBy("train", "default"))
        .containsExactlyInAnyOrder("collaborative", "codebook");
    assertThat(SYSTEM.unreadBy("evaluate", "default"))
        .contains("codebook", "decoder.training", "decoder.width")
        .doesNotContain("decoder", "decoder.among");
    assertThat(SYSTEM.unreadBy("embed", "default")).isEmpty();
  }

  /// Of the recommender's quality, and not of collisions, the alignment is chosen.
  @Test
  void aSearchVariesTheAlignmentAndTheDecoder() {
    assertThat(SYSTEM.variations("default"))
        .startsWith("codebook.alignment=0.01,0.03,0.1", "decoder.width=64,128,192");
    assertThat(SYSTEM.variations("t5"))
        .startsWith("codebook.alignment=0.01,0.03,0.1", "t5.layers=2,4");
  }
}
