package dev.grlm.text;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A vocabulary of whole words. Text is cut at special tokens, brought to Unicode form NFC and
/// split at white space; a word outside the vocabulary becomes the unknown token. Stored as a
/// Hugging Face `tokenizer.json`, read there with the same result. Immutable and thread-safe.
///
/// Special tokens are found anywhere in a text, also inside a word: strip them from texts that are
/// not trusted.
public final class WordTokenizer implements Tokenizer {
  private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");

  private final SpecialTokens specials;
  private final List<String> words;
  private final SequencedMap<String, Integer> ids;
  private final Pattern special;
  private final int unknownId;

  private WordTokenizer(SpecialTokens specials, List<String> words) {
    this.specials = specials;
    this.words = List.copyOf(words);
    var byWord = new LinkedHashMap<String, Integer>();
    for (String word : words) {
      byWord.put(word, byWord.size());
    }
    this.ids = Collections.unmodifiableSequencedMap(byWord);
    // The longest one wins where two begin at the same place.
    this.special =
        Pattern.compile(
            specials.all().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    this.unknownId = byWord.getOrDefault(specials.unknown(), -1);
  }

  /// Numbers the special tokens from 0 and then the words in their order; a word that occurs again
  /// keeps its number.
  ///
  /// @throws IllegalArgumentException naming a word that is empty, has white space or contains a
  ///   special token
  public static WordTokenizer of(SpecialTokens specials, Collection<String> words) {
    var all = new LinkedHashMap<String, Integer>();
    specials.all().forEach(token -> all.put(token, all.size()));
    for (String word : words) {
      String normal = Normalizer.normalize(word, Normalizer.Form.NFC);
      if (splits(normal)) {
        throw new IllegalArgumentException("not one word: \"" + word + '"');
      }
      for (String token : specials.all()) {
        if (normal.contains(token)) {
          throw new IllegalArgumentException(
              "\"" + word + "\" contains the special token " + token);
        }
      }
      all.putIfAbsent(normal, all.size());
    }
    return new WordTokenizer(specials, List.copyOf(all.keySet()));
  }

  /// @param words by number, special tokens among them at any place
  static WordTokenizer numbered(SpecialTokens specials, List<String> words) {
    return new WordTokenizer(specials, words);
  }

  /// Whether `text` is anything but one word.
  static boolean splits(String text) {
    return text.isEmpty() || SPACE.matcher(text).find();
  }

  /// Reads `tokenizer.json` and `tokenizer_config.json`.
  ///
  /// @throws IOException in one line naming the file and the key, when a file is missing or is not
  ///   a tokenizer of whole words
  public static WordTokenizer load(Path folder) throws IOException {
    return WordTokenizerFolder.read(folder);
  }

  /// Writes `tokenizer.json`, `tokenizer_config.json` and `generation_config.json`, each whole or
  /// not at all.
  @Override
  public void save(Path folder) throws IOException {
    WordTokenizerFolder.write(folder, this);
  }

  @Override
  public int[] encode(String text) {
    var encoded = new ArrayList<Integer>();
    Matcher matcher = special.matcher(text);
    int from = 0;
    while (matcher.find()) {
      encodeWords(text.substring(from, matcher.start()), encoded);
      encoded.add(ids.getOrDefault(matcher.group(), unknownId));
      from = matcher.end();
    }
    encodeWords(text.substring(from), encoded);
    return encoded.stream().mapToInt(Integer::intValue).toArray();
  }

  private void encodeWords(String text, List<Integer> encoded) {
    SPACE
        .splitAsStream(Normalizer.normalize(text, Normalizer.Form.NFC))
        .filter(word -> !word.isEmpty())
        .forEach(word -> encoded.add(ids.getOrDefault(word, unknownId)));
  }

  /// The words with one space between them, special tokens included.
  ///
  /// @throws IllegalArgumentException naming a number outside the vocabulary
  @Override
  public String decode(int[] tokens) {
    return Arrays.stream(tokens).mapToObj(this::word).collect(Collectors.joining(" "));
  }

  /// @throws IllegalArgumentException when there is no such number
  public String word(int id) {
    if (id < 0 || id >= words.size()) {
      throw new IllegalArgumentException(
          "token " + id + " is not in the vocabulary of " + words.size());
    }
    return words.get(id);
  }

  /// As [#word(int)].
  @Override
  public String token(int id) {
    return word(id);
  }

  /// Number of a word or special token, if it is in the vocabulary.
  @Override
  public OptionalInt find(String word) {
    Integer id = ids.get(Normalizer.normalize(word, Normalizer.Form.NFC));
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// Number of a word or special token; the unknown token's for any other.
  public int id(String word) {
    return find(word).orElse(unknownId);
  }

  /// Number of words, special tokens included.
  @Override
  public int size() {
    return words.size();
  }

  /// Words by number, special tokens included.
  public List<String> words() {
    return words;
  }

  public SpecialTokens specials() {
    return specials;
  }
}
