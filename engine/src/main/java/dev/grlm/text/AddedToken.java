package dev.grlm.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.util.List;

/// A token that is no piece of a word: found in a text as it is written, before anything else.
///
/// @param special whether it is a control mark, which a text without special tokens leaves out; in
///   Qwen3 `<think>` is added and not special
record AddedToken(int id, String content, boolean special) {
  /// As the files of a tokenizer write it, without its number.
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("content", content);
    for (String key : List.of("single_word", "lstrip", "rstrip", "normalized")) {
      json.put(key, false);
    }
    return json.put("special", special);
  }
}
