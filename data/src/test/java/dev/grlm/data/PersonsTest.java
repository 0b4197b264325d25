package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The column `person`: read, kept whatever becomes of a history, and written again.
class PersonsTest {
  private static final String INTERACTIONS = "interactions.tsv";

  @TempDir Path path;
  private InputFiles folder;

  @BeforeEach
  void twoItems() throws IOException {
    folder =
        new InputFiles(path)
            .put("items.jsonl", "{\"id\": \"a\", \"title\": \"A\"}", "{\"id\": \"b\"}");
  }

  private static List<String> persons(Dataset dataset) {
    return dataset.histories().stream().map(History::person).toList();
  }

  @Test
  void standBehindOneUserOrSeveral() throws IOException {
    folder.put(
        INTERACTIONS,
        "person\tuser\titem",
        "ann\tann@arts\ta",
        "ann\tann@office\ta",
        "bob\tbob@arts\tb",
        "\tcy\tb",
        " \tcy\ta");
    Dataset dataset = folder.read();
    assertThat(dataset.histories())
        .extracting(History::user)
        .containsExactly("ann@arts", "ann@office", "bob@arts", "cy");
    assertThat(persons(dataset))
        .as("a blank is no person")
        .containsExactly("ann", "ann", "bob", "cy");
    assertThat(dataset.namesPersons()).isTrue();
    assertThat(dataset.counts()).containsEntry(Counts.PERSONS, 1L);
  }

  /// A cell that is empty says nothing, so it contradicts nothing, whatever the order of the rows.
  @Test
  void needStandInOneRowOfAUserOnly() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tperson", "u\ta\t", "u\tunknown\tann", "u\tb\t");
    assertThat(persons(folder.read())).containsExactly("ann");
  }

  @Test
  void twoOfOneUserAreAnError() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tperson", "u\ta\tann", "v\ta\tbob", "u\tb\tbob");
    folder.assertBroken(
        INTERACTIONS,
        ":4: the user 'u' is of the person 'bob', and of 'ann' in a row before; a user is of one person");
    folder.put(INTERACTIONS, "user\tperson\titem\tperson", "u\tann\ta\tann");
    folder.assertBroken(INTERACTIONS, ":1: the header has the column 'person' twice");
  }

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    folder.put(
        INTERACTIONS,
        "user\titem\ttimestamp\tpart\tperson",
        "u\ta\t1\ttraining\tann",
        "u\tb\t2\ttest\tann",
        "v\ta\t7\ttraining\t");
    Dataset dataset = folder.read();
    Path written = path.resolve("dataset");
    DatasetFiles.write(written, dataset);
    assertThat(written.resolve(INTERACTIONS))
        .hasContent(
            """
            user\titem\tposition\ttimestamp\tpart\tperson
            u\ta\t0\t1\ttraining\tann
            u\tb\t1\t2\ttest\tann
            v\ta\t0\t7\ttraining\tv
            """);
    assertThat(DatasetFiles.read(written)).isEqualTo(dataset);
    assertThat(DatasetReader.read(written).histories()).isEqualTo(dataset.histories());
  }

  /// Nobody but the users: the files are those of a folder without the column, byte by byte.
  @ParameterizedTest
  @ValueSource(strings = {"", "u"})
  void whoAreTheirUsersLeaveNoTrace(String person) throws IOException {
    folder.put(INTERACTIONS, "user\titem", "u\ta", "u\tb", "u\ta");
    Dataset without = folder.read();
    DatasetFiles.write(path.resolve("without"), without);
    String cell = "\t" + person;
    folder.put(INTERACTIONS, "user\titem\tperson", "u\ta" + cell, "u\tb" + cell, "u\ta" + cell);
    Dataset with = folder.read();
    assertThat(with).isEqualTo(without);
    assertThat(with.namesPersons()).isFalse();
    DatasetFiles.write(path.resolve("with"), with);
    for (String file : List.of("items.jsonl", INTERACTIONS, "split.json")) {
      assertThat(path.resolve("with").resolve(file))
          .hasSameBinaryContentAs(path.resolve("without").resolve(file));
    }
    assertThat(Files.readString(path.resolve("with").resolve(INTERACTIONS)))
        .startsWith("user\titem\tposition\n");
  }

  @Test
  void stayWhateverBecomesOfAHistory() {
    History history = new History("u", new int[] {1, 0, 1}).of("ann");
    History timed = history.at(new long[] {5, 5, 5});
    assertThat(
            List.of(
                timed,
                timed.untimed(),
                timed.reordered(new int[] {0, 1, 1}),
                history.trainedThrough(3)))
        .extracting(History::person)
        .containsOnly("ann");
    assertThat(history)
        .isNotEqualTo(new History("u", new int[] {1, 0, 1}))
        .isEqualTo(history.of("bob").of("ann"));
    assertThat(new History("u", new int[] {1}).person()).isEqualTo("u");
  }
}
