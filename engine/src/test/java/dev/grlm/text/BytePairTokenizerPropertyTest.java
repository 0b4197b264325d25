package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

class BytePairTokenizerPropertyTest {
  private static final TinyBytePair TINY = TinyBytePair.shop();
  private static final Both BOTH = Both.open();

  private record Both(PlainBytePair plain, BytePairTokenizer tokenizer) {
    static Both open() {
      try {
        Path folder = Files.createTempDirectory("tiny");
        TINY.write(folder, TinyBytePair.Template.HYBRID);
        var both = new Both(new PlainBytePair(folder), BytePairTokenizer.load(folder));
        Files.delete(folder.resolve("tokenizer.json"));
        Files.delete(folder.resolve("tokenizer_config.json"));
        Files.delete(folder);
        return both;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @AfterContainer
  static void close() {
    BOTH.tokenizer.close();
  }

  /// All planes, and more often what texts are made of: spaces, words of the vocabulary, marks of
  /// the tokenizer and pieces of them, letters with marks, Hangul, emoji.
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(BytePairTokenizerPropertyTest::isStable)
            .map(Character::toString);
    Arbitrary<String> basic =
        Arbitraries.integers()
            .between(0, 0x33ff)
            .filter(BytePairTokenizerPropertyTest::isStable)
            .map(Character::toString);
    Arbitrary<String> jamo =
        Arbitraries.integers().between(0x1100, 0x11ff).map(Character::toString);
    Arbitrary<String> marks = Arbitraries.integers().between(0x300, 0x36f).map(Character::toString);
    Arbitrary<String> common =
        Arbitraries.of(
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "\u00a0",
            "a",
            "e",
            "o",
            "1",
            "22",
            "'s",
            "'LL",
            "'",
            ".",
            "lip",
            " balm",
            "cream",
            "保湿",
            "губ",
            "🙂",
            "\u200d",
            "🇩",
            "<|im_start|>",
            "<|im_",
            "end|>",
            "<think>",
            "</think",
            ">",
            "<");
    return Arbitraries.frequencyOf(
            Tuple.of(6, common),
            Tuple.of(2, basic),
            Tuple.of(1, any),
            Tuple.of(1, jamo),
            Tuple.of(1, marks))
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  /// Neither half a pair nor a mark that may be younger than the native library's tables of NFC.
  private static boolean isStable(int character) {
    return switch (Character.getType(character)) {
      case Character.SURROGATE,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> true;
    };
  }

  @Property(tries = 2_000)
  void agreesWithThePlainOneAndComesBackInNormalForm(@ForAll("texts") String text) {
    List<Integer> pieces = IntStream.of(BOTH.tokenizer.encodeText(text)).boxed().toList();
    assertThat(pieces).isEqualTo(BOTH.plain.encodeText(text));
    assertThat(IntStream.of(BOTH.tokenizer.encode(text)).boxed().toList())
        .isEqualTo(BOTH.plain.encode(text));
    assertThat(BOTH.tokenizer.decode(BOTH.tokenizer.encodeText(text)))
        .isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /// A model may generate any tokens, also halves of characters. How many U+FFFD a broken run of
  /// bytes becomes differs between Java and the native library.
  @Property(tries = 1_000)
  void anyPiecesDecodeAsThePlainOneDoes(@ForAll("pieces") List<Integer> pieces) {
    String decoded = BOTH.tokenizer.decode(pieces.stream().mapToInt(Integer::intValue).toArray());
    assertThat(decoded.replaceAll("\ufffd+", "\ufffd"))
        .isEqualTo(BOTH.plain.decodePieces(pieces).replaceAll("\ufffd+", "\ufffd"));
  }

  @Provide
  Arbitrary<List<Integer>> pieces() {
    return Arbitraries.integers().between(0, TINY.size() - 11).list().ofMaxSize(30);
  }
}
