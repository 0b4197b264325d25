package dev.grlm.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The keys of `tokenizer_config.json` that are read: roles of tokens, the added tokens once more,
/// and the chat template. Immutable.
final class TokenizerConfigFile {
  static final String NAME = "tokenizer_config.json";
  static final String TEMPLATE_NAME = "chat_template.jinja";

  private final Path folder;
  private final Path file;
  private final JsonNode json;

  /// @throws IOException naming the file, when it is missing or broken
  TokenizerConfigFile(Path folder) throws IOException {
    this.folder = folder;
    file = folder.resolve(NAME);
    json = Json.readForeign(file);
  }

  /// Number of the token that has the role `key`, such as `eos_token`; empty where the key is
  /// missing or null.
  ///
  /// @throws IOException when it is no token of `ids`
  OptionalInt role(String key, Map<String, Integer> ids) throws IOException {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalInt.empty();
    }
    JsonNode content = value.isObject() ? value.path("content") : value;
    Integer id = content.isTextual() ? ids.get(content.asText()) : null;
    if (id == null) {
      throw new IOException(
          "%s: %s is %s, which is not in the vocabulary".formatted(file, key, Json.line(value)));
    }
    return OptionalInt.of(id);
  }

  /// @throws IOException when an entry of `added_tokens_decoder` is not an added token of
  ///   `tokenizer.json`: one of the files then belongs to another checkpoint
  void requireAgreement(Map<String, AddedToken> added) throws IOException {
    for (Map.Entry<String, JsonNode> entry : json.path("added_tokens_decoder").properties()) {
      String content = entry.getValue().path("content").asText();
      AddedToken token = added.get(content);
      if (token == null || !entry.getKey().equals(Integer.toString(token.id()))) {
        throw new IOException(
            "%s: added_tokens_decoder numbers \"%s\" %s, but in %s it has %s"
                .formatted(
                    file,
                    content,
                    entry.getKey(),
                    BytePairFile.NAME,
                    token == null ? "no number" : token.id()));
      }
    }
  }

  /// What a file says that has more added tokens.
  JsonNode with(List<AddedToken> more) {
    JsonNode all = json.deepCopy();
    if (all instanceof ObjectNode object) {
      ObjectNode numbered = object.withObject("/added_tokens_decoder");
      more.forEach(token -> numbered.set(Integer.toString(token.id()), token.json()));
    }
    return all;
  }

  /// Where [#template] comes from, for messages.
  String templatePlace() {
    Path own = folder.resolve(TEMPLATE_NAME);
    return Files.exists(own) ? own.toString() : file + ": chat_template";
  }

  /// `chat_template.jinja`, which goes before `chat_template` in `tokenizer_config.json`; among
  /// several named ones the one called `default`.
  Optional<String> template() throws IOException {
    Path own = folder.resolve(TEMPLATE_NAME);
    if (Files.exists(own)) {
      return Optional.of(TextLines.text(own));
    }
    JsonNode value = json.path("chat_template");
    for (JsonNode named : value.isArray() ? value : Json.object()) {
      if (named.path("name").asText().equals("default")) {
        return Optional.of(named.path("template").asText());
      }
    }
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }
}
