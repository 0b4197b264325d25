package dev.grlm.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Byte-level BPE (Sennrich et al., arXiv 1508.07909, over bytes as in GPT-2) with the vocabulary
/// of a Hugging Face folder, as Qwen3 has it: NFC, split by the folder's expression, merged by
/// rank. The native library of Hugging Face does this; added tokens are cut out here, so that the
/// caller says whether a text may contain any. Nothing is truncated and nothing is added.
///
/// Immutable until it is closed, and thread-safe. Holds native memory: close it.
public final class BytePairTokenizer implements Tokenizer {
  /// Earlier writers listed added tokens once more.
  private static final String ADDED = "added_tokens.json";

  /// Files of a folder that belong to the tokenizer; the first two must be there.
  private static final List<String> FILES =
      List.of(
          BytePairFile.NAME,
          TokenizerConfigFile.NAME,
          TokenizerConfigFile.TEMPLATE_NAME,
          "generation_config.json",
          "special_tokens_map.json",
          ADDED,
          "vocab.json",
          "merges.txt");

  /// What becomes of special tokens in a decoded text.
  public enum Specials {
    KEEP,
    SKIP
  }

  private final Path folder;
  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final Map<String, AddedToken> added;
  private final Map<Integer, AddedToken> addedById = new HashMap<>();
  private final Pattern anyAdded;
  private final OptionalInt end;
  private final OptionalInt padding;
  private final NativeTokenizer pieces;

  /// Files that are not those of the folder, for there are more tokens.
  private final Map<String, JsonNode> changed;

