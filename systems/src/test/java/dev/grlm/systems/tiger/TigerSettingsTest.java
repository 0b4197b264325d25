package dev.grlm.systems.tiger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.codebook.QuantizerKind;
import org.junit.jupiter.api.Test;

class TigerSettingsTest {
  private static final TigerSystem SYSTEM = new TigerSystem();

  @Test
  void whoeverSetsWhatIsNotReadIsTold() {
    TigerSettings settings = TigerSettings.DEFAULT;
    assertThat(SYSTEM.unread("default", settings)).containsExactly("codebook.rqVae");
    TigerSettings trained =
        settings.withCodebook(settings.codebook().withQuantizer(QuantizerKind.RQ_VAE));
    assertThat(SYSTEM.unread("default", trained)).containsExactly("codebook.iterations");
    assertThat(SYSTEM.unreadBy("codes", "default")).containsExactly("decoder");
    assertThat(SYSTEM.unreadBy("train", "default")).containsExactly("codebook");
    assertThat(SYSTEM.unreadBy("evaluate", "default")).containsExactly("");
    assertThat(SYSTEM.unreadBy("embed", "default")).isEmpty();
  }
}
