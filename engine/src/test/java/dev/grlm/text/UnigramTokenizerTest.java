package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.testkit.TinyUnigram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnigramTokenizerTest extends TokenizerContract {
  private static final List<String> WORDS = List.of("lip", "balm", "lips");

  @TempDir Path folder;

  @Override
  Tokenizer open() throws IOException {
    return load(TinyUnigram.write(folder.resolve("own"), WORDS));
  }

  @Override
  Tokenizer load(Path from) throws IOException {
    return UnigramTokenizer.load(from);
  }

  private static ObjectNode json() throws IOException {
    return (ObjectNode) Json.parse(TinyUnigram.json(WORDS));
  }

  private static String pieces(Tokenizer tokenizer, String text) {
    return Arrays.stream(tokenizer.encode(text))
        .mapToObj(tokenizer::token)
        .collect(Collectors.joining(" "));
  }

  /// The pieces of the highest sum of scores; neither the end of a text nor a limit of the file is
  /// there, which are the caller's business.
  @Test
  void textsAreTheLikeliestPieces() throws IOException {
    try (Tokenizer tokenizer = open()) {
      assertThat(pieces(tokenizer, "lips balm")).isEqualTo("▁lips ▁balm");
      assertThat(pieces(tokenizer, "lipstick")).isEqualTo("▁lips t i c k");
      assertThat(pieces(tokenizer, "a !")).isEqualTo("▁ a ▁ <unk>");
      assertThat(tokenizer.encode("lip balm ".repeat(9))).hasSizeGreaterThan(7);
    }
  }

  @Test
  void specialTokensAreNoWords() throws IOException {
    try (var tokenizer = UnigramTokenizer.load(TinyUnigram.write(folder.resolve("own"), WORDS))) {
      int lip = tokenizer.find("▁lip").orElseThrow();
      int[] generated = {0, lip, TinyUnigram.END, tokenizer.size() + 9};
      assertThat(tokenizer.words(generated)).isEqualTo("lip");
      assertThat(tokenizer.decode(new int[] {lip, TinyUnigram.END})).isEqualTo("lip</s>");
    }
  }

  @Test
  void whatIsNoUnigramModelIsRefused() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    assertRefused(file + ": no such file");
    ObjectNode json = json();
    ((ObjectNode) json.path("model")).put("type", "BPE");
    Json.write(file, json);
    assertRefused(file + ": key 'model.type' must be \"Unigram\", found \"BPE\"");
    json = json();
    ((ObjectNode) json.path("added_tokens").path(0)).put("id", 77);
    Json.write(file, json);
    assertRefused(file + ": \"<pad>\" is numbered 77, which contradicts another number");
    json = json();
    json.withArray("added_tokens").addObject().put("id", 99).put("content", "<extra>");
    Json.write(file, json);
    assertRefused(file + ": \"<extra>\" is numbered 99; each of 0…47 expected once");
    json = json();
    ((ArrayNode) json.path("model").path("vocab").path(4)).set(1, "high");
    Json.write(file, json);
    assertThatIOException()
        .isThrownBy(() -> load(folder))
        .withMessageStartingWith(file + ": ")
        .withMessageNotContainingAny(" at line ");
  }

  /// More pieces than the model has rows for belong to another model.
  @Test
  void theModelBesideItHasARowForEachToken() throws IOException {
    Path own = TinyUnigram.write(folder.resolve("own"), WORDS);
    Files.writeString(own.resolve("config.json"), "{\"vocab_size\": 12, \"eos_token_id\": 1}");
    assertThatIOException()
        .isThrownBy(() -> load(own))
        .withMessageContaining("has rows for 12: the tokenizer belongs to another model");
  }

  private void assertRefused(String message) {
    assertThatIOException().isThrownBy(() -> load(folder)).withMessageStartingWith(message);
  }
}
