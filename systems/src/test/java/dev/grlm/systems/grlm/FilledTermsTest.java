package dev.grlm.systems.grlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.systems.grlm.extract.GeneratedTerms;
import dev.grlm.systems.grlm.extract.GeneratedTerms.Filled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of terms that only stand in.
class FilledTermsTest {
  private static final Catalog CATALOG =
      new Catalog(List.of(Item.titled("B01", "tea"), Item.titled("B02", "")));

  @TempDir Path folder;

  private Path written(Filled... places) throws IOException {
    var identifiers =
        new Identifiers(List.of(Identifier.of("tea", "grün"), Identifier.of("item-b02", "pot")));
    Path file = folder.resolve(FilledTerms.FILE);
    FilledTerms.write(file, CATALOG, new GeneratedTerms(identifiers, 4, 0, 0, 0, List.of(places)));
    return file;
  }

  @Test
  void everyPlaceIsALineWithItsTermAndWhereThatIsFrom() throws IOException {
    assertThat(written(new Filled(0, 1, true), new Filled(1, 0, false)))
        .content()
        .isEqualTo(
            """
            item\tslot\tterm\tfrom
            B01\t2\tgrün\tcatalogue
            B02\t1\titem-b02\tid
            """);
  }

  /// A table of the run before would tell of terms that are no longer there.
  @Test
  void whereNothingIsFilledInThereIsNoTable() throws IOException {
    assertThat(written()).doesNotExist();
    assertThat(written(new Filled(1, 1, true))).exists();
    assertThat(written()).doesNotExist();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
