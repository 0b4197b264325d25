package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [Tokenizer] keeps.
abstract class TokenizerContract {
  private static final List<String> TEXTS =
      List.of("lip balm", " lip\n\nbalm 12 ", "café  Ω 保湿", "", "  ", "lip".repeat(2000));

  @TempDir Path saved;
  private Tokenizer tokenizer;

  /// One whose vocabulary has `lip` and `balm`; closed by the contract.
  abstract Tokenizer open() throws IOException;

  abstract Tokenizer load(Path folder) throws IOException;

  @BeforeEach
  void openOne() throws IOException {
    tokenizer = open();
  }

  @AfterEach
  void closeIt() {
    tokenizer.close();
  }

  @Test
  void everyTokenIsFoundByItsText() {
    assertThat(tokenizer.size()).isGreaterThan(5);
    assertThat(IntStream.range(0, tokenizer.size()))
        .allSatisfy(id -> assertThat(tokenizer.find(tokenizer.token(id))).hasValue(id));
    assertThat(tokenizer.find("no such token")).isEmpty();
  }

  @Test
  void numbersOutsideTheVocabularyAreNamed() {
    for (int id : new int[] {-1, tokenizer.size()}) {
      String message = "token %d is not in the vocabulary of %d".formatted(id, tokenizer.size());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokenizer.token(id))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokenizer.decode(new int[] {0, id}))
          .withMessage(message);
    }
  }

  @Test
  void whatIsDecodedIsEncodedTheSame() {
    for (String text : TEXTS) {
      String once = tokenizer.decode(tokenizer.encode(text));
      assertThat(tokenizer.decode(tokenizer.encode(once))).isEqualTo(once);
    }
    assertThat(tokenizer.decode(tokenizer.encode("lip balm"))).isEqualTo("lip balm");
    assertThat(tokenizer.encode("")).isEmpty();
    assertThat(tokenizer.decode(new int[0])).isEmpty();
  }

  @Test
  void longTextsAreWhole() {
    int[] once = tokenizer.encode("lip balm lip balm");
    assertThat(once).isNotEmpty();
    String text = String.join(" ", Collections.nCopies(5_000, "lip balm"));
    assertThat(tokenizer.encode(text)).hasSizeGreaterThanOrEqualTo(10_000);
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void aSavedOneIsTheSame() throws IOException {
    tokenizer.save(saved);
    try (Tokenizer loaded = load(saved)) {
      assertThat(loaded.size()).isEqualTo(tokenizer.size());
      for (String text : TEXTS) {
        assertThat(loaded.encode(text)).isEqualTo(tokenizer.encode(text));
      }
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    List<List<Integer>> expected = TEXTS.stream().map(this::encoded).toList();
    IntStream.range(0, 2_000)
        .parallel()
        .forEach(i -> {
          int text = i % TEXTS.size();
          assertThat(encoded(TEXTS.get(text))).isEqualTo(expected.get(text));
        });
  }

  private List<Integer> encoded(String text) {
    return IntStream.of(tokenizer.encode(text)).boxed().toList();
  }
}
