package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Json;
import dev.grlm.journal.Entry.Happened;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The lines of a journal: written, read, and those of journals that were written before.
class EntryTest {
  static Stream<Entry> entries() {
    var item =
        new Item(
            "n/1",
            "Lamp \"Ω\"",
            "Alder",
            List.of("a"),
            List.of("b"),
            "x\ny",
            "d",
            Map.of("k", "v"));
    return Stream.of(
        new Happened(new LiveEvent("u 7", "i\"30", 1_700_000_000_000L)),
        new Happened(LiveEvent.arrived("ü", "i30", 0)),
        new Happened(new LiveEvent("u", "i", 5), true, "order 4711", 3),
        new Happened(new LiveEvent("u", "i", -5), false, "", 0),
        new Entry.Put(item, new Identifier(List.of("lamp", "table"))),
        new Entry.Deleted("i9"),
        new Entry.Erased(Entry.hash("u7")));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void whatIsWrittenIsRead(Entry entry) throws IOException {
    String line = entry.line(12);
    assertThat(line).doesNotContain("\n");
    assertThat(Json.parse(line).path("n").asLong()).isEqualTo(12);
    assertThat(Entry.of(Json.parse(line))).isEqualTo(entry);
  }

  @Test
  void aLineOfBeforeIsAnEventWhoseTimeWasNotChecked() throws IOException {
    String line = "{\"n\":1,\"event\":{\"user\":\"u7\",\"item\":\"i30\",\"time\":1700000000}}";
    var read = (Happened) Entry.of(Json.parse(line));
    assertThat(read.byTime()).isFalse();
    assertThat(read.call()).isEmpty();
    assertThat(read.event()).isEqualTo(new LiveEvent("u7", "i30", 1_700_000_000));
    assertThat(read.line(1)).as("and is written as it was").isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'event':{'item':'i','time':1}}            | 'user' is no text",
        "{'event':{'user':'u','item':3,'time':1}}   | 'item' is no text: 3",
        "{'event':{'user':'u','item':'i'}}          | 'time' is no whole number",
        "{'event':{'user':'u','item':'i','time':1.5}} | 'time' is no whole number: 1.5",
        "{'event':{'user':'u','item':'i','time':1,'own':true,'call':1}} | 'call' is no text: 1",
        "{'event':{'user':'u','item':'i','time':1,'own':true,'call':'k'}} | 'place' is no whole",
        "{'deletedItem':7}                          | 'deletedItem' is no text: 7",
        "{}                                         | 'erasedUser' is no text",
      })
  void aBrokenLineSaysWhatIsWrong(String line, String reason) {
    assertThatThrownBy(() -> Entry.of(Json.parse(line.replace('\'', '"'))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason.strip());
  }

  @Test
  void aUserIsHashedAsEveryToolDoes() {
    assertThat(Entry.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Entry.hash("ü")).isNotEqualTo(Entry.hash("u")).hasSize(64);
  }
}
