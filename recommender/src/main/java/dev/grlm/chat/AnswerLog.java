package dev.grlm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers by key in a file that only grows: a JSON object a line, which is on the disk when
/// [#append] returns. A last line without its end is of a process that was killed while it wrote;
/// it is cut off. One process at a time. Thread-safe.
final class AnswerLog implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final Map<String, ChatClient.Reply.Text> answers;
  private final long cutBytes;

  /// Of the last whole line, in bytes.
  private long end;

  /// @param length up to the end of the last whole line
  private record Read(Map<String, ChatClient.Reply.Text> answers, long length) {}

  private AnswerLog(Path file, FileChannel channel, Read read, long cutBytes) {
    this.file = file;
    this.channel = channel;
    this.answers = read.answers();
    this.cutBytes = cutBytes;
    this.end = read.length();
  }

  /// Opens `file`, which is made where it is missing.
  ///
  /// @throws IOException in one line, when another process has it open or a line is broken
  static AnswerLog open(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock(file, channel);
      Read read = read(file);
      long cut = channel.size() - read.length();
      channel.truncate(read.length());
      channel.position(read.length());
      return new AnswerLog(file, channel, read, cut);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      locked = false;
    }
    if (!locked) {
      throw new IOException(file + ": the log is in use by another process");
    }
  }

  private static Read read(Path file) throws IOException {
    var answers = new HashMap<String, ChatClient.Reply.Text>();
    long length = 0;
    long number = 0;
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (byte[] line = line(bytes); line != null; line = line(bytes)) {
        number++;
        read(line, file + ":" + number, answers);
        length += line.length + 1;
      }
    }
    return new Read(answers, length);
  }

  /// The next line that has its end, or null.
  private static byte @Nullable [] line(InputStream bytes) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      if (next == '\n') {
        return line.toByteArray();
      }
      line.write(next);
    }
    return null;
  }

  private static void read(byte[] line, String place, Map<String, ChatClient.Reply.Text> answers)
      throws IOException {
    JsonNode entry;
    try {
      entry =
          Json.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString());
    } catch (CharacterCodingException broken) {
      throw new IOException(place + ": not UTF-8", broken);
    } catch (IOException broken) {
      throw new IOException(place + ": " + broken.getMessage(), broken);
    }
    if (!entry.path("key").isTextual()
        || !entry.path("text").isTextual()
        || !entry.path("promptTokens").isIntegralNumber()
        || !entry.path("newTokens").isIntegralNumber()) {
      throw new IOException(
          place + ": not an answer: it needs key, text, promptTokens and newTokens");
    }
    answers.putIfAbsent(
        entry.get("key").asText(),
        new ChatClient.Reply.Text(
            entry.get("text").asText(),
            entry.get("promptTokens").asLong(),
            entry.get("newTokens").asLong()));
  }

  synchronized ChatClient.Reply.@Nullable Text find(String key) {
    return answers.get(key);
  }

  /// Keeps the first answer of a key.
  ///
  /// @return the answer that is kept
  /// @throws IOException naming the file, when it could not be written
  synchronized ChatClient.Reply.Text append(String key, ChatClient.Reply.Text answer)
      throws IOException {
    ChatClient.Reply.Text known = answers.get(key);
    if (known != null) {
      return known;
    }
    String line =
        Json.line(
            Json.object()
                .put("key", key)
                .put("text", answer.text())
                .put("promptTokens", answer.promptTokens())
                .put("newTokens", answer.newTokens()));
    long start = end;
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      end = channel.position();
    } catch (IOException failure) {
      var named = new IOException(file + ": cannot write: " + failure.getMessage(), failure);
      try {
        channel.truncate(start); // a later line must not follow half of this one
      } catch (IOException stuck) {
        named.addSuppressed(stuck);
      }
      throw named;
    }
    answers.put(key, answer);
    return answer;
  }

  synchronized int size() {
    return answers.size();
  }

  /// Bytes of a half-written last line that were cut off when the log was opened.
  long cutBytes() {
    return cutBytes;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
