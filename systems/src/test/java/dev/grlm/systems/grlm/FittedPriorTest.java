package dev.grlm.systems.grlm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.fusion.AddedWeights;
import dev.grlm.fusion.FittedFusion;
import dev.grlm.fusion.Weight;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittedPriorTest {
  private static final Weight MODEL = new Weight("model", .4, .3, .5);
  private static final Weight WORDS = new Weight("words", .6, .5, .7);

  private static final AddedWeights ADDED = new AddedWeights(.7, List.of(WORDS), 20, 60, .2, .25);

  @TempDir Path folder;

  private FittedPrior written(List<Weight> signals) throws IOException {
    Path file = folder.resolve("prior.json");
    var fusion = new FittedFusion(Optional.of(MODEL), signals, 100, 7);
    FittedPrior.of(fusion, .5, Map.of("0.5", .08, "0.0", .07), ADDED).write(file);
    return FittedPrior.read(file);
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    FittedPrior read = written(List.of(WORDS));
    assertThat(read.speaks()).isTrue();
    assertThat(read.scale()).isEqualTo(.4);
    assertThat(read.validation().signals()).containsExactly(WORDS);
    assertThat(read.validation().slots()).isEqualTo(.5);
    assertThat(read.validation().users()).isEqualTo(100);
    assertThat(read.validation().unreached()).isEqualTo(7);
    assertThat(read.validation().ndcg10())
        .containsExactly(Map.entry("0.0", .07), Map.entry("0.5", .08));
    assertThat(read.validation().added()).isEqualTo(ADDED);
  }

  /// As a run of before has it: added items are weighed as the known ones are.
  @Test
  void withoutWeightsForAddedItemsThereAreNone() throws IOException {
    written(List.of(WORDS));
    Path file = folder.resolve("prior.json");
    ObjectNode before = Json.read(file, ObjectNode.class);
    ((ObjectNode) before.get("validation")).remove("added");
    Json.write(file, before);
    assertThat(FittedPrior.read(file).validation().added()).isEqualTo(AddedWeights.NONE);
    assertThat(AddedWeights.NONE.weighedApart()).isFalse();
  }

  @Test
  void withoutSignalsTheModelSpeaksAlone() throws IOException {
    assertThat(written(List.of()).speaks()).isFalse();
  }
}
