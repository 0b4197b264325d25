package dev.grlm.systems.tiger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.codebook.QuantizerKind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TigerSettingsTest {
  private static final TigerSystem SYSTEM = new TigerSystem();

  @Test
  void whoeverSetsWhatIsNotReadIsTold() {
    TigerSettings settings = TigerSettings.DEFAULT;
    assertThat(SYSTEM.unread("default", settings))
        .containsExactlyInAnyOrder("codebook.rqVae", "t5");
    TigerSettings trained =
        settings.withCodebook(settings.codebook().withQuantizer(QuantizerKind.RQ_VAE));
    assertThat(SYSTEM.unread("default", trained))
        .containsExactlyInAnyOrder("codebook.iterations", "t5");
    assertThat(SYSTEM.unread("t5-small-cpu", settings))
        .containsExactlyInAnyOrder("codebook.rqVae", "decoder");
    assertThat(SYSTEM.unread("paper", TigerSettings.PAPER))
        .containsExactlyInAnyOrder("codebook.iterations", "decoder");
    assertThat(SYSTEM.unreadBy("codes", "default")).containsExactlyInAnyOrder("decoder", "t5");
    assertThat(SYSTEM.unreadBy("train", "default")).containsExactly("codebook");
    assertThat(SYSTEM.unreadBy("evaluate", "default"))
        .contains("codebook", "decoder.training", "decoder.width")
        .doesNotContain("decoder", "decoder.among");
    assertThat(SYSTEM.unreadBy("embed", "default")).isEmpty();
  }

  /// So that rows of two recipes differ in the model alone, and none is another's by accident.
  @Test
  void theSmallOneHasTheCodesOfTheDefaultAndThePaperItsOwn() {
    TigerSettings small = Objects.requireNonNull(SYSTEM.recipes().get("t5-small-cpu"));
    TigerSettings paper = Objects.requireNonNull(SYSTEM.recipes().get("paper"));
    assertThat(SYSTEM.recipes().firstEntry().getKey()).isEqualTo("default");
    assertThat(small).isEqualTo(TigerSettings.DEFAULT);
    assertThat(paper.decoder()).isEqualTo(small.decoder());
    assertThat(paper.codebook()).isEqualTo(small.codebook().withQuantizer(QuantizerKind.RQ_VAE));
    assertThat(paper.t5().training().steps()).isEqualTo(200_000);
    assertThat(paper.t5().training().warmUp() * 200_000).isEqualTo(10_000);
  }
}
