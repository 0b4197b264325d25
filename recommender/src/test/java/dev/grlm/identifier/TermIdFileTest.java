package dev.grlm.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermIdFileTest {
  @TempDir private Path folder;

  @Test
  void normalisesTermsAndCountsRepeats() throws IOException {
    TermIdFile file = read("item\tterm1\tterm2\n7\t[Nail Polish\t'red'\n8\tsoap\tSoap\n");
    assertThat(file.length()).isEqualTo(2);
    assertThat(file.byItem())
        .containsEntry("7", Identifier.of("nail-polish", "red"))
        .containsEntry("8", Identifier.of("soap", "soap"));
    assertThat(file.repeated()).isEqualTo(1);
  }

  @Test
  void readsGzip() throws IOException {
    Path path = folder.resolve("term_ids.tsv.gz");
    try (var stream = new GZIPOutputStream(Files.newOutputStream(path))) {
      stream.write("item\tterm1\r\n7\tsoap\r\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(TermIdFile.read(path).byItem()).containsEntry("7", Identifier.of("soap"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "item;term1;term2/7;a|:2: expected an item and 2 terms, found '7\\ta'",
        "item;term1;term2/7;a;b/8;a;b;c|:3: expected an item and 2 terms, found '8\\ta\\tb\\tc'",
        "item;term1/7;a//|:3: expected an item and 1 terms, found ''",
        "item;term1;term2/7;a;[]|:2: item '7' has the empty term '[]'",
        "item;term1/7;a/7;b|:3: item '7' has a row already",
        "item|:1: expected the header 'item term1 …', found 'item'",
        "7;soap|:1: expected the header 'item term1 …', found '7\\tsoap'",
        "item;term2|:1: expected the header 'item term1 …', found 'item\\tterm2'",
      })
  void namesFileLineAndValueOfABrokenRow(String rows, String message) throws IOException {
    String text = rows.replace(';', '\t').replace('/', '\n');
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("term_ids.tsv") + message.replace("\\t", "\t"));
  }

  @Test
  void refusesWhatIsNotText() throws IOException {
    Path absent = folder.resolve("absent.tsv");
    assertThatThrownBy(() -> TermIdFile.read(absent)).hasMessage(absent + ": no such file");
    Path latin = Files.write(folder.resolve("latin.tsv"), new byte[] {'i', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> TermIdFile.read(latin))
        .hasMessageContaining("latin.tsv: cannot be read");
    Path plain = Files.writeString(folder.resolve("plain.gz"), "item\tterm1\n");
    assertThatThrownBy(() -> TermIdFile.read(plain))
        .hasMessageContaining("plain.gz: cannot be read");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Catalog catalog = catalog("b", "a", "ü 1");
    var identifiers =
        new Identifiers(
            List.of(
                Identifier.of("hair-mask", "l'oréal"),
                Identifier.of("100%", "洗发水"),
                Identifier.of("x", "e.l.f")));
    Path path = folder.resolve("identifiers.tsv");
    TermIdFile.write(path, catalog, identifiers);
    assertThat(Files.readAllLines(path)).startsWith("item\tterm1\tterm2", "b\thair-mask\tl'oréal");
    TermIdFile read = TermIdFile.read(path);
    assertThat(List.copyOf(read.byItem().keySet())).containsExactly("b", "a", "ü 1");
    assertThat(List.copyOf(read.byItem().values())).isEqualTo(identifiers.all());
  }

  @Test
  void writesNoRowThatCouldNotBeReadBack() {
    Path path = folder.resolve("identifiers.tsv");
    var one = new Identifiers(List.of(Identifier.of("soap")));
    assertThatThrownBy(() -> TermIdFile.write(path, catalog("a\tb"), one))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a\tb");
    assertThat(path).doesNotExist();
    assertThatThrownBy(() -> TermIdFile.write(path, catalog("a", "b"), one))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private TermIdFile read(String text) throws IOException {
    return TermIdFile.read(Files.writeString(folder.resolve("term_ids.tsv"), text));
  }

  private static Catalog catalog(String... ids) {
    return new Catalog(List.of(ids).stream().map(id -> Item.titled(id, "")).toList());
  }
}
