package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.recommend.ToyWorlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorFileTest {
  private static final Catalog CATALOG = ToyWorlds.catalog(5);
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("near.txt"), text);
  }

  @Test
  void theFirstOfEveryLineAreTaken() throws IOException {
    Path blanks = file("anchor top1 top2 top3\n2 0 1 4\n0 3\n");
    assertThat(AnchorFile.read(blanks, CATALOG, 2))
        .isDeepEqualTo(new int[][] {{3}, {}, {0, 1}, {}, {}});
    Path tabs = file("anchor\ttop1\ttop2\n4\t3\t1\n");
    assertThat(AnchorFile.read(tabs, CATALOG, 1)).isDeepEqualTo(new int[][] {{}, {}, {}, {}, {3}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anchor t1 t2;0 9         | :2: no item has the id '9'
          anchor t1 t2;9 0         | :2: no item has the id '9'
          anchor t1 t2;0 1;0 2     | :3: item '0' has a line already
          anchor t1 t2;0 1 0       | :2: item '0' is its own neighbor
          anchor t1 t2;0 1 1       | :2: neighbor '1' stands twice
          anchor t1 t2;0           | :2: item '0' has 0 neighbors, 1 to 2 are expected
          anchor t1 t2;0 1 2 3     | :2: item '0' has 3 neighbors, 1 to 2 are expected
          anchor t1 t2;0  1        | :2: ids with one blank between them expected: '0  1'
          anchor t1 t2;;0 1        | :2: ids with one blank between them expected: ''
          0 1 2;1 0 2              | :1: a header is expected, found the line of item '0'
          anchor t1;0 1            | :1: 2 neighbors of an item are asked for, the header has 1
          """)
  void whatIsNoSuchFileIsRefusedByLineAndValue(String lines, String expected) throws IOException {
    Path file = file(lines.strip().replace(';', '\n') + "\n");
    assertThatThrownBy(() -> AnchorFile.read(file, CATALOG, 2))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageEndingWith(expected.strip());
  }

  @Test
  void anEmptyFileHasNoHeader() throws IOException {
    Path file = file("");
    assertThatThrownBy(() -> AnchorFile.read(file, CATALOG, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty; a header is expected");
  }
}
