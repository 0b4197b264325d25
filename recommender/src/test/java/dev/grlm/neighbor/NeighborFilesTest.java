package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighborFilesTest {
  private static final Catalog CATALOG =
      new Catalog(List.of(Item.titled("x", ""), Item.titled("y y", ""), Item.titled("z", "")));

  @TempDir Path folder;

  @Test
  void writesTheTableAndReadsItBack() throws IOException {
    var neighbors =
        new Neighbors(
            new int[][] {{2, 1}, {}, {0}}, new float[][] {{1f, -0.25f}, {}, {0.12345678f}});
    Path file = folder.resolve("neighbors.tsv");
    NeighborFiles.write(file, neighbors, CATALOG);
    assertThat(file)
        .hasContent(
            """
            item\trank\tneighbor\tcosine
            x\t1\tz\t1.000000
            x\t2\ty y\t-0.250000
            z\t1\tx\t0.123457
            """);
    Neighbors read = NeighborFiles.read(file, CATALOG);
    assertThat(read.items()).isDeepEqualTo(neighbors.items());
    for (int item = 0; item < 3; item++) {
      assertThat(read.cosines()[item]).containsExactly(neighbors.cosines()[item], within(1e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x 1 z 0.5;x 2 z 0.4   | 3: neighbor 'z' stands twice
          x 1 z 0.5;x 3 w 0.4   | 3: no item 'w' in the catalogue
          w 1 z 0.5             | 2: no item 'w' in the catalogue
          x 2 z 0.5             | 2: rank 1 expected, found '2'
          x 01 z 0.5            | 2: rank 1 expected, found '01'
          x 1 x 0.5             | 2: item 'x' is its own neighbor
          x 1 z five            | 2: a cosine expected, found 'five'
          x 1 z NaN             | 2: a cosine within -1 and 1 expected, found 'NaN'
          x 1 z 1.1             | 2: a cosine within -1 and 1 expected, found '1.1'
          x 1 z                 | 2: 4 columns expected, found 3: 'x
          x 1 z 0.5;z 1 x 0.5;x 2 z 0.4 | 4: the lines of item 'x' do not stand together
          """)
  void refusesATableThatContradictsItself(String lines, String reason) throws IOException {
    String body = lines.strip().replace(' ', '\t').replace(';', '\n');
    Path file = folder.resolve("neighbors.tsv");
    Files.writeString(file, NeighborFiles.HEADER + "\n" + body + "\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NeighborFiles.read(file, CATALOG))
        .withMessageStartingWith(file + ":" + reason);
  }

  @Test
  void refusesCosinesThatRise() throws IOException {
    Path file = folder.resolve("neighbors.tsv");
    Files.writeString(file, NeighborFiles.HEADER + "\nx\t1\tz\t0.4\nx\t2\ty y\t0.5\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NeighborFiles.read(file, CATALOG))
        .withMessage(file + ":3: cosine 0.5 is above that of the rank before");
  }

  @Test
  void refusesAnotherHeaderAndAMissingFile() throws IOException {
    Path file = folder.resolve("neighbors.tsv");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NeighborFiles.read(file, CATALOG))
        .withMessage(file + ": no such file");
    Files.writeString(file, "");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NeighborFiles.read(file, CATALOG))
        .withMessageContaining("header 'item\\trank\\tneighbor\\tcosine' expected, found 'null'");
  }

  @Test
  void refusesWhatCannotStandInTheTable() {
    Path file = folder.resolve("neighbors.tsv");
    var catalog = new Catalog(List.of(Item.titled("a\tb", ""), Item.titled("c", "")));
    var neighbors = new Neighbors(new int[][] {{1}, {0}}, new float[][] {{1}, {1}});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NeighborFiles.write(file, neighbors, catalog))
        .withMessageContaining("the id of item 0 holds a tab or a line end");
    assertThat(file).doesNotExist();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighborFiles.write(file, neighbors, CATALOG))
        .withMessage("neighbors of 2 items, but the catalogue has 3");
  }
}
