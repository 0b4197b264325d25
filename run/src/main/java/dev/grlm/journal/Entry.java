package dev.grlm.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a journal remembers, one line of JSON each.
public sealed interface Entry {
  /// A user did something.
  ///
  /// @param byTime whether the event stands where its time says; false for an entry that was
  ///   written before times were checked, which stands where it arrived
  /// @param call key of the call that it came with, empty where there was none
  /// @param place in that call, from 0
  record Happened(LiveEvent event, boolean byTime, String call, int place) implements Entry {
    /// As it is written now, of a call without a key.
    public Happened(LiveEvent event) {
      this(event, true, "", 0);
    }
  }

  /// An item came or has other metadata now.
  ///
  /// @param books by which the symbols of its identifier have their meaning; empty where they are
  ///   words
  record Put(Item item, Identifier identifier, String books) implements Entry {
    /// Named by words.
    Put(Item item, Identifier identifier) {
      this(item, identifier, "");
    }
  }

  /// An item must not be recommended any more.
  record Deleted(String item) implements Entry {}

  /// A user was erased. The id itself is not kept.
  ///
  /// @param userHash see [#hash]
  record Erased(String userHash) implements Entry {}

  /// SHA-256 of a user's id, lower case hexadecimal.
  public static String hash(String user) {
    try {
      byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /// @param number of the entry in its journal
  default String line(long number) throws IOException {
    ObjectNode line = Json.object().put("n", number);
    switch (this) {
      case Happened happened -> write(happened, line.putObject("event"));
      case Put(Item item, Identifier identifier, String books) -> {
        line.set("item", ItemJson.write(item));
        line.set("termId", Json.tree(identifier.symbols()));
        if (!books.isEmpty()) {
          line.put("books", books);
        }
      }
      case Deleted(String item) -> line.put("deletedItem", item);
      case Erased(String userHash) -> line.put("erasedUser", userHash);
    }
    return Json.line(line);
  }

  private static void write(Happened happened, ObjectNode line) {
    LiveEvent event = happened.event();
    line.put("user", event.user()).put("item", event.item()).put("time", event.time());
    if (happened.byTime()) {
      line.put("own", event.own());
    }
    if (!happened.call().isEmpty()) {
      line.put("call", happened.call()).put("place", happened.place());
    }
  }

  /// @throws IOException saying what is wrong, when the line is no entry
  static Entry of(JsonNode line) throws IOException {
    if (line.has("event")) {
      return happened(line.path("event"));
    }
    if (line.has("item")) {
      List<String> terms = new ArrayList<>();
      line.path("termId").forEach(term -> terms.add(term.asText()));
      Item item = new ItemJson(new Counts()).read(line.path("item"));
      return new Put(item, new Identifier(terms), line.path("books").asText(""));
    }
    if (line.has("deletedItem")) {
      return new Deleted(text(line, "deletedItem"));
    }
    return new Erased(text(line, "erasedUser"));
  }

  private static Happened happened(JsonNode line) throws IOException {
    boolean byTime = line.has("own");
    boolean own = line.path("own").asBoolean(true);
    var event = new LiveEvent(text(line, "user"), text(line, "item"), number(line, "time"), own);
    return line.has("call")
        ? new Happened(event, byTime, text(line, "call"), (int) number(line, "place"))
        : new Happened(event, byTime, "", 0);
  }

  static long number(JsonNode line, String key) throws IOException {
    if (!line.path(key).isIntegralNumber()) {
      throw new IOException("'" + key + "' is no whole number: " + line.path(key));
    }
    return line.path(key).asLong();
  }

  private static String text(JsonNode line, String key) throws IOException {
    if (!line.path(key).isTextual()) {
      throw new IOException("'" + key + "' is no text: " + line.path(key));
    }
    return line.path(key).asText();
  }
}
