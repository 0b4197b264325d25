package dev.grlm.systems.tricdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.fitting.TrainingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriCdrSettingsTest {
  @Test
  void whatCannotBeIsRefusedWithItsValue() {
    TriCdrSettings fine = TriCdrSettings.DEFAULT;
    assertThatThrownBy(() ->
            new TriCdrSettings("", 10, 1, 3, 8, 5, .1, ContrastConfig.DEFAULT, fine.training()))
        .hasMessage("width 10 is not a positive multiple of heads 3");
    assertThatThrownBy(() -> new ContrastConfig(.1, 0, 0, 0, .1, 1, 1))
        .hasMessageContaining("one of the rates must be above 0");
    assertThatThrownBy(() -> new ContrastConfig(.1, 1, 1, 1, 0, 1, 1))
        .hasMessage("temperature must be above 0, is 0.0");
    assertThatThrownBy(() -> new ContrastConfig(-1, 1, 1, 1, .1, 1, 1))
        .hasMessageContaining("must not be negative");
    TrainingConfig large = fine.training().withBatch(8_193);
    assertThatThrownBy(
            () -> new TriCdrSettings("", 64, 2, 1, 256, 50, .2, ContrastConfig.DEFAULT, large))
        .hasMessageStartingWith("training.batch is 8193, at most 8192 can be");
    var none = new ContrastConfig(0, 1, 1, 1, .1, .1, 1);
    assertThat(new TriCdrSettings("", 64, 2, 1, 256, 50, .2, none, large).training())
        .isEqualTo(large);
  }

  @Test
  void whatNobodyReadsIsNamed() {
    TriCdrSettings fine = TriCdrSettings.DEFAULT;
    var none =
        new TriCdrSettings(
            "", 64, 2, 1, 64, 50, .2, new ContrastConfig(0, 0, 0, 0, .1, 0, 1), fine.training());
    assertThat(new TriCdrSystem().unread("default", none))
        .containsExactlyInAnyOrder(
            "contrast.mixSource",
            "contrast.mixTarget",
            "contrast.sourceTarget",
            "contrast.temperature",
            "contrast.margin");
    assertThat(new TriCdrSystem().unread("default", fine)).isEmpty();
  }

  @Test
  void domainsAreThoseOfTheItemsAndTheNextIsCounted() {
    List<int[]> samples = List.of(new int[] {0, 20, 1}, new int[] {2, 21});
    TargetDomains each = TargetDomains.of(TwoDomains.catalog(), "", samples);
    assertThat(each.names()).containsExactly("cups", "teas");
    assertThat(each.targets()).containsExactly(0, 1);
    assertThat(each.logChance(0, 1)).isEqualTo(Math.log(3.0 / 4));
    assertThat(each.logChance(1, 0)).isEqualTo(Math.log(2.0 / 3));
    TargetDomains one = TargetDomains.of(TwoDomains.catalog(), "teas", samples);
    assertThat(one.targets()).containsExactly(1);
    assertThat(one.logChance(0, 1)).isZero();
    assertThatThrownBy(() -> TargetDomains.of(TwoDomains.catalog(), "tins", samples))
        .hasMessage(
            "tricdr.target is 'tins', which no item is of; there are [cups, teas], or empty for"
                + " each in turn");
  }
}
