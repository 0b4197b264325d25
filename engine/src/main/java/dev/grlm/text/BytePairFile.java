package dev.grlm.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `tokenizer.json` of byte-level BPE, checked: what is not understood is an error, because a
/// tokenizer that is a little wrong makes a model quietly worse.
final class BytePairFile {
  static final String NAME = "tokenizer.json";

  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  private final Path file;
  private final ObjectNode json;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, AddedToken> added = new LinkedHashMap<>();
  private final List<String> tokens;
  private final int own;

  /// @param more tokens that are added behind those of the file
  /// @throws IOException in one line naming file, key and value
  BytePairFile(Path folder, List<String> more) throws IOException {
    file = folder.resolve(NAME);
    if (!(Json.readForeign(file) instanceof ObjectNode object)) {
      throw new IOException(file + ": is not a JSON object");
    }
    json = object;
    BytePairPipeline.require(file, json);
    readVocabulary();
    readAdded();
    tokens = numbered();
    BytePairPipeline.requireBytes(file, ids);
    BytePairPipeline.requireMerges(file, json.path("model").path("merges"), ids);
    own = tokens.size();
    for (String content : more) {
      add(content);
    }
  }

  private void add(String content) throws IOException {
    var token = new AddedToken(tokens.size(), content, false);
    if (ids.put(content, token.id()) != null) {
      throw new IOException(
          "%s: has a token \"%s\" already; another one cannot be added".formatted(file, content));
    }
    tokens.add(content);
    added.put(content, token);
    json.withArray("added_tokens").add(token.json().put("id", token.id()));
  }

  /// What a file says that has all tokens.
  ObjectNode json() {
    return json;
  }

  /// How many tokens the file has itself.
  int own() {
    return own;
  }

  /// Tokens by number.
  List<String> tokens() {
    return Collections.unmodifiableList(tokens);
  }

  /// Numbers of all tokens.
  Map<String, Integer> ids() {
    return Map.copyOf(ids);
  }

  /// In the order of the file.
  Map<String, AddedToken> added() {
    return added;
  }

  /// What the native library reads: the pieces alone. Without added tokens no text can turn into
  /// one, and without the post-processor, truncation and padding a text stays what it is.
  String pieces() {
    ObjectNode pieces = Json.object();
    pieces.setAll(json);
    pieces.putArray("added_tokens");
    for (String key : List.of("truncation", "padding", "post_processor")) {
      pieces.putNull(key);
    }
    return Json.line(pieces);
  }

  private void readVocabulary() throws IOException {
    JsonNode vocabulary = json.path("model").path("vocab");
    if (!vocabulary.isObject()) {
      throw new IOException(file + ": model.vocab is not an object");
    }
    for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
      ids.put(entry.getKey(), number("model.vocab", entry.getKey(), entry.getValue()));
    }
  }

  private void readAdded() throws IOException {
    for (JsonNode entry : json.path("added_tokens")) {
      String content = entry.path("content").asText();
      if (content.isEmpty()) {
        throw new IOException(file + ": added_tokens: no content: " + Json.line(entry));
      }
      int id = number("added_tokens", content, entry.path("id"));
      Integer known = ids.put(content, id);
      boolean twice =
          added.put(content, new AddedToken(id, content, entry.path("special").asBoolean()))
              != null;
      if (twice || (known != null && known != id)) {
        throw new IOException(
            "%s: added_tokens numbers \"%s\" %d, but it has %d"
                .formatted(file, content, id, known));
      }
      for (String key : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        // Found in the text as NFC makes it; to ASCII, NFC does nothing.
        boolean nothingChanges = key.equals("normalized") && ASCII.matcher(content).matches();
        if (entry.path(key).asBoolean() && !nothingChanges) {
          throw new IOException(
              "%s: added_tokens: \"%s\": key '%s' is not supported".formatted(file, content, key));
        }
      }
    }
  }

  private int number(String key, String token, JsonNode value) throws IOException {
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0) {
      throw new IOException(
          "%s: %s numbers \"%s\" %s".formatted(file, key, token, Json.line(value)));
    }
    return value.asInt();
  }

  private List<String> numbered() throws IOException {
    @Nullable String[] byId = new @Nullable String[ids.size()];
    for (Map.Entry<String, Integer> entry : ids.entrySet()) {
      int id = entry.getValue();
      if (id >= byId.length || byId[id] != null) {
        String where = added.containsKey(entry.getKey()) ? "added_tokens" : "model.vocab";
        throw new IOException(
            "%s: %s numbers \"%s\" %d; each of 0…%d expected once"
                .formatted(file, where, entry.getKey(), id, byId.length - 1));
      }
      byId[id] = entry.getKey();
    }
    return new ArrayList<>(List.copyOf(Arrays.asList(byId)));
  }
}
