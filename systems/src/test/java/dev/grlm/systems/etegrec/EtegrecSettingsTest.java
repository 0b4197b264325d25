package dev.grlm.systems.etegrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtegrecSettingsTest {
  private static final EtegrecSystem SYSTEM = new EtegrecSystem();
  private static final EtegrecSettings DEFAULT = EtegrecSettings.DEFAULT;

  @ParameterizedTest
  @CsvSource({
    "/vectorWidth, 0",
    "/alternation/epochs, -1",
    "/alternation/alignAfter, -2",
    "/alternation/sequenceItem, -3",
    "/alternation/preferenceSemantic, -4",
    "/alternation/temperature, 0",
    "/alternation/learningRate, 0",
    "/alternation/decay, -5"
  })
  void whatCannotBeIsRefusedWithItsValue(String pointer, int value) {
    ObjectNode tree = (ObjectNode) Json.tree(DEFAULT);
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) tree.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(tree, EtegrecSettings.class))
        .havingRootCause()
        .withMessageContaining(Integer.toString(value));
  }

  private static EtegrecSettings without() {
    return DEFAULT.withAlternation(DEFAULT.alternation().withEpochs(0));
  }

  @Test
  void itBeginsAsTigerOnOtherVectors() {
    assertThat(DEFAULT.decoder()).isEqualTo(CodeDecoderConfig.DEFAULT);
    assertThat(DEFAULT.codebook().quantizer()).isEqualTo(QuantizerKind.RQ_VAE);
    assertThat(DEFAULT.codebook().collisions()).isEqualTo(Collisions.DIGIT);
    assertThat(DEFAULT.codebook().length()).isEqualTo(4);
    assertThat(DEFAULT.codebook().rqVae().sinkhorn()).isFalse();
    assertThat(without().last()).isEqualTo(CodeDecoderConfig.DEFAULT);
    assertThat(DEFAULT.last().training()).isEqualTo(DEFAULT.tuning());
  }

  @Test
  void whoeverSetsWhatIsNotReadIsTold() {
    assertThat(SYSTEM.unread("default", DEFAULT))
        .containsExactlyInAnyOrder(
            "codebook.iterations",
            "decoder.training.epochs",
            "decoder.training.steps",
            "decoder.training.validateEvery",
            "decoder.training.patience");
    assertThat(SYSTEM.unread("default", without()))
        .contains("tuning", "alternation.learningRate", "alternation.legacy")
        .doesNotContain("alternation.epochs", "decoder.training.epochs");
    AlternationConfig apart = DEFAULT.alternation().withSequenceItem(0).withPreferenceSemantic(0);
    assertThat(SYSTEM.unread("default", DEFAULT.withAlternation(apart)))
        .contains("alternation.legacy", "alternation.temperature");
    assertThat(SYSTEM.unreadBy("align", "default"))
        .containsExactlyInAnyOrder("vectorWidth", "collaborative", "tuning");
    assertThat(SYSTEM.unreadBy("train", "default")).contains("codebook").doesNotContain("tuning");
    assertThat(SYSTEM.unreadBy("evaluate", "default"))
        .contains("codebook", "decoder.training", "decoder.width")
        .doesNotContain("decoder", "decoder.among");
    assertThat(SYSTEM.unreadBy("embed", "default")).isEmpty();
  }

  @Test
  void aSearchVariesTheAlternationAndNotTheLengthOfWhatIsNotRead() {
    assertThat(SYSTEM.variations("default"))
        .startsWith("alternation.epochs=0,15,30")
        .contains("decoder.width=64,128,192")
        .noneMatch(variation -> variation.startsWith("decoder.training.epochs"));
  }
}
