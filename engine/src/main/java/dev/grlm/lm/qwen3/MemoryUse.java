package dev.grlm.lm.qwen3;

import dev.grlm.nn.LowRank;
import java.util.Set;

/// What a model is used for, as far as it decides on memory.
public sealed interface MemoryUse {
  /// The projections of a layer that an adapter may stand beside, as Hugging Face names them.
  Set<String> PROJECTIONS = Set.copyOf(LowRank.Config.TARGETS);

  /// One micro-batch of training.
  ///
  /// @param tokens of a micro-batch, padding included
  /// @param longest sequence in it, tokens
  /// @param targets tokens that are predicted; at most `tokens`
  /// @param checkpointing whether a layer's values are computed again for its gradient instead of
  ///   being kept
  /// @param workers micro-batches at a time
  record Pass(int tokens, int longest, int targets, boolean checkpointing, int workers) {
    public Pass {
      if (tokens < 1 || longest < 1 || longest > tokens || workers < 1) {
        throw new IllegalArgumentException(
            "a pass has at least one token, one worker and its longest sequence: %d, %d, %d"
                .formatted(tokens, workers, longest));
      }
      if (targets < 0 || targets > tokens) {
        throw new IllegalArgumentException(targets + " targets in a pass of " + tokens + " tokens");
      }
    }

    Pass checkpointed() {
      return new Pass(tokens, longest, targets, true, workers);
    }

    /// With as many targets per token.
    Pass shortened(int fewer) {
      int ratio = Math.toIntExact(Math.ceilDiv((long) targets * fewer, tokens));
      return new Pass(fewer, Math.min(longest, fewer), ratio, checkpointing, workers);
    }
  }

  /// All weights are trained, with AdamW.
  record Full(Pass pass) implements MemoryUse {}

  /// The weights stay, and adapters of low rank beside them are trained (Hu et al. 2021, arXiv
  /// 2106.09685).
  ///
  /// @param rank r
  /// @param projections of every layer that have one; of [#PROJECTIONS]
  /// @param tokens whose rows of embedding and head are trained as well
  record Lora(int rank, Set<String> projections, int tokens, Pass pass) implements MemoryUse {
    /// Adapters alone.
    public Lora(int rank, Set<String> projections, Pass pass) {
      this(rank, projections, 0, pass);
    }

    public Lora {
      projections = Set.copyOf(projections);
      if (tokens < 0) {
        throw new IllegalArgumentException("rows of " + tokens + " tokens cannot be trained");
      }
      if (rank < 1 || projections.isEmpty() || !PROJECTIONS.containsAll(projections)) {
        throw new IllegalArgumentException(
            "an adapter has a rank and projections of %s: %d, %s"
                .formatted(PROJECTIONS, rank, projections));
      }
    }
  }

  /// Answers of a beam search; the keys and values of a prompt are kept once for all its beams.
  ///
  /// @param requests at a time
  /// @param beams of each
  /// @param prompt tokens of the longest
  /// @param generated tokens at most
  record Decoding(int requests, int beams, int prompt, int generated) implements MemoryUse {
    public Decoding {
      if (requests < 1 || beams < 1 || prompt < 1 || generated < 0) {
        throw new IllegalArgumentException(
            "decoding has requests, beams and a prompt: %d, %d, %d, %d"
                .formatted(requests, beams, prompt, generated));
      }
    }
  }
}
