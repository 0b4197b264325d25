package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of a few items.
class JoinedFoldersTest {
  private static final DomainPair PAIR = new DomainPair("arts", "office", DomainPair.Users.ALL);

  @TempDir Path folder;

  private Path write(String name, History... histories) throws IOException {
    var catalog =
        new Catalog(List.of(Item.titled("a", "A"), Item.titled("b", "B"), Item.titled("c", "C")));
    Path written = folder.resolve(name);
    DatasetFiles.write(written, new Dataset(catalog, List.of(histories), new TreeMap<>()));
    return written;
  }

  /// As a conversion of several domains leaves them.
  @Test
  void usersWhoAreUnitsOfPersonsAreRefused() throws IOException {
    Path whole = write("arts", new History("17", new int[] {0, 1, 2}));
    Path units = write("office", new History("17@office", new int[] {0, 1, 2}).of("17"));
    assertThatThrownBy(() -> JoinedFolders.read(whole, units, PAIR))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(units + ": the user '17@office' is one of those of the person '17'")
        .hasMessageEndingWith("to grlm convert at once, and what it makes as --data")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> JoinedFolders.read(units, whole, PAIR))
        .hasMessageStartingWith(units + ": the user '17@office'");
  }
}
