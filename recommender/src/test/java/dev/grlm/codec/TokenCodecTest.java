package dev.grlm.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.text.SpecialTokens;
import dev.grlm.text.WordTokenizer;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TokenCodecTest extends IdentifierCodecContract<TokenContext> {
  private final WordTokenizer tokenizer = tokenizer(TinyShop.IDENTIFIERS, TinyShop.WORDS);
  private final TokenCodec tiny = new TokenCodec(TinyShop.PROMPTS, tokenizer, 2, 2);

  @Override
  IdentifierCodec<TokenContext> codec(Identifiers identifiers, WordTable words) {
    var prompts = new Prompts(ToyWorlds.catalog(identifiers.size()), identifiers, words);
    return new TokenCodec(prompts, tokenizer(identifiers, words), READ, identifiers.length());
  }

  @Override
  String shown(TokenContext context) {
    return Arrays.toString(context.tokens());
  }

  private static WordTokenizer tokenizer(Identifiers identifiers, WordTable words) {
    var vocabulary = new TreeSet<>(words.words());
    identifiers.all().forEach(identifier -> vocabulary.addAll(identifier.symbols()));
    return WordTokenizer.of(
        SpecialTokens.with(Prompts.USP, Prompts.GTI, Prompts.OPEN, Prompts.CLOSE), vocabulary);
  }

  @Test
  void aContextIsThePromptTokenByToken() {
    assertThat(tokenizer.decode(tiny.context(new int[] {3, 0, 1}).tokens()))
        .isEqualTo("<usp> [ mug red ] [ mug blue ] [");
  }

  @Test
  void theClosingBracketIsGeneratedToo() {
    assertThat(tiny.length()).isEqualTo(3);
    assertThat(tokenizer.decode(tiny.symbols(Identifier.of("mug", "red")))).isEqualTo("mug red ]");
  }

  @Test
  void whatFollowsTheBracketIsNotRead() {
    assertThat(tiny.identifier(tokenizer.encode("mug ] red"))).isEqualTo(Identifier.of("mug"));
    assertThat(tiny.identifier(tokenizer.encode("] ] ]"))).isEqualTo(Identifier.of());
  }

  @Test
  void aMissingBracketShowsAsAWrongNumberOfTerms() {
    Identifier spelt = tiny.identifier(tokenizer.encode("mug red blue"));
    assertThat(spelt.symbols()).containsExactly("mug", "red", "blue");
    assertThat(spelt.wellFormed(2)).isFalse();
  }
}
