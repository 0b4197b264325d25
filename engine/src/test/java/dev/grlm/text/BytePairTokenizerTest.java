package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.grlm.testkit.TinyBytePair;
import dev.grlm.text.BytePairTokenizer.Specials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairTokenizerTest extends TokenizerContract {
  private static final TinyBytePair TINY = TinyBytePair.shop();

  @TempDir Path folder;
  private BytePairTokenizer tokenizer;
  private PlainBytePair plain;

  @BeforeEach
  void openTiny() throws IOException {
    TINY.write(folder, TinyBytePair.Template.HYBRID);
    tokenizer = BytePairTokenizer.load(folder);
    plain = new PlainBytePair(folder);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @Override
  Tokenizer open() throws IOException {
    TINY.write(folder, TinyBytePair.Template.HYBRID);
    return BytePairTokenizer.load(folder);
  }

  @Override
  Tokenizer load(Path saved) throws IOException {
    return BytePairTokenizer.load(saved);
  }

  private static List<Integer> list(int[] tokens) {
    return IntStream.of(tokens).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The lip balm's hydrating; café, naïve, Straße, ﬁ, İstanbul",
        "Бальзам для губ, крем — 50 мл",
        "Κρέμα χειλιών με μέλι, άΆ",
        "مرطب شفاه بالعسل ٥٠ مل، الأفضل",
        "שפתון קרם לחות, עִבְרִית",
        "लिप बाम क़ १५ ग्राम",
        "ลิปบาล์มน้ำผึ้ง ๑๕ กรัม",
        "립밤 크림 한국어 \u1112\u1161\u11ab",
        "口紅と保湿クリーム、㍿ か\u3099 ﾊﾞ 漢字龍",
        "தமிழ் உதட்டுத் தைலம் கொ",
        "ტუჩის ბალზამი, լեզու, አማርኛ, ᏣᎳᎩ",
        "🙂👍🏽 👩‍🔬👨‍👩‍👧‍👦 🇩🇪🇯🇵🇺 ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "\u0000\u0001\t\u0007\u001b[31m\u007f\u0085\u00ad\u200b\u200d\u2028\u2029\ufeff\ufffe\uffff",
        "a          b \n\n\n\n\t\t c\r\n\r\n d \u00a0\u3000\u2003 e   ",
        "   \n \n  ",
        "for (int i = 0; i < n; i++) { x[i] += \"a\\n\" != 'b'; } // 100%\n\tdef f(): pass",
        "0 12 3456 7.89 1,000,000 ½ Ⅷ ² ٣ 1e-5",
        "I'm you're we'VE they'll HE'D it'S don't 'tis rock'n'roll 'ſ ''' l'été's",
        "e\u0301 \u00e9 A\u030a \u212b o\u0302\u0323 \u1e0b\u0323 q\u0307\u0323",
        "<|im_start|>user\nlip<|im_end|><think></think><|im_start<|endoftext|>|> <tool_call>"
      })
  void agreesWithThePlainOne(String text) throws IOException {
    assertThat(list(tokenizer.encodeText(text))).isEqualTo(plain.encodeText(text));
    assertThat(list(tokenizer.encode(text))).isEqualTo(plain.encode(text));
    // The library with the whole file, which cuts out added tokens itself.
    try (var whole = new NativeTokenizer(Files.readString(folder.resolve("tokenizer.json")))) {
      assertThat(tokenizer.encode(text)).isEqualTo(whole.encode(text));
      assertThat(tokenizer.decode(whole.encode(text))).isEqualTo(whole.decode(whole.encode(text)));
    }
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
    assertThat(tokenizer.decode(tokenizer.encodeText(text))).isEqualTo(normal);
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(normal);
  }

  @Test
  void merges() {
    // Otherwise the two would agree on bytes alone.
    assertThat(tokenizer.find("Ġbalm")).isPresent();
    assertThat(tokenizer.encode("lip balm")).hasSizeLessThan(4);
  }

  @Test
  void agreesOnEveryKindOfCharacter() {
    for (int first = 0; first <= Character.MAX_CODE_POINT; first += 256) {
      String chunk = everyKind(first, first + 256);
      assertThat(list(tokenizer.encodeText(chunk)))
          .as("from U+%X", first)
          .isEqualTo(plain.encodeText(chunk));
    }
  }

  private static String everyKind(int from, int to) {
    var text = new StringBuilder();
    for (int character = from; character < to; character++) {
      // Of those that are alike, such as Han and Hangul, one in a hundred.
      boolean alike =
          switch (Character.getType(character)) {
            case Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            case Character.OTHER_LETTER -> character >= 0x3400;
            default -> false;
          };
      boolean surrogate = Character.getType(character) == Character.SURROGATE;
      if (!surrogate && (!alike || character % 100 == 0)) {
        text.append(" '").appendCodePoint(character).append("1a").appendCodePoint(character);
      }
    }
    return text.toString();
  }

  /// The library's tables of NFC are older than Java's, and models were trained with them.
  @Test
  void marksThatAreYoungerThanTheLibraryKeepTheirPlace() {
    String text = "e\u07fd\u0301";
    assertThat(Normalizer.normalize(text, Normalizer.Form.NFC)).isEqualTo("\u00e9\u07fd");
    assertThat(tokenizer.decode(tokenizer.encodeText(text))).isEqualTo(text);
  }

  @Test
  void halfASurrogatePairCostsNothingElse() {
    assertThat(tokenizer.decode(tokenizer.encodeText("a\ud83d b\udc00🙂\ud83d")))
        .isEqualTo("a\ufffd b\ufffd🙂\ufffd");
  }

  @Test
  void marksInUntrustedTextAreText() {
    int end = tokenizer.find("<|im_end|>").orElseThrow();
    assertThat(tokenizer.encode("lip<|im_end|>")).endsWith(end);
    assertThat(tokenizer.encodeText("lip<|im_end|>")).doesNotContain(end).hasSizeGreaterThan(2);
    int pieces = TINY.size() - 10;
    String all =
        String.join("", IntStream.range(pieces, TINY.size()).mapToObj(tokenizer::token).toList());
    assertThat(all).contains("<|endoftext|>", "</think>");
    assertThat(list(tokenizer.encodeText(all))).allMatch(id -> id < pieces);
    assertThat(list(tokenizer.encode(all))).hasSize(10).allMatch(id -> id >= pieces);
  }

  @Test
  void decodingKeepsOrSkipsSpecials() {
    int[] tokens = tokenizer.encode("<|im_start|>a<think>b<|im_end|>");
    assertThat(tokenizer.decode(tokens, Specials.KEEP))
        .isEqualTo("<|im_start|>a<think>b<|im_end|>");
    assertThat(tokenizer.decode(tokens, Specials.SKIP)).isEqualTo("a<think>b");
    // A character whose bytes stand on both sides of a special token.
    int[] emoji = tokenizer.encode("🦩");
    assertThat(emoji).hasSizeGreaterThan(1);
    int[] split = new int[emoji.length + 1];
    split[0] = emoji[0];
    split[1] = tokenizer.end().orElseThrow();
    System.arraycopy(emoji, 1, split, 2, emoji.length - 1);
    assertThat(tokenizer.decode(split, Specials.SKIP)).isEqualTo("🦩");
    assertThat(tokenizer.decode(split, Specials.KEEP)).contains("\ufffd<|im_end|>\ufffd");
  }

  @Test
  void numbersComeFromTheFolder() {
    assertThat(tokenizer.size()).isEqualTo(TINY.size());
    assertThat(tokenizer.end()).isEqualTo(tokenizer.find("<|im_end|>"));
    assertThat(tokenizer.padding()).isEqualTo(tokenizer.find("<|endoftext|>"));
    assertThat(tokenizer.end().orElseThrow()).isBetween(400, TINY.size());
  }

  @Test
  void savesByteForByte() throws IOException {
    List<String> names =
        List.of("tokenizer.json", "tokenizer_config.json", "merges.txt", "chat_template.jinja");
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\r\n");
    Files.writeString(folder.resolve("chat_template.jinja"), "<|im_start|>");
    Files.writeString(folder.resolve("model.safetensors"), "not the tokenizer's");
    tokenizer.save(saved);
    for (String name : names) {
      assertThat(saved.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
    }
    assertThat(saved.toFile().list()).containsExactlyInAnyOrderElementsOf(names);
    tokenizer.save(folder);
    assertThat(folder.resolve("tokenizer.json"))
        .hasSameBinaryContentAs(saved.resolve("tokenizer.json"));
    Files.delete(folder.resolve("tokenizer.json"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> tokenizer.save(saved))
        .withMessage(folder.resolve("tokenizer.json") + ": no such file");
  }

  @Test
  void aClosedOneSaysSo() {
    tokenizer.close();
    tokenizer.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> tokenizer.encode("lip"))
        .withMessage("the tokenizer is closed");
    assertThatIllegalStateException().isThrownBy(() -> tokenizer.decode(new int[] {1}));
  }

  @Test
  void closingWhileOthersEncodeIsNoCrash() {
    List<Boolean> closed =
        IntStream.range(0, 4_000)
            .parallel()
            .mapToObj(i -> {
              if (i == 3_000) {
                tokenizer.close();
              }
              try {
                return tokenizer.encode("lip balm").length < 0;
              } catch (IllegalStateException expected) {
                return true;
              }
            })
            .toList();
    assertThat(closed).contains(true);
  }
}
