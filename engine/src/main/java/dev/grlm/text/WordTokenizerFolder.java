package dev.grlm.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A [WordTokenizer] in the files of a Hugging Face folder.
final class WordTokenizerFolder {
  private static final String TOKENIZER = "tokenizer.json";
  private static final String CONFIG = "tokenizer_config.json";
  private static final String GENERATION = "generation_config.json";

  private WordTokenizerFolder() {}

  static void write(Path folder, WordTokenizer tokenizer) throws IOException {
    Json.write(folder.resolve(TOKENIZER), tokenizerJson(tokenizer));
    SpecialTokens specials = tokenizer.specials();
    ObjectNode config = Json.object();
    config.put("tokenizer_class", "PreTrainedTokenizerFast");
    config.put("unk_token", specials.unknown());
    config.put("pad_token", specials.padding());
    config.put("bos_token", specials.begin());
    config.put("eos_token", specials.end());
    config.put("clean_up_tokenization_spaces", false);
    Json.write(folder.resolve(CONFIG), config);
    ObjectNode generation = Json.object();
    generation.put("bos_token_id", tokenizer.id(specials.begin()));
    generation.put("eos_token_id", tokenizer.id(specials.end()));
    generation.put("pad_token_id", tokenizer.id(specials.padding()));
    Json.write(folder.resolve(GENERATION), generation);
  }

  private static ObjectNode tokenizerJson(WordTokenizer tokenizer) {
    ObjectNode json = Json.object();
    json.put("version", "1.0");
    json.putNull("truncation");
    json.putNull("padding");
    ArrayNode added = json.putArray("added_tokens");
    for (String token : tokenizer.specials().all()) {
      ObjectNode entry = added.addObject();
      entry.put("id", tokenizer.id(token));
      entry.put("content", token);
      entry.put("single_word", false);
      entry.put("lstrip", false);
      entry.put("rstrip", false);
      entry.put("normalized", false);
      entry.put("special", true);
    }
    json.putObject("normalizer").put("type", "NFC");
    json.putObject("pre_tokenizer").put("type", "WhitespaceSplit");
    json.putNull("post_processor");
    json.putNull("decoder");
    ObjectNode model = json.putObject("model");
    model.put("type", "WordLevel");
    ObjectNode vocabulary = model.putObject("vocab");
    for (int id = 0; id < tokenizer.size(); id++) {
      vocabulary.put(tokenizer.word(id), id);
    }
    model.put("unk_token", tokenizer.specials().unknown());
    return json;
  }

  static WordTokenizer read(Path folder) throws IOException {
    Path file = folder.resolve(TOKENIZER);
    JsonNode json = Json.readForeign(file);
    requireType(file, json, "model", "WordLevel");
    requireType(file, json, "normalizer", "NFC");
    requireType(file, json, "pre_tokenizer", "WhitespaceSplit");
    for (String key : List.of("post_processor", "decoder", "truncation", "padding")) {
      if (json.hasNonNull(key)) {
        throw new IOException(file + ": key '" + key + "' is not supported: " + json.get(key));
      }
    }
    List<String> words = words(file, json.path("model").path("vocab"));
    Path configFile = folder.resolve(CONFIG);
    JsonNode config = Json.readForeign(configFile);
    String unknown = text(configFile, config, "unk_token");
    String modelUnknown = json.path("model").path("unk_token").asText();
    if (!modelUnknown.equals(unknown)) {
      throw new IOException(
          "%s: unk_token is \"%s\", but in %s it is \"%s\""
              .formatted(configFile, unknown, TOKENIZER, modelUnknown));
    }
    var roles =
        List.of(
            unknown,
            text(configFile, config, "pad_token"),
            text(configFile, config, "bos_token"),
            text(configFile, config, "eos_token"));
    Set<String> added = addedTokens(file, json.path("added_tokens"), words);
    for (String role : roles) {
      if (!added.remove(role)) {
        throw new IOException(file + ": special token \"" + role + "\" is not an added token");
      }
    }
    try {
      var specials =
          new SpecialTokens(
              roles.get(0), roles.get(1), roles.get(2), roles.get(3), List.copyOf(added));
      return WordTokenizer.numbered(specials, words);
    } catch (IllegalArgumentException contradiction) {
      throw new IOException(file + ": " + contradiction.getMessage(), contradiction);
    }
  }

  private static void requireType(Path file, JsonNode json, String key, String expected)
      throws IOException {
    JsonNode found = json.path(key).path("type");
    if (!found.asText().equals(expected)) {
      throw new IOException(
          "%s: %s.type must be \"%s\", found %s"
              .formatted(file, key, expected, found.isMissingNode() ? "nothing" : found));
    }
  }

  private static List<String> words(Path file, JsonNode vocabulary) throws IOException {
    if (!vocabulary.isObject()) {
      throw new IOException(file + ": model.vocab is not an object");
    }
    @Nullable String[] words = new @Nullable String[vocabulary.size()];
    for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
      JsonNode id = entry.getValue();
      boolean fits =
          id.isIntegralNumber()
              && id.canConvertToInt()
              && id.asInt() >= 0
              && id.asInt() < words.length;
      if (!fits || words[id.asInt()] != null) {
        throw new IOException(
            "%s: model.vocab numbers \"%s\" %s; each of 0…%d expected once"
                .formatted(file, entry.getKey(), id, words.length - 1));
      }
      words[id.asInt()] = entry.getKey();
    }
    return new ArrayList<>(Arrays.asList(words));
  }

  private static Set<String> addedTokens(Path file, JsonNode added, List<String> words)
      throws IOException {
    var ids = new HashMap<String, Integer>();
    for (String word : words) {
      ids.put(word, ids.size());
    }
    var tokens = new LinkedHashSet<String>();
    for (JsonNode entry : added) {
      String content = entry.path("content").asText();
      Integer id = ids.get(content);
      if (id == null || id != entry.path("id").asInt(-1) || !tokens.add(content)) {
        throw new IOException(
            "%s: added token \"%s\" has id %s; %s expected, once"
                .formatted(file, content, entry.path("id"), id));
      }
      for (String key : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        if (entry.path(key).asBoolean()) {
          throw new IOException(
              "%s: added token \"%s\": key '%s' is not supported".formatted(file, content, key));
        }
      }
    }
    return tokens;
  }

  private static String text(Path file, JsonNode json, String key) throws IOException {
    JsonNode value = json.path(key);
    if (!value.isTextual()) {
      throw new IOException(
          "%s: key '%s' must be a text, found %s"
              .formatted(file, key, value.isMissingNode() ? "nothing" : value));
    }
    return value.asText();
  }
}
