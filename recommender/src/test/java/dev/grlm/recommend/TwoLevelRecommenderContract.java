package dev.grlm.recommend;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;

/// The contract over a two-level decoder.
abstract class TwoLevelRecommenderContract extends GenerativeRecommenderContract {
  @Override
  Untrained<StepContext> model(Dataset dataset, Identifiers identifiers, WordTable words) {
    var codec = new SlotCodec(identifiers, words, 6);
    var model =
        new TwoLevelDecoder(
            new TwoLevelConfig(
                codec.slotSizes(),
                codec.steps().size(),
                words.size(),
                8,
                1,
                2,
                16,
                8,
                6,
                0,
                0,
                0,
                true),
            codec.steps(),
            11);
    return new Untrained<>(model, codec, model::close);
  }
}
