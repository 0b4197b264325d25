package dev.grlm.systems.grlm.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import java.io.IOException;
import java.util.ArrayList;
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
    assertThatThrownBy(() -> TermConfig.DEFAULT.withLength(0))
        .hasMessage("length must be 1 to 10, is 0");
    assertThatThrownBy(() -> TermConfig.DEFAULT.withLength(11))
        .hasMessage("length must be 1 to 10, is 11");
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
  void onlyWhoCanBeAskedIsAskedAboutClashes() {
    assertThatThrownBy(() -> TermConfig.DEFAULT.withCollisions(CollisionPolicy.ASK))
        .hasMessage("collisions 'ask' needs a generator that can be asked: checkpoint or endpoint");
    PromptedTermConfig asked = PromptedTermConfig.DEFAULT.withCheckpoint("folder");
    TermConfig named =
        TermConfig.DEFAULT
            .withGenerator(TermSource.CHECKPOINT, asked)
            .withCollisions(CollisionPolicy.ASK);
    assertThat(named.prompted()).isEqualTo(asked);
    assertThatThrownBy(() -> named.withGenerator(TermSource.EXTRACTIVE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fieldsAreItsOwn() {
    var fields = new ArrayList<>(List.of("color"));
    TermConfig config = TermConfig.DEFAULT.withTextFields(fields);
    fields.add("size");
    assertThat(config.textFields()).containsExactly("color");
    assertThat(config.extractive().textFields()).containsExactly("color");
  }
}
