package dev.grlm.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.io.SummedLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `journal.json`: which files make up a journal. It is replaced as a whole, so that a step of
/// upkeep either happened or did not; files that it does not name are left-overs.
///
/// @param upTo number of the last entry that is in `users` and `items`, and no more in the log
/// @param erasedUpTo erasures up to this number came to their end: nothing is left of those users
/// @param firstLog number of the first log file that counts
/// @param items name of the file of items and erased users, empty where there is none
/// @param users names of the files of users by shard, the oldest first
/// @param nextFile number of the next file that is not a log
/// @param takingOver whether a journal of before is being taken over, which begins anew when it was
///   broken off
record Manifest(
    String journal,
    Salt salt,
    long upTo,
    long erasedUpTo,
    int firstLog,
    String items,
    List<List<String>> users,
    int nextFile,
    boolean takingOver) {
  static final String FILE = "journal.json";
  static final int FORMAT = 2;

  static Manifest fresh(String journal, Salt salt, boolean takingOver) {
    var none = new ArrayList<List<String>>();
    for (int shard = 0; shard < JournalState.SHARDS; shard++) {
      none.add(List.of());
    }
    return new Manifest(journal, salt, 0, 0, 1, "", none, 1, takingOver);
  }

  void write(Disk disk, Path folder) throws IOException {
    ObjectNode json = Json.object().put("journal", journal).put("format", FORMAT);
    json.put("salt", salt.hex()).put("upTo", upTo).put("erasedUpTo", erasedUpTo);
    json.put("firstLog", firstLog).put("items", items).put("nextFile", nextFile);
    json.put("takingOver", takingOver);
    ArrayNode shards = json.putArray("users");
    users.forEach(names -> shards.add(Json.tree(names)));
    Path temporary = folder.resolve(FILE + ".tmp");
    byte[] line = (SummedLine.of(json, 0, 1) + "\n").getBytes(StandardCharsets.UTF_8);
    try (var out = disk.create(temporary)) {
      disk.write(out, ByteBuffer.wrap(line));
      disk.force(out);
    } catch (IOException failure) {
      disk.delete(temporary);
      throw failure;
    }
    disk.move(temporary, folder.resolve(FILE));
    disk.forceFolder(folder);
  }

  /// What `folder` has, null where it has none.
  ///
  /// @throws IOException in one line, when it was altered
  static @Nullable Manifest read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      String text = Files.readString(file);
      if (!text.endsWith("\n")) {
        throw new IOException("its end is missing, or was altered");
      }
      String line = text.substring(0, text.length() - 1);
      SummedLine.check(line, 0, 1);
      JsonNode json = Json.parse(line);
      if (json.path("format").asInt() != FORMAT) {
        throw new IOException("not the format " + FORMAT);
      }
      var users = new ArrayList<List<String>>();
      json.path("users")
          .forEach(names -> {
            var shard = new ArrayList<String>();
            names.forEach(name -> shard.add(name.asText()));
            users.add(shard);
          });
      return new Manifest(
          json.path("journal").asText(),
          new Salt(json.path("salt").asText()),
          json.path("upTo").asLong(),
          json.path("erasedUpTo").asLong(),
          json.path("firstLog").asInt(),
          json.path("items").asText(),
          users,
          json.path("nextFile").asInt(),
          json.path("takingOver").asBoolean());
    } catch (NoSuchFileException missing) {
      return null;
    } catch (IOException broken) {
      throw new IOException(file + ":1: " + broken.getMessage(), broken);
    }
  }
}
