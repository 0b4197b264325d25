package dev.grlm.identifier.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TermConfigTest {
  @Test
  void defaultsAreThePapers() {
    assertThat(TermConfig.DEFAULT).isEqualTo(new TermConfig(5, 5, CollisionPolicy.KEEP, List.of()));
  }

  @Test
  void refusesWhatMakesNoIdentifier() {
    assertThatThrownBy(() -> TermConfig.DEFAULT.withLength(0)).hasMessageContaining("is 0");
    assertThatThrownBy(() -> TermConfig.DEFAULT.withNeighbors(-1)).hasMessageContaining("is -1");
  }
}