  private BytePairTokenizer(Path folder, BytePairFile file, TokenizerConfigFile config)
      throws IOException {
    this.folder = folder;
    tokens = file.tokens();
    ids = file.ids();
    added = file.added();
    added.values().forEach(token -> addedById.put(token.id(), token));
    config.requireAgreement(added);
    ModelAgreement.require(folder, tokens.subList(0, file.own()), addedById);
    changed = file.own() == tokens.size() ? Map.of() : grown(folder, file, config);
    end = config.role("eos_token", ids);
    padding = config.role("pad_token", ids);
    // The longest one wins where two begin at the same place; (?!) matches nowhere.
    anyAdded =
        Pattern.compile(
            added.isEmpty()
                ? "(?!)"
                : added.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|")));
    try {
      pieces = new NativeTokenizer(file.pieces());
    } catch (IllegalArgumentException failure) {
      throw new IOException(
          folder.resolve(BytePairFile.NAME) + ": " + failure.getMessage(), failure);
    }
  }

  /// Reads `tokenizer.json` and `tokenizer_config.json`. To be closed by the caller.
  ///
  /// @throws IOException in one line naming the file and the key, when a file is missing, is not
  ///   byte-level BPE, or contradicts itself or the model beside it
  public static BytePairTokenizer load(Path folder) throws IOException {
    return load(folder, List.of());
  }

  /// As [#load(Path)] with further added tokens, numbered on from those that there are, in their
  /// order; none of them is special. [#save] writes all of them.
  ///
  /// @throws IOException as [#load(Path)], and when there is one of them already
  public static BytePairTokenizer load(Path folder, List<String> more) throws IOException {
    var file = new BytePairFile(folder, more);
    return new BytePairTokenizer(folder, file, new TokenizerConfigFile(folder));
  }

  private static Map<String, JsonNode> grown(
      Path folder, BytePairFile file, TokenizerConfigFile config) throws IOException {
    List<AddedToken> more =
        file.added().values().stream().filter(token -> token.id() >= file.own()).toList();
    var changed = new HashMap<String, JsonNode>();
    changed.put(BytePairFile.NAME, file.json());
    changed.put(TokenizerConfigFile.NAME, config.with(more));
    Path listed = folder.resolve(ADDED);
    if (Files.exists(listed) && Json.readForeign(listed) instanceof ObjectNode numbers) {
      more.forEach(token -> numbers.put(token.content(), token.id()));
      changed.put(ADDED, numbers);
    }
    return changed;
  }

  /// For texts that are trusted: an added token that is written in the text becomes that token.
  @Override
  public int[] encode(String text) {
    IntStream.Builder encoded = IntStream.builder();
    Matcher matcher = anyAdded.matcher(text);
    int from = 0;
    while (matcher.find()) {
      append(encodeText(text.substring(from, matcher.start())), encoded);
      encoded.add(id(matcher.group()));
      from = matcher.end();
    }
    append(encodeText(text.substring(from)), encoded);
    return encoded.build().toArray();
  }

  /// For texts of strangers, such as titles: pieces of words only. `<|im_end|>` in the text is ten
  /// characters and never the token that ends a turn. Half a surrogate pair becomes U+FFFD.
  public int[] encodeText(String text) {
    return text.isEmpty() ? new int[0] : pieces.encode(text);
  }

  private static void append(int[] tokens, IntStream.Builder encoded) {
    Arrays.stream(tokens).forEach(encoded::add);
  }

  private int id(String addedToken) {
    AddedToken token = added.get(addedToken);
    if (token == null) {
      throw new IllegalArgumentException("not an added token: \"" + addedToken + '"');
    }
    return token.id();
  }

  @Override
  public String decode(int[] tokens) {
    return decode(tokens, Specials.KEEP);
  }

  /// Bytes that are not UTF-8, as where a character is cut off, become U+FFFD. Added tokens that
  /// are not special stay in either case; in Qwen3 `<think>` is one of them.
  ///
  /// @throws IllegalArgumentException naming a number outside the vocabulary
  public String decode(int[] tokens, Specials specials) {
    int[] kept = Arrays.stream(tokens).filter(id -> keeps(id, specials)).toArray();
    var text = new StringBuilder();
    int from = 0;
    for (int i = 0; i <= kept.length; i++) {
      AddedToken token = i < kept.length ? addedById.get(kept[i]) : null;
      if (token != null || i == kept.length) {
        text.append(i == from ? "" : pieces.decode(Arrays.copyOfRange(kept, from, i)));
        text.append(token == null ? "" : token.content());
        from = i + 1;
      }
    }
    return text.toString();
  }

  private boolean keeps(int id, Specials specials) {
    requireToken(id);
    AddedToken token = addedById.get(id);
    return specials == Specials.KEEP || token == null || !token.special();
  }

  private void requireToken(int id) {
    if (id < 0 || id >= tokens.size()) {
      throw new IllegalArgumentException(
          "token " + id + " is not in the vocabulary of " + tokens.size());
    }
  }

  /// One token as the vocabulary writes it: a letter per byte, so that `Ġlip` is `lip` after a
  /// space.
  @Override
  public String token(int id) {
    requireToken(id);
    return tokens.get(id);
  }

  @Override
  public OptionalInt find(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// Number of an added token; pieces of words are not found.
  public OptionalInt findAdded(String content) {
    AddedToken token = added.get(content);
    return token == null ? OptionalInt.empty() : OptionalInt.of(token.id());
  }

  /// Pieces and added tokens. Published models have more rows than that, for the speed of
  /// multiples: Qwen3 has 151,936 rows for 151,669 tokens.
  @Override
  public int size() {
    return tokens.size();
  }

  /// `eos_token` of `tokenizer_config.json`.
  public OptionalInt end() {
    return end;
  }

  /// `pad_token` of `tokenizer_config.json`.
  public OptionalInt padding() {
    return padding;
  }

  /// Copies the tokenizer's files byte for byte from where it was loaded, `generation_config.json`
  /// among them; those that list tokens are written anew where tokens were added.
  ///
  /// @throws IOException naming the file, also when it is gone by now
  @Override
  public void save(Path target) throws IOException {
    for (String name : FILES) {
      Path from = folder.resolve(name);
      Path to = target.resolve(name);
      boolean required = FILES.indexOf(name) < 2;
      JsonNode anew = changed.get(name);
      if (anew != null) {
        Json.write(to, anew);
      } else if (!Files.exists(from)) {
        if (required) {
          throw new IOException(from + ": no such file");
        }
      } else if (!Files.exists(to) || !Files.isSameFile(from, to)) {
        AtomicFile.write(to, stream -> Files.copy(from, stream));
      }
    }
  }

  @Override
  public void close() {
    pieces.close();
  }
}
