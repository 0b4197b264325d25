package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WordTokenizerPropertyTest {
  @Provide
  Arbitrary<List<String>> sentences() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withChars("\u00e9\u0301\u0327\u4e2d\ud83d\ude00")
        .ofMinLength(1)
        .ofMaxLength(5)
        .filter(word -> SpecialTokens.STANDARD.all().stream().noneMatch(word::contains))
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 300)
  void knownWordsComeBackInNormalForm(@ForAll("sentences") List<String> words) {
    var tokenizer = WordTokenizer.of(SpecialTokens.STANDARD, words);
    List<String> normal =
        words.stream().map(word -> Normalizer.normalize(word, Normalizer.Form.NFC)).toList();
    int[] tokens = tokenizer.encode(String.join(" \n", words));
    assertThat(tokens).hasSize(words.size()).doesNotContain(0);
    assertThat(tokenizer.decode(tokens)).isEqualTo(String.join(" ", normal));
    assertThat(tokenizer.encode(tokenizer.decode(tokens))).isEqualTo(tokens);
  }
}
