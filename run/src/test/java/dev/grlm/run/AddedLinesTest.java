package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedLinesTest {
  private static final String WHAT_TO_DO =
      "; copy the run whole, or delete added-items.jsonl and add its items again";

  @TempDir private Path folder;
  private Path file = Path.of(".");
  private final List<ObjectNode> items = List.of(item("a", "rose"), item("b", "ö"), item("c", ""));

  private static ObjectNode item(String id, String title) {
    return Json.object().put("id", id).put("title", title);
  }

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("added-items.jsonl");
    AddedLines.write(file, items);
  }

  private List<JsonNode> read() throws IOException {
    var read = new ArrayList<JsonNode>();
    AddedLines.read(
        file,
        line -> {
          ((ObjectNode) line).remove("sum");
          read.add(line);
        });
    return read;
  }

  private void lines(List<String> lines) throws IOException {
    Files.write(file, lines);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    assertThat(read()).isEqualTo(items);
    assertThat(AddedLines.unchecked(file)).isFalse();
    assertThat(Files.readAllLines(file)).hasSize(4).last().asString().startsWith("{\"items\":3,");
  }

  @Test
  void whereNothingWasAddedThereIsNothing() throws IOException {
    Files.delete(file);
    assertThat(read()).isEmpty();
    assertThat(AddedLines.unchecked(file)).isFalse();
  }

  /// Each bit of the file in turn: what comes out is what was written, or one line with its name.
  @Test
  void anAlteredByteIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int[] noticed = new int[1];
    for (int place = 0; place < whole.length; place++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] altered = whole.clone();
        altered[place] ^= (byte) (1 << bit);
        Files.write(file, altered);
        Throwable thrown = catchThrowable(() -> assertThat(read()).isEqualTo(items));
        assertThat(thrown)
            .as("bit %d of byte %d", bit, place)
            .satisfiesAnyOf(
                none -> assertThat(none).isNull(), refused -> assertOneLine(refused, noticed));
      }
    }
    assertThat(noticed[0]).as("all but those of ends of lines").isGreaterThan(8 * whole.length - 9);
  }

  private void assertOneLine(Throwable refused, int[] noticed) {
    assertThat(refused).isInstanceOf(IOException.class);
    assertThat(refused.getMessage()).startsWith(file + ":").doesNotContain("\n");
    noticed[0]++;
  }

  @Test
  void anAlteredLineIsNamedWithWhatToDo() throws IOException {
    Files.writeString(file, Files.readString(file).replace("ö", "o"));
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ":2: the checksum is another: the line was altered, or one before it removed"
                + WHAT_TO_DO);
  }

  @Test
  void aLineThatWasRemovedIsNoticedAtTheNext() throws IOException {
    List<String> whole = Files.readAllLines(file);
    for (int gone = 0; gone < items.size(); gone++) {
      var rest = new ArrayList<>(whole);
      rest.remove(gone);
      lines(rest);
      assertThatThrownBy(this::read)
          .hasMessageStartingWith(file + ":" + (gone + 1) + ": the checksum is another")
          .hasMessageEndingWith(WHAT_TO_DO);
    }
  }

  @Test
  void linesThatWereRemovedAtTheEndAreNoticed() throws IOException {
    List<String> whole = Files.readAllLines(file);
    for (int kept = 1; kept < whole.size(); kept++) {
      lines(whole.subList(0, kept));
      assertThatThrownBy(this::read)
          .hasMessage(
              file
                  + ":"
                  + kept
                  + ": the line behind it is missing that says how many items there are"
                  + WHAT_TO_DO);
    }
    lines(List.of());
    assertThatThrownBy(this::read).hasMessageStartingWith(file + ": is empty");
  }

  @Test
  void nothingStandsBehindTheLastLine() throws IOException {
    AddedLines.write(file, items.subList(0, 1));
    List<String> fewer = Files.readAllLines(file);
    AddedLines.write(file, items);
    var lines = new ArrayList<>(fewer);
    lines.addAll(Files.readAllLines(file).subList(2, 4));
    lines(lines);
    assertThatThrownBy(this::read)
        .hasMessageStartingWith(
            file + ":2: it says how many items there are, and is not the last line");
  }

  /// Cut at every byte, as by a copy that was stopped.
  @Test
  void aLineWithoutItsEndIsAnErrorAsAnyOther() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int kept = 0; kept < whole.length - 1; kept++) {
      byte[] torn = Arrays.copyOf(whole, kept);
      Files.write(file, torn);
      long lines = new String(torn, StandardCharsets.UTF_8).lines().count();
      assertThatThrownBy(this::read)
          .as("cut at %d", kept)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + ":" + (lines == 0 ? "" : lines + ":"));
    }
  }

  @Test
  void aFileOfAnEarlierVersionIsReadUnchecked() throws IOException {
    lines(items.stream().map(Json::line).toList());
    assertThat(read()).isEqualTo(items);
    assertThat(AddedLines.unchecked(file)).isTrue();
    lines(List.of(Json.line(items.getFirst()), "{\"id\":\"b"));
    assertThatThrownBy(this::read)
        .hasMessageStartingWith(file + ":2: broken JSON")
        .hasMessageEndingWith("; delete the line and add the item again");
  }
}
