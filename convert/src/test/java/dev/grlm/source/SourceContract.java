package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.grlm.data.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for every format whose files are lines of text.
abstract class SourceContract {
  private static final int LONGER_THAN_ANY_LINE = Integer.getInteger("grlm.fuzz.line", 20 << 20);

  @TempDir Path temporary;
  private Path folder;

  abstract Format format();

  /// Writes a valid input of unpacked files into the empty `folder`: no faults, at least three
  /// lines in the file of [#brokenFile], the last of which is a whole line of the usual kind.
  abstract void write(Path folder) throws IOException;

  /// The name of the file into which lines that cannot be taken are put.
  abstract String brokenFile();

  /// A line of that file that is valid when `id` is: the user's or the item's, escaped as the
  /// format does it.
  abstract String line(String id);

  /// What a line looks like whose end was lost.
  String truncated(String line) {
    return line.substring(0, line.length() / 2);
  }

  /// Whether bytes exist that are no text; not so in ISO 8859-1.
  boolean hasBrokenBytes() {
    return true;
  }

  @BeforeEach
  void writeInput() throws IOException {
    folder = Files.createDirectory(temporary.resolve("valid"));
    write(folder);
  }

  @Test
  void theFormatIsToldByItsContent() throws IOException {
    Source source = source(folder);
    assertThat(source.format()).isEqualTo(format().word());
    assertThat(source.files())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.path()).isRegularFile());
  }

  @Test
  void anEmptyFolderIsOfNoFormat() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    assertThat(format().detect(Input.of(empty, Columns.GUESSED))).isNull();
  }

  @Test
  void aValidInputHasEventsAndNoFaults() throws IOException {
    Recorded recorded = Recorded.of(format(), folder);
    assertThat(recorded.events).isNotEmpty();
    assertThat(recorded.faults).isEmpty();
  }

  @Test
  void readingTwiceGivesTheSame() throws IOException {
    insert(line("\u0000").getBytes(StandardCharsets.UTF_8));
    Source source = source(folder);
    var first = new Recorded();
    var second = new Recorded();
    source.read(first, Meter.SILENT);
    source.read(second, Meter.SILENT);
    assertThat(second.events).isEqualTo(first.events);
    assertThat(second.items).isEqualTo(first.items);
    assertThat(second.faults).isEqualTo(first.faults).isNotEmpty();
  }

  @Test
  void packedFilesGiveTheSameAsPlainOnes() throws IOException {
    insert(line("\u0000").getBytes(StandardCharsets.UTF_8));
    Recorded plain = Recorded.of(format(), folder);
    packAll();
    Recorded packed = Recorded.of(format(), folder);
    assertThat(packed.events).isEqualTo(plain.events);
    assertThat(packed.items).isEqualTo(plain.items);
    assertThat(packed.faults.stream().map(SourceContract::withoutFile))
        .isEqualTo(plain.faults.stream().map(SourceContract::withoutFile).toList());
  }

  @Test
  void anIdWithANulIsAFaultOfItsLine() throws IOException {
    Fault fault = onlyFault(line("A\u0000B").getBytes(StandardCharsets.UTF_8));
    assertThat(fault.reason()).isEqualTo(Reasons.BAD_ID);
  }

  @Test
  void aLineThatIsCutShortIsAFaultOfItsLine() throws IOException {
    Fault fault = onlyFault(truncated(line("A1")).getBytes(StandardCharsets.UTF_8));
    assertThat(fault.reason()).isNotBlank();
  }

  @Test
  void aLineOfTwentyMegabytesIsAFaultOfItsLine() throws IOException {
    String id = "x".repeat(LONGER_THAN_ANY_LINE);
    Fault fault = onlyFault(line(id).getBytes(StandardCharsets.UTF_8));
    assertThat(fault.reason()).isEqualTo(Reasons.TOO_LONG);
  }

  @Test
  void bytesThatAreNoTextAreAFaultOfTheirLine() throws IOException {
    assumeThat(hasBrokenBytes()).as("bytes that are no text").isTrue();
    Fault fault = onlyFault(line("\u00ff").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(fault.reason()).isEqualTo(Reasons.NOT_UTF_8);
  }

  @Test
  void packedDataThatIsCutShortIsAFailureThatNamesTheFile() throws IOException {
    Path packed = pack(folder.resolve(brokenFile()));
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(whole, whole.length - 10));
    assertThatThrownBy(() -> Recorded.of(format(), folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(packed + ":")
        .hasMessageNotContaining("\n");
  }

  /// The fault of `line`, put before the last line. Everything else must come through as without
  /// it.
  private Fault onlyFault(byte[] line) throws IOException {
    Recorded before = Recorded.of(format(), folder);
    List<Event> events = List.copyOf(before.events);
    List<Item> items = List.copyOf(before.items);
    long number = insert(line);
    Recorded after = Recorded.of(format(), folder);
    assertThat(after.events).isEqualTo(events);
    assertThat(after.items).isEqualTo(items);
    assertThat(after.faults).hasSize(1);
    Fault fault = after.faults.getFirst();
    assertThat(fault.file()).isEqualTo(folder.resolve(brokenFile()));
    assertThat(fault.line()).isEqualTo(number);
    assertThat(fault.toString()).startsWith(fault.file() + ":" + number + ":");
    return fault;
  }

  /// Puts `line` before the last line; its number.
  private long insert(byte[] line) throws IOException {
    Path file = folder.resolve(brokenFile());
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
    int last = end;
    while (bytes[last - 1] != '\n') {
      last--;
    }
    var out = new ByteArrayOutputStream(bytes.length + line.length + 1);
    out.write(bytes, 0, last);
    out.writeBytes(line);
    out.write('\n');
    out.write(bytes, last, bytes.length - last);
    Files.write(file, out.toByteArray());
    long number = 1;
    for (int at = 0; at < last; at++) {
      number += bytes[at] == '\n' ? 1 : 0;
    }
    return number;
  }

  private void packAll() throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.toList();
    }
    for (Path file : files) {
      pack(file);
    }
  }

  /// Replaces `file` by its packed form.
  private static Path pack(Path file) throws IOException {
    Path packed = file.resolveSibling(file.getFileName() + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, out);
    }
    Files.delete(file);
    return packed;
  }

  private static String withoutFile(Fault fault) {
    return fault.line() + " " + fault.column() + " " + fault.value() + " " + fault.reason();
  }

  private Source source(Path path) throws IOException {
    return Objects.requireNonNull(format().detect(Input.of(path, Columns.GUESSED)));
  }
}
