package dev.grlm.recommend;

import dev.grlm.codec.Prompts;
import dev.grlm.codec.TokenCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.text.SpecialTokens;
import dev.grlm.text.WordTokenizer;
import java.util.TreeSet;

/// The contract over a decoder of tokens.
abstract class TokensRecommenderContract extends GenerativeRecommenderContract {
  @Override
  Untrained<TokenContext> model(Dataset dataset, Identifiers identifiers, WordTable words) {
    var vocabulary = new TreeSet<String>();
    identifiers.all().forEach(identifier -> vocabulary.addAll(identifier.symbols()));
    WordTokenizer tokenizer =
        WordTokenizer.of(
            SpecialTokens.with(Prompts.USP, Prompts.GTI, Prompts.OPEN, Prompts.CLOSE), vocabulary);
    var config =
        new Qwen3Config(
            tokenizer.size(),
            8,
            16,
            1,
            2,
            1,
            4,
            64,
            10_000,
            Qwen3Config.NORM_EPSILON,
            // Wide, so that no two tokens are almost equally likely.
            1,
            true,
            Qwen3Config.NO_ID,
            Qwen3Config.NO_ID,
            Qwen3Config.NO_ID);
    var model = new Qwen3(config, 0, 11);
    var prompts = new Prompts(dataset.catalog(), identifiers, words);
    return new Untrained<>(
        model, new TokenCodec(prompts, tokenizer, 6, identifiers.length()), model::close);
  }
}
