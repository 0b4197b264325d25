package dev.grlm.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.io.SummedLine;
import dev.grlm.io.WholeLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One file of the log: a first line that says after which entry it begins, then an entry a line.
/// The last one is written to; those before are only read. For one thread.
final class LogFile implements AutoCloseable {
  static final Pattern NAME = Pattern.compile("log-(\\d{6,})\\.jsonl");

  private final Disk disk;
  private final Path file;
  private final int number;
  private final FileChannel channel;
  private long lines;

  private LogFile(Disk disk, Path file, int number, FileChannel channel, long lines) {
    this.disk = disk;
    this.file = file;
    this.number = number;
    this.channel = channel;
    this.lines = lines;
  }

  static Path file(Path folder, int number) {
    return folder.resolve(String.format("log-%06d.jsonl", number));
  }

  static int number(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }

  /// Numbers of the log files of a folder, in order.
  static List<Integer> numbers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(LogFile::number).filter(number -> number >= 0).sorted().toList();
    }
  }

  /// @param after number of the last entry before
  static LogFile create(Disk disk, Path folder, int number, String journal, long after)
      throws IOException {
    Path file = file(folder, number);
    ObjectNode header = Json.object().put("log", number).put("journal", journal);
    FileChannel channel = disk.create(file);
    var log = new LogFile(disk, file, number, channel, 0);
    try {
      log.append(List.of(Json.line(header.put("after", after))));
    } catch (IOException failure) {
      channel.close();
      disk.delete(file);
      throw failure;
    }
    disk.forceFolder(folder);
    return log;
  }

  /// Opens a file that was read to its end for more.
  static LogFile resume(Disk disk, Path folder, int number, Read read) throws IOException {
    Path file = file(folder, number);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      disk.truncate(channel, read.length());
      return new LogFile(disk, file, number, channel, read.lines());
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  int number() {
    return number;
  }

  Path file() {
    return file;
  }

  long size() throws IOException {
    return channel.size();
  }

  /// Makes lines durable: all or, in case of an exception, none.
  ///
  /// @throws BrokenLogException when nobody can say any more what the file holds
  void append(List<String> jsons) throws IOException {
    long before = channel.position();
    var text = new StringBuilder();
    for (int place = 0; place < jsons.size(); place++) {
      text.append(SummedLine.of(jsons.get(place), number, lines + 1 + place)).append('\n');
    }
    try {
      disk.write(channel, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
      disk.force(channel);
      lines += jsons.size();
    } catch (IOException failure) {
      String reason = file + ": not written: " + failure.getMessage();
      try {
        disk.truncate(channel, before);
      } catch (IOException _) {
        throw new BrokenLogException(reason, failure);
      }
      throw new IOException(reason, failure);
    }
  }

  /// The log cannot be written any more.
  static final class BrokenLogException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenLogException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// What was read of a file.
  ///
  /// @param length up to its last whole line
  /// @param last number of its last entry
  record Read(long length, long lines, long last) {}

  /// Takes entries in their order.
  @FunctionalInterface
  interface Taker {
    void take(Numbered numbered) throws IOException;
  }

  /// Reads a file line by line.
  ///
  /// @param after number of the last entry before; negative where that is not known
  /// @return null for a file whose first line was never finished
  /// @throws IOException naming file and line, when one was altered or is missing
  static @Nullable Read read(Path folder, int number, long after, Taker taker) throws IOException {
    Path file = file(folder, number);
    try (var lines = WholeLines.open(file)) {
      String first = lines.next();
      if (first == null) {
        return null;
      }
      long last = after;
      long place = 0;
      for (String line = first; line != null; line = lines.next()) {
        place++;
        try {
          SummedLine.check(line, number, place);
          JsonNode json = Json.parse(line);
          if (place == 1) {
            last = begun(json, number, after);
            continue;
          }
          long n = Entry.number(json, "n");
          if (n != last + 1) {
            throw new IOException("entry " + n + " after entry " + last);
          }
          last = n;
          taker.take(new Numbered(n, Entry.of(json)));
        } catch (IOException broken) {
          throw new IOException(lines.place() + ": broken entry: " + broken.getMessage(), broken);
        }
      }
      return new Read(lines.end(), place, last);
    }
  }

  /// As [#read], past lines that were altered.
  ///
  /// @param broken gets a line for each of these
  /// @return number of the last entry
  static long readSound(Path folder, int number, long after, Taker taker, List<String> broken)
      throws IOException {
    long last = after;
    try (var lines = WholeLines.open(file(folder, number))) {
      long place = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        place++;
        try {
          SummedLine.check(line, number, place);
          JsonNode json = Json.parse(line);
          if (place == 1) {
            last = begun(json, number, last);
            continue;
          }
          long n = Entry.number(json, "n");
          taker.take(new Numbered(n, Entry.of(json)));
          last = n;
        } catch (IOException failure) {
          broken.add(lines.place() + ": " + failure.getMessage());
        }
      }
    }
    return last;
  }

  private static long begun(JsonNode header, int number, long after) throws IOException {
    long says = Entry.number(header, "after");
    if (Entry.number(header, "log") != number) {
      throw new IOException("not the first line of log " + number);
    }
    if (after >= 0 && says != after) {
      throw new IOException(
          "begins after entry " + says + ", but what stands before it ends with entry " + after);
    }
    return says;
  }

  /// Numbers of entries that are to be written, as their lines.
  static List<String> lines(List<Numbered> entries) throws IOException {
    var lines = new ArrayList<String>(entries.size());
    for (Numbered one : entries) {
      lines.add(one.entry().line(one.number()));
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
