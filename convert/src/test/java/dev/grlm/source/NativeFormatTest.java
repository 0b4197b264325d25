package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our own folder, also as somebody else wrote it.
class NativeFormatTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeItems() throws IOException {
    file(
        "items.jsonl",
        "{\"id\": \"a\", \"title\": \"Tea\"}\n{\"id\": \"b\", \"title\": \"Pot\"}\n");
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Recorded read() throws IOException {
    assertThat(Formats.open(Input.of(folder, Columns.GUESSED), null).format()).isEqualTo("native");
    return Recorded.opened(folder, Columns.GUESSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user\titem\ttimestamp\nu\ta\t1400000000\n",
        "\ufeffuser\titem\ttimestamp\r\nu\ta\t1400000000\r\n",
        "\"user\"\t\"item\"\t\"timestamp\"\n\"u\"\t\"a\"\t1400000000\n",
        "user,item,timestamp\nu,a,1400000000\n",
        "user_id\titem_id\ttimestamp\nu\ta\t1400000000\n",
        "user;item;timestamp\nu;a;1400000000\n",
        "user\titem\ttimestamp\nu \t a\t 2014-05-13T16:53:20Z \n",
        "user\titem\ttimestamp\nu\ta\t1.4E9\n",
        "user\titem\ttimestamp\nu\ta\t2014-05-13 16:53:20 UTC\n"
      })
  void whatWasMeantIsRead(String events) throws IOException {
    file("interactions.tsv", events);
    Recorded recorded = read();
    assertThat(recorded.faults).isEmpty();
    assertThat(recorded.lines()).containsExactly("u a 2014-05-13T16:53:20Z");
    assertThat(recorded.items).extracting(Item::title).containsExactly("Tea", "Pot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\": \"a\", \"title\": \"Tea\"}, {\"id\": \"b\", \"title\": \"Pot\"}]",
        "{\n \"id\": \"a\",\n \"title\": \"Tea\"\n}\n{\n \"id\": \"b\",\n \"title\": \"Pot\"\n}\n"
      })
  void itemsMayBeAnArrayOrIndented(String items) throws IOException {
    file("items.jsonl", items);
    file("interactions.tsv", "user\titem\nu\ta\n");
    assertThat(read().items).extracting(Item::id).containsExactly("a", "b");
  }

  @Test
  void anIdThatIsANumberIsWrittenWhole() throws IOException {
    file(
        "items.jsonl",
        "{\"id\": 1, \"title\": \"A\"}\n{\"id\": 2.0, \"title\": \"B\"}\n{\"id\": \"3.0\", \"title\": \"C\"}\n");
    file("interactions.tsv", "user\titem\nu\t1\n");
    assertThat(read().items).extracting(Item::id).containsExactly("1", "2", "3.0");
  }

  @Test
  void anIdWithAFractionIsAFault() throws IOException {
    file("items.jsonl", "{\"id\": 1.5, \"title\": \"A\"}\n{\"id\": true, \"title\": \"B\"}\n");
    file("interactions.tsv", "user\titem\nu\t1\n");
    assertThat(read().items).extracting(Item::id).containsExactly("1.5");
    assertThat(read().faults).extracting(Fault::reason).containsExactly(Reasons.BAD_TEXT);
  }

  /// A list, a word for "missing" and a number with zeros before it: each stands for itself.
  @ParameterizedTest
  @ValueSource(strings = {"[x]", "['a', 'b']", "NULL", "nan", "0012", "a,b", "c\"d", "-1"})
  void anIdIsWhatItIs(String id) throws IOException {
    file("interactions.tsv", "user\titem\n" + id + "\t" + id + "\n");
    assertThat(read().events).containsExactly(Event.of(id, id));
  }

  @Test
  void textsThatMeanMissingAreLeftOutAndCounted() throws IOException {
    file(
        "items.jsonl",
        "{\"id\": \"a\", \"title\": \"nan\", \"brand\": \"NULL\", \"categories\": [\"Home\", \"None\"],"
            + " \"colour\": \"N/A\"}\n");
    file("interactions.tsv", "user\titem\nu\ta\n");
    Recorded recorded = read();
    assertThat(recorded.items)
        .containsExactly(
            new Item("a", "", "", List.of("Home"), List.of(), "", "", Map.of("colour", "")));
    assertThat(recorded.noticed).containsEntry(MissingTexts.DROPPED, 4L);
  }

  @Test
  void eventsWithoutATimeAreCounted() throws IOException {
    file("interactions.tsv", "user\titem\ttimestamp\nu\ta\t1400000000\nu\tb\t\nu\tb\tNaN\n");
    assertThat(read().noticed).containsExactly(Map.entry(EventCells.ABSENT_TIMES, 2L));
  }

  @Test
  void oldLineEndsAreSaid() throws IOException {
    file("items.jsonl", "{\"id\": \"a\"}\r{\"id\": \"b\"}\r");
    file("interactions.tsv", "user\titem\nu\ta\n");
    assertThatThrownBy(this::read).hasMessageContaining("lines end in carriage returns alone");
  }
}
