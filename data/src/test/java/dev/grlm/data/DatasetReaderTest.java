package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {
  @TempDir Path path;
  private InputFiles folder;

  @BeforeEach
  void emptyFolder() {
    folder = new InputFiles(path);
  }

  private InputFiles grlm() throws IOException {
    return folder
        .put("x.item.json", "{\"g\": {\"title\": \"from GRLM\"}}")
        .put("sequential_data.txt", "u g");
  }

  @Test
  void nativeIsReadWhereAFolderIsBoth() throws IOException {
    grlm();
    assertThat(folder.read().catalog().indexOf("g")).isZero();
    assertThat(DatasetReader.files(path))
        .containsExactly(path.resolve("x.item.json"), path.resolve("sequential_data.txt"));
    folder.put("items.jsonl", "{\"id\": \"n\"}").put("interactions.tsv.gz", "user\titem", "u\tn");
    assertThat(folder.read().catalog().indexOf("n")).isZero();
    assertThat(DatasetReader.files(path))
        .containsExactly(path.resolve("items.jsonl"), path.resolve("interactions.tsv.gz"));
  }

  @Test
  void halfANativeFolderDoesNotHideAWholeOther() throws IOException {
    grlm().put("interactions.tsv", "user\titem", "u\tn");
    assertThat(folder.read().catalog().indexOf("g")).isZero();
  }

  @Test
  void aFolderWithoutADatasetSaysWhatIsThereAndWhatToDo() throws IOException {
    assertNoDataset().hasMessageContaining(": found nothing; expected items.jsonl and");
    folder.put("b.csv", "x").put("items.jsonl", "{}");
    assertNoDataset()
        .hasMessageContaining(": found b.csv, items.jsonl; expected")
        .hasMessageEndingWith("grlm convert --from " + path + " --out DIR");
    for (int file = 0; file < 20; file++) {
      folder.put("a" + (10 + file), "x");
    }
    assertNoDataset().hasMessageContaining("found a10, a11, a12, a13, a14, a15, a16, a17 and 14");
  }

  private AbstractThrowableAssert<?, ?> assertNoDataset() {
    return assertThatThrownBy(folder::read)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path.toString());
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Path missing = path.resolve("missing");
    assertThatThrownBy(() -> DatasetReader.read(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such folder");
  }

  @Test
  void aPlainAndAPackedFileAreNotGuessedAt() throws IOException {
    folder
        .put("items.jsonl", "{\"id\": \"n\"}")
        .put("items.jsonl.gz", "{\"id\": \"m\"}")
        .put("interactions.tsv", "user\titem", "u\tn");
    assertThatThrownBy(folder::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("both items.jsonl and items.jsonl.gz");
  }
}
