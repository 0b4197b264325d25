package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class CodesFileTest {
  private static final Catalog CATALOG =
      new Catalog(List.of(Item.titled("x", "a mug"), Item.titled("ü 7", "a pot")));
  private static final Codes CODES = new Codes(List.of(256, 3), new int[][] {{17, 0}, {255, 2}});

  @TempDir Path folder;

  @Test
  void aPersonCanReadItAndItIsReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("codes.tsv");
    CodesFile.write(file, CATALOG, CODES);
    assertThat(file).content().isEqualTo("item\tlevel1/256\tlevel2/3\nx\t17\t0\nü 7\t255\t2\n");
    assertThat(CodesFile.read(file, CATALOG)).isEqualTo(CODES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "item level1/4;x 0;y 1      | 3: the catalogue's next item is 'ü 7', found 'y'",
        "item level1/4;x 0          | 3: no row for item 'ü 7' of the catalogue",
        "item level1/4;x 4;ü_7 1    | 2: level 1 has the codes 0 … 3, found '4'",
        "item level1/4;x -1;ü_7 1   | 2: level 1 has the codes 0 … 3, found '-1'",
        "item level1/4;x a;ü_7 1    | 2: level 1 has the codes 0 … 3, found 'a'",
        "item level1/4;x 1 1;ü_7 1  | 2: expected 1 codes, found",
        "item level1/4;x 1;ü_7 1;z 1| 4: the catalogue has no item for 'z",
        "item level2/4;x 1;ü_7 1    | 1: expected the header",
        "item level1/0;x 1;ü_7 1    | 1: expected the header",
        "item;x;ü_7                 | 1: expected the header",
        "thing level1/4;x 1;ü_7 1   | 1: expected the header"
      })
  void whatIsWrongIsNamedByLineAndValue(String text, String message) throws IOException {
    Path file = folder.resolve("broken.tsv");
    Files.writeString(
        file, text.strip().replace(' ', '\t').replace('_', ' ').replace(';', '\n') + "\n");
    assertThatThrownBy(() -> CodesFile.read(file, CATALOG))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":" + message.strip());
  }

  @Test
  void anEmptyFileHasNoHeader() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.tsv"));
    assertThatThrownBy(() -> CodesFile.read(file, CATALOG)).hasMessageContaining(":1: expected");
  }

  @Test
  void whatCouldNotBeReadAgainIsNotWritten() {
    Path file = folder.resolve("never.tsv");
    var broken = new Catalog(List.of(Item.titled("a\tb", ""), Item.titled("c", "")));
    assertThatThrownBy(() -> CodesFile.write(file, broken, CODES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has a tab or a line break");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodesFile.write(file, new Catalog(List.of()), CODES))
        .withMessageContaining("2 items have codes, the catalogue has 0");
    assertThat(file).doesNotExist();
  }
}
