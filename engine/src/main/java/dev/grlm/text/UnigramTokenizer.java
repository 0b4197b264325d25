package dev.grlm.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The unigram model of SentencePiece (Kudo 2018, arXiv 1804.10959) with the vocabulary of a
/// Hugging Face folder, as T5 has it. The native library of Hugging Face does it all, with the
/// folder's own normaliser; nothing is truncated and nothing is added. A text is not always got
/// back: the normaliser of T5 joins spaces, and what it has no piece for becomes the unknown token.
///
/// Immutable until it is closed, and thread-safe. Holds native memory: close it.
public final class UnigramTokenizer implements Tokenizer {
  private static final String FILE = BytePairFile.NAME;
  private static final List<String> FILES = List.of(FILE, TokenizerConfigFile.NAME);

  private final Path folder;
  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final Set<Integer> special;
  private final NativeTokenizer pieces;

  private UnigramTokenizer(
      Path folder,
      List<String> tokens,
      Map<String, Integer> ids,
      Set<Integer> special,
      NativeTokenizer pieces) {
    this.folder = folder;
    this.tokens = tokens;
    this.ids = ids;
    this.special = special;
    this.pieces = pieces;
  }

  /// Reads `tokenizer.json`. To be closed by the caller.
  ///
  /// @throws IOException in one line naming the file and the key, when it is missing, is not a
  ///   unigram model, or contradicts itself or the model beside it
  public static UnigramTokenizer load(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!(Json.readForeign(file) instanceof ObjectNode json)) {
      throw new IOException(file + ": is not a JSON object");
    }
    JsonNode type = json.path("model").path("type");
    if (!type.asText().equals("Unigram")) {
      throw new IOException(
          "%s: key 'model.type' must be \"Unigram\", found %s".formatted(file, Json.line(type)));
    }
    var ids = new HashMap<String, Integer>();
    var byId = new HashMap<Integer, String>();
    for (JsonNode piece : json.path("model").path("vocab")) {
      put(file, piece.path(0).asText(), ids.size(), ids, byId);
    }
    var added = new HashMap<Integer, AddedToken>();
    for (JsonNode entry : json.path("added_tokens")) {
      var token =
          new AddedToken(
              entry.path("id").asInt(-1),
              entry.path("content").asText(),
              entry.path("special").asBoolean());
      put(file, token.content(), token.id(), ids, byId);
      added.put(token.id(), token);
    }
    List<String> tokens = numbered(file, byId);
    ModelAgreement.require(folder, tokens, added);
    for (String key : List.of("truncation", "padding", "post_processor")) {
      json.putNull(key);
    }
    var special = new HashSet<Integer>();
    added.values().stream().filter(AddedToken::special).forEach(token -> special.add(token.id()));
    try {
      return new UnigramTokenizer(
          folder, tokens, Map.copyOf(ids), special, new NativeTokenizer(Json.line(json)));
    } catch (IllegalArgumentException failure) {
      throw new IOException(file + ": " + failure.getMessage(), failure);
    }
  }

  private static void put(
      Path file, String token, int id, Map<String, Integer> ids, Map<Integer, String> byId)
      throws IOException {
    Integer known = ids.put(token, id);
    String other = byId.put(id, token);
    if ((known != null && known != id) || (other != null && !other.equals(token))) {
      throw new IOException(
          "%s: \"%s\" is numbered %d, which contradicts another number".formatted(file, token, id));
    }
  }

  private static List<String> numbered(Path file, Map<Integer, String> byId) throws IOException {
    @Nullable String[] tokens = new @Nullable String[byId.size()];
    for (Map.Entry<Integer, String> entry : byId.entrySet()) {
      if (entry.getKey() < 0 || entry.getKey() >= tokens.length) {
        throw new IOException(
            "%s: \"%s\" is numbered %d; each of 0…%d expected once"
                .formatted(file, entry.getValue(), entry.getKey(), tokens.length - 1));
      }
      tokens[entry.getKey()] = entry.getValue();
    }
    return List.copyOf(Arrays.asList(tokens));
  }

  @Override
  public int[] encode(String text) {
    return pieces.encode(text);
  }

  @Override
  public String decode(int[] all) {
    for (int id : all) {
      require(id);
    }
    return all.length == 0 ? "" : pieces.decode(all);
  }

  /// The text of `tokens` without special tokens, and without numbers that are beyond the
  /// vocabulary: a model has more rows than its tokenizer has tokens, and noise can hit one of
  /// them.
  public String words(int[] all) {
    return decode(Arrays.stream(all).filter(id -> id < size() && !special.contains(id)).toArray());
  }

  @Override
  public String token(int id) {
    require(id);
    return tokens.get(id);
  }

  private void require(int id) {
    if (id < 0 || id >= size()) {
      throw new IllegalArgumentException(
          "token %d is not in the vocabulary of %d".formatted(id, size()));
    }
  }

  @Override
  public OptionalInt find(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public int size() {
    return tokens.size();
  }

  /// Copies the files of the folder it came from.
  @Override
  public void save(Path other) throws IOException {
    for (String name : FILES) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        byte[] bytes = Files.readAllBytes(file);
        AtomicFile.write(other.resolve(name), stream -> stream.write(bytes));
      }
    }
  }

  @Override
  public void close() {
    pieces.close();
  }
}
