package dev.grlm.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.testkit.ByteAlphabet;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Byte-level BPE written from its description: cut out added tokens, NFC, cut by the expression,
/// bytes as letters, and always the neighbors of the lowest rank become one. The reference for
/// [BytePairTokenizer].
final class PlainBytePair {
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Integer, String> pieces = new HashMap<>();
  private final Map<String, Integer> added = new TreeMap<>();
  private final Map<List<String>, Integer> ranks = new HashMap<>();
  private final Pattern split;

  PlainBytePair(Path folder) throws IOException {
    JsonNode json = Json.read(folder.resolve("tokenizer.json"));
    json.at("/model/vocab").properties().forEach(e -> ids.put(e.getKey(), e.getValue().asInt()));
    ids.forEach((piece, id) -> pieces.put(id, piece));
    for (JsonNode token : json.path("added_tokens")) {
      added.put(token.path("content").asText(), token.path("id").asInt());
    }
    for (JsonNode merge : json.at("/model/merges")) {
      ranks.put(List.of(merge.asText().split(" ")), ranks.size());
    }
    split =
        Pattern.compile(
            json.at("/pre_tokenizer/pretokenizers/0/pattern/Regex").asText(),
            Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);
  }

  List<Integer> encode(String text) {
    var tokens = new ArrayList<Integer>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      String found = "";
      for (String token : added.keySet()) {
        boolean longer = token.length() > found.length();
        found = longer && text.startsWith(token, at) ? token : found;
      }
      if (!found.isEmpty()) {
        tokens.addAll(encodeText(text.substring(from, at)));
        tokens.add(added.get(found));
        from = at + found.length();
        at = from - 1;
      }
    }
    tokens.addAll(encodeText(text.substring(from)));
    return tokens;
  }

  List<Integer> encodeText(String text) {
    var tokens = new ArrayList<Integer>();
    Matcher matcher = split.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
    while (matcher.find()) {
      for (String piece : merged(ByteAlphabet.letters(matcher.group()))) {
        tokens.add(ids.get(piece));
      }
    }
    return tokens;
  }

  private List<String> merged(String letters) {
    var word = new ArrayList<String>(letters.chars().mapToObj(Character::toString).toList());
    while (true) {
      int best = -1;
      int bestRank = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < word.size(); i++) {
        int rank = ranks.getOrDefault(word.subList(i, i + 2), Integer.MAX_VALUE);
        if (rank < bestRank) {
          best = i;
          bestRank = rank;
        }
      }
      if (best < 0) {
        return word;
      }
      word.set(best, word.get(best) + word.remove(best + 1));
    }
  }

  /// @param ids of pieces only
  String decodePieces(List<Integer> ids) {
    var letters = new StringBuilder();
    ids.forEach(id -> letters.append(pieces.get(id)));
    return ByteAlphabet.text(letters.toString());
  }
}
