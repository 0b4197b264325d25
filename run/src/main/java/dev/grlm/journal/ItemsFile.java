package dev.grlm.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.io.SummedLine;
import dev.grlm.io.WholeLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// `items-N.jsonl`: the entries that are no events, as far as they count still, one a line; the
/// last line says how many there are.
final class ItemsFile {
  private ItemsFile() {}

  static void write(Disk disk, Path file, int number, List<Numbered> entries) throws IOException {
    try (var out = disk.create(file)) {
      var text = new StringBuilder();
      long place = 0;
      for (Numbered one : entries) {
        place++;
        text.append(SummedLine.of(one.entry().line(one.number()), number, place)).append('\n');
        if (text.length() > 1 << 18) {
          flush(disk, out, text);
        }
      }
      text.append(SummedLine.of(Json.object().put("entries", place), number, place + 1));
      flush(disk, out, text.append('\n'));
      disk.force(out);
    } catch (IOException failure) {
      disk.delete(file);
      throw failure;
    }
  }

  private static void flush(Disk disk, java.nio.channels.FileChannel out, StringBuilder text)
      throws IOException {
    disk.write(out, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
    text.setLength(0);
  }

  /// @throws IOException naming file and line, when one was altered or is missing
  static void read(Path file, int number, LogFile.Taker taker) throws IOException {
    try (var lines = WholeLines.open(file)) {
      long place = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        place++;
        try {
          SummedLine.check(line, number, place);
          JsonNode json = Json.parse(line);
          if (json.has("entries")) {
            return;
          }
          taker.take(new Numbered(Entry.number(json, "n"), Entry.of(json)));
        } catch (IOException broken) {
          throw new IOException(lines.place() + ": broken entry: " + broken.getMessage(), broken);
        }
      }
      throw new IOException(file + ": its end is missing");
    }
  }
}
