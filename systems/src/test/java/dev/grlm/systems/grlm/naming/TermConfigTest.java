package dev.grlm.systems.grlm.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermConfigTest {
  private static final String BEFORE =
      "{\"length\":5,\"neighbors\":5,\"collisions\":\"keep\",\"textFields\":[]}";

  @Test
  void defaultsAreThePapers() {
    assertThat(TermConfig.DEFAULT).isEqualTo(new TermConfig(5, 5, CollisionPolicy.KEEP, List.of()));
  }

  @Test
  void refusesWhatMakesNoIdentifier() {
    assertThatThrownBy(() -> TermConfig.DEFAULT.withLength(0)).hasMessageContaining("is 0");
    assertThatThrownBy(() -> TermConfig.DEFAULT.withNeighbors(-1)).hasMessageContaining("is -1");
  }

  /// The fingerprint of a stage hangs on this text.
  @Test
  void whatExtractedTermsDependOnReadsAsItAlwaysDid() {
    assertThat(Json.line(TermConfig.DEFAULT.extractive())).isEqualTo(BEFORE);
  }

  @Test
  void aConfigurationOfAnOlderRunIsRead() throws IOException {
    assertThat(Json.convert(Json.parse(BEFORE), TermConfig.class)).isEqualTo(TermConfig.DEFAULT);
    assertThat(Json.convert(Json.tree(TermConfig.DEFAULT), TermConfig.class))
        .isEqualTo(TermConfig.DEFAULT);
  }

  @Test
  void budgetsAndRepairsHaveLimits() {
    assertThatThrownBy(() -> PromptedTermConfig.DEFAULT.withRepairs(4))
        .hasMessage("repairs must be at most 3, is 4");
    assertThatThrownBy(() -> new PromptedTermConfig.Calls("", 0, 0, 1, 0, 0, 0, 0, 0, 0))
        .hasMessage("calls in flight must be at least 1, is 0");
    assertThatThrownBy(() -> new PromptedTermConfig.Calls("", 1, 0, 1, 0, 0, 0, 0, 0, 5))
        .hasMessageContaining("needs prices");
  }
}
