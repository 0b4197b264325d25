package dev.grlm.systems.grlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.flat.FlatConfig;
import dev.grlm.systems.grlm.flat.FlatModel;
import dev.grlm.systems.grlm.small.SmallConfig;
import dev.grlm.systems.grlm.small.SmallModel;
import dev.grlm.task.CollaborativeNeighborhood;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the collaborative task teaches, and what a run says of it.
class CollaborativeConfigTest {
  /// Users take items 0 and 1 together; 2 and 3 are their targets.
  private static final Dataset SHOP =
      new Dataset(
          new Catalog(
              IntStream.range(0, 4).mapToObj(i -> Item.titled("i" + i, "item " + i)).toList()),
          List.of(
              new History("a", new int[] {0, 1, 2, 3}), new History("b", new int[] {1, 0, 2, 3})),
          new TreeMap<>());

  @TempDir Path folder;

  private static TermModel small(CollaborativeConfig collaborative) {
    var tree = (ObjectNode) Json.tree(SmallConfig.DEFAULT);
    tree.set("collaborative", Json.tree(collaborative));
    return new SmallModel(Json.convert(tree, SmallConfig.class), RunSettings.DEFAULT);
  }

  private static TermModel flat(CollaborativeConfig collaborative) {
    var tree = (ObjectNode) Json.tree(FlatConfig.DEFAULT);
    tree.set("collaborative", Json.tree(collaborative));
    return new FlatModel(Json.convert(tree, FlatConfig.class), RunSettings.DEFAULT);
  }

  static Stream<TermModel> taughtNothingOfIt() {
    var off = new CollaborativeConfig(0, 3, "nowhere.txt");
    return Stream.of(small(off), flat(off));
  }

  /// Runs that were made before there was the task are as they were, whatever else is said of it.
  @ParameterizedTest
  @MethodSource("taughtNothingOfIt")
  void whereItIsNotTaughtNothingIsSaidOfIt(TermModel model) throws IOException {
    assertThat(Json.tree(model.settings()).has("collaborative")).isFalse();
    assertThat(Json.tree(model.exampleSettings()).has("collaborative")).isFalse();
    assertThat(model.tasks(SHOP)).extracting(Task::name).containsExactly("USP", "GTI");
    model.requireAll();
  }

  @Test
  void whereItIsTaughtStagesSaySo() throws IOException {
    var two = new CollaborativeConfig(2, 1, "");
    for (TermModel model : List.of(small(two), flat(two))) {
      assertThat(model.tasks(SHOP)).extracting(Task::name).containsExactly("USP", "GTI", "CN");
      assertThat(Json.tree(model.settings()).path("collaborative").path("neighbors").asInt())
          .isEqualTo(2);
      assertThat(Json.line(Json.tree(model.exampleSettings()).path("collaborative")))
          .isEqualTo("{\"neighbors\":2}");
    }
  }

  @Test
  void theItemGraphOfTrainingPositionsSaysWhatIsNear() throws IOException {
    Task task = new CollaborativeConfig(5, 1, "").task(SHOP).orElseThrow();
    assertThat(task.examples(SHOP))
        .extracting(Example::items)
        .containsExactly(new int[] {0, 1}, new int[] {1, 0});
    assertThat(task.leftOut()).containsValue(2L);
  }

  @Test
  void aFileSaysItInstead() throws IOException {
    Path file = Files.writeString(folder.resolve("near.txt"), "anchor t1 t2\ni3 i2 i0\n");
    var given = new CollaborativeConfig(1, 1, file.toString());
    assertThat(given.task(SHOP).orElseThrow().examples(SHOP))
        .extracting(Example::items)
        .containsExactly(new int[] {3, 2});
    Object before = given.told();
    Files.writeString(file, "anchor t1 t2\ni3 i1 i0\n");
    assertThat(given.told()).as("another file, other examples").isNotEqualTo(before);
    Files.delete(file);
    assertThatThrownBy(() -> small(given).requireAll())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": no such file");
  }

  @Test
  void onlyItsOwnSamplesHaveItsWeight() {
    var half = new CollaborativeConfig(1, 0.5, "");
    var sample = new TokenSample(new int[] {1, 2, 3}, 1, new float[] {1, 0.5f});
    var near = new Example(CollaborativeNeighborhood.NAME, "i0", new int[] {0, 1});
    assertThat(half.weighed(near, sample).weights()).containsExactly(0.5f, 0.25f);
    assertThat(half.weighed(new Example("USP", "a", new int[] {0, 1}), sample)).isSameAs(sample);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "5, 0", "5, -1", "0, NaN", "5, Infinity"})
  void valuesOutsideTheirRangeAreRefused(int neighbors, double weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CollaborativeConfig(neighbors, weight, ""))
        .withMessageContaining(neighbors + ", " + weight);
  }
}
