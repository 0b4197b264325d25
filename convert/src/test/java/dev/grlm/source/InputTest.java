package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files of a folder count, and what their folders say.
class InputTest {
  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private Input input() throws IOException {
    return Input.of(folder, Columns.GUESSED);
  }

  @Test
  void whatAClusterAndASystemLeaveBehindDoesNotCount() throws IOException {
    file("part-0.csv", "user,item\n");
    for (String name :
        List.of(
            "_SUCCESS",
            "_committed_1",
            "_started_1",
            "_metadata",
            ".part-0.csv.crc",
            "README.txt")) {
      file(name, "x");
    }
    file("_delta_log/0.json", "{}");
    assertThat(input().heads()).extracting(Head::name).containsExactly("part-0.csv");
    assertThat(input().passedOver()).isEmpty();
  }

  @Test
  void partitionsAreEnteredAndOtherFoldersNamed() throws IOException {
    file("country=de/dt=2024-01-01/part-0.csv", "user,item\nu1,p1\n");
    file("country=at/dt=2024-01-02/part-0.csv", "user,item\nu2,p2\n");
    file("old/part-0.csv", "user,item\n");
    assertThat(input().heads())
        .extracting(Head::partition)
        .containsExactly(
            Map.of("country", "at", "dt", "2024-01-02"),
            Map.of("country", "de", "dt", "2024-01-01"));
    assertThat(input().passedOver()).containsExactly("old");
  }

  @Test
  void charactersThatNoFolderMayHaveAreDecoded() throws IOException {
    file("at=2024-01-01 12%3A30%3A00/part-0.csv", "user,item\n");
    file("at=100%/part-0.csv", "user,item\n");
    file("at=a+b/part-0.csv", "user,item\n");
    assertThat(input().heads())
        .extracting(head -> head.partition().get("at"))
        .containsExactly("100%", "2024-01-01 12:30:00", "a+b");
  }

  @Test
  void whatFoldersSayAreColumns() throws IOException {
    file("date=2024-01-02/part-0.csv", "user,item\nu1,p1\n");
    file("date=2024-01-01/part-0.csv", "user,item\nu1,p2\n");
    Recorded recorded = Recorded.opened(folder, Columns.GUESSED);
    assertThat(recorded.lines())
        .containsExactly("u1 p2 2024-01-01T00:00:00Z", "u1 p1 2024-01-02T00:00:00Z");
  }

  @Test
  void aColumnOfTheFileStandsBeforeItsFolder() throws IOException {
    file("user=u9/part-0.csv", "user,item\nu1,p1\n");
    assertThat(Recorded.opened(folder, Columns.GUESSED).lines()).containsExactly("u1 p1 -");
  }

  @Test
  void thePartitionOfNothingIsNothing() throws IOException {
    file("user=__HIVE_DEFAULT_PARTITION__/part-0.csv", "item,price\np1,2\n");
    file("user=u1/part-0.csv", "item,price\np2,3\n");
    Recorded recorded = Recorded.opened(folder, Columns.GUESSED);
    assertThat(recorded.lines()).containsExactly("u1 p2 -");
    assertThat(recorded.faults).extracting(Fault::reason).containsExactly(Reasons.NO_USER);
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> Input.of(folder.resolve("no"), Columns.GUESSED))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("no") + ": no such file or folder");
  }

  @Test
  void onlyFoldersThatAreNoPartitionsAreNamedInTheRefusal() throws IOException {
    file("2024/part-0.csv", "user,item\n");
    assertThatThrownBy(() -> Formats.open(input(), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there are no files, only folders (2024)");
  }
}
