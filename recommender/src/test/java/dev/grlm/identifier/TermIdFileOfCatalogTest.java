package dev.grlm.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of Term IDs laid beside a catalogue.
class TermIdFileOfCatalogTest {
  @TempDir private Path folder;

  private static Catalog catalog(String... ids) {
    return new Catalog(List.of(ids).stream().map(id -> Item.titled(id, "")).toList());
  }

  @Test
  void identifiersComeInTheOrderOfTheCatalogueAndOthersAreLeftOut() throws IOException {
    Path file =
        Files.writeString(folder.resolve("ids.tsv"), "item\tterm1\nx\tred\ny\tblue\nz\tgreen\n");
    assertThat(TermIdFile.identifiers(file, catalog("z", "x")).all())
        .containsExactly(Identifier.of("green"), Identifier.of("red"));
  }

  @Test
  void theFirstItemWithoutARowIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("ids.tsv"), "item\tterm1\nx\tred\n");
    assertThatThrownBy(() -> TermIdFile.identifiers(file, catalog("x", "q", "r")))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no row for item 'q' of the catalogue");
  }

  /// A normal form is written as it is, so that what was read is written to the same bytes.
  @Property(tries = 60)
  void termsInNormalFormSurviveTheFile(@ForAll @Size(min = 1, max = 6) List<String> written)
      throws IOException {
    var identifiers =
        new Identifiers(
            written.stream().map(text -> Identifier.of(TermNormalForm.of("t" + text))).toList());
    Catalog catalog =
        catalog(
            IntStream.range(0, written.size()).mapToObj(Integer::toString).toArray(String[]::new));
    Path file = Files.createTempFile("ids", ".tsv");
    try {
      TermIdFile.write(file, catalog, identifiers);
      byte[] first = Files.readAllBytes(file);
      Identifiers read = TermIdFile.identifiers(file, catalog);
      assertThat(read.all()).isEqualTo(identifiers.all());
      TermIdFile.write(file, catalog, read);
      assertThat(Files.readAllBytes(file)).isEqualTo(first);
    } finally {
      Files.delete(file);
    }
  }
}
