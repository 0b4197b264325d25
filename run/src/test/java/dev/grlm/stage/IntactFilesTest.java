package dev.grlm.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.system.RunFolder;
import dev.grlm.system.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntactFilesTest {
  @TempDir Path root;
  private Path left = Path.of(".");
  private Path manifest = Path.of(".");

  @BeforeEach
  void run() throws IOException {
    left = root.resolve("left.txt");
    manifest = root.resolve("run.json");
    runner()
        .run(
            Stage.of(
                "make",
                Map.of("rate", 0.1, "seed", 42L),
                List.of(),
                List.of(left),
                () -> {
                  Files.writeString(left, "as it was");
                  return new TreeMap<>();
                }),
            true);
  }

  private StageRunner runner() throws IOException {
    return new StageRunner(
        new RunFolder(root), Json.tree(Map.of("rate", 1e-4)), RunListener.silent());
  }

  private void require() throws IOException {
    runner().intact().require(List.of("make", "none of that name"), Set.of());
  }

  private ObjectNode tree() throws IOException {
    return (ObjectNode) Json.read(manifest);
  }

  @Test
  void whatIsAsItWasIsTaken() throws IOException {
    require();
    runner().intact().require(left);
    runner().intact().require(root.resolve("of nobody"));
    assertThat(runner().intact().unchecked(List.of("make"))).isEmpty();
  }

  @Test
  void aFileThatIsAnotherOneIsNamedWithBothSums() throws IOException {
    Files.writeString(left, "as it is");
    assertThatThrownBy(this::require)
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            left
                + ": is not what was fitted: SHA-256 [0-9a-f]{16}… expected, [0-9a-f]{16}… found;"
                + " fit again, or copy the run whole");
    assertThatThrownBy(() -> runner().intact().require(left))
        .hasMessageStartingWith(left + ": is not");
  }

  @Test
  void aFileThatIsGoneIsNamedUnlessNobodyNeedsIt() throws IOException {
    Files.delete(left);
    assertThatThrownBy(this::require).hasMessage(left + ": no such file");
    runner().intact().require(List.of("make"), Set.of(left));
  }

  @Test
  void aStageThatWasBegunAndNotEndedIsNamed() throws IOException {
    Manifest.read(manifest).begun("make").write(manifest);
    assertThatThrownBy(this::require).hasMessageContaining("'make' was begun and has not ended");
  }

  /// The settings and all other sums are read from it.
  @Test
  void theManifestHasASumOfItsOwn() throws IOException {
    ObjectNode tree = tree();
    ((ObjectNode) tree.path("config")).put("rate", 2e-4);
    Json.write(manifest, tree);
    assertThatThrownBy(this::require)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(manifest + ": is not what was written: its sum is ")
        .hasMessageEndingWith("; copy the run whole, or delete this file and fit again");
  }

  @Test
  void howTheManifestIsLaidOutIsNoMatter() throws IOException {
    Files.writeString(manifest, Json.line(tree()));
    require();
  }

  @Test
  void whatAnEarlierVersionKeptNoSumsOfIsOpenedAndNamed() throws IOException {
    ObjectNode tree = tree();
    tree.remove("sum");
    ((ObjectNode) tree.at("/stages/make")).remove("outputs");
    Json.write(manifest, tree);
    Files.writeString(left, "as it is");
    require();
    assertThat(runner().intact().unchecked(List.of("make", "train")))
        .containsExactly("run.json", "the files of 'make'", "the files of 'train'");
  }

  /// A fit reads a model of gigabytes once and not once for every stage.
  @Test
  void aFileIsReadOnceAsLongAsItLooksAsItDid() throws IOException {
    var sums = new FileSums();
    long bytes = Files.size(left);
    assertThat(sums.unread(left)).isEqualTo(bytes);
    String before = sums.of(left);
    assertThat(sums.unread(left)).isZero();
    Files.writeString(left, "as it is now");
    assertThat(sums.unread(left)).isEqualTo("as it is now".length());
    assertThat(sums.of(left)).isNotEqualTo(before);
  }

  /// As where times of files are coarse: what was written is read again.
  @Test
  void aFileThatWasWrittenIsReadAgainThoughItLooksAsBefore() throws IOException {
    var sums = new FileSums();
    String before = sums.of(left);
    FileTime time = Files.getLastModifiedTime(left);
    byte[] altered = Files.readAllBytes(left);
    altered[0] ^= 1;
    Files.write(left, altered);
    Files.setLastModifiedTime(left, time);
    assertThat(sums.of(left)).isEqualTo(before);
    sums.forget(left);
    assertThat(sums.of(left)).isNotEqualTo(before);
  }
}
