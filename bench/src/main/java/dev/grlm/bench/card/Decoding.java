package dev.grlm.bench.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.decode.BeamSearch;
import dev.grlm.decode.PrefixTrie;
import dev.grlm.io.Json;
import dev.grlm.lm.Session;
import dev.grlm.lm.qwen3.MemoryPlan;
import dev.grlm.lm.qwen3.MemoryUse;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Beam search with the prompts that `bench/peers/card.py` gives `transformers`: free, and under a
/// trie of as many identifiers as a shop has. The prompts begin alike, which a session uses.
final class Decoding {
  private static final int TIMED = 3;
  private static final int IDENTIFIERS = 12_000;

  private Decoding() {}

  static void measure(Stage stage) throws IOException {
    JsonNode said = Json.read(stage.checkpoints().resolve("decoding.json"));
    int beams = said.get("beams").asInt();
    int tokens = said.get("newTokens").asInt();
    var prompts = new ArrayList<TokenContext>();
    said.get("prompts").forEach(one -> prompts.add(new TokenContext(ints(one))));
    long before = stage.freeBytes();
    try (Qwen3 model =
        Qwen3.load(stage.checkpoints().resolve(said.get("folder").asText()), stage.usual(), 0)) {
      PrefixTrie trie = trie(model.config().vocabularySize(), tokens);
      var search = new BeamSearch<>(model);
      for (JsonNode batch : said.get("batches")) {
        List<TokenContext> some = prompts.subList(0, batch.asInt());
        List<int[]> unmasked = some.stream().map(_ -> new int[0]).toList();
        double reading = seconds(stage, () -> read(model, some));
        double free = seconds(stage, () -> search.free(some, tokens, beams));
        double constrained = seconds(stage, () -> search.constrained(some, trie, beams, unmasked));
        int longest = some.stream().mapToInt(prompt -> prompt.tokens().length).max().orElseThrow();
        var use = new MemoryUse.Decoding(some.size(), beams, longest, tokens);
        ObjectNode figures =
            Json.object()
                .put("beams", beams)
                .put("newTokens", tokens)
                .put("readingSeconds", Figures.rounded(reading))
                .put("freeSeconds", Figures.rounded(free))
                .put("freeRequestsPerSecond", Figures.rounded(some.size() / free))
                .put("constrainedSeconds", Figures.rounded(constrained))
                .put("constrainedRequestsPerSecond", Figures.rounded(some.size() / constrained))
                .put("predictedBytes", MemoryPlan.of(model.config(), stage.usual(), use).total())
                .put("takenBytes", before - stage.freeBytes());
        stage.figures().add("decoding", some.size() + " requests", figures);
      }
    }
  }

  private static void read(Qwen3 model, List<TokenContext> prompts) {
    try (Session session = model.open(prompts)) {
      session.best(1);
    }
  }

  /// The median after one call that is not counted.
  private static double seconds(Stage stage, Runnable work) {
    work.run();
    var seconds = new double[TIMED];
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      work.run();
      seconds[i] = stage.secondsSince(start);
    }
    Arrays.sort(seconds);
    return seconds[TIMED / 2];
  }

  /// Identifiers that share their first tokens with some others, as those of a catalogue do.
  private static PrefixTrie trie(int vocabulary, int length) {
    var random = new SplittableRandom(3);
    var sequences = new ArrayList<int[]>();
    for (int i = 0; i < IDENTIFIERS; i++) {
      int[] sequence = random.ints(length, 0, vocabulary).toArray();
      for (int depth = 0; depth < length / 2; depth++) {
        sequence[depth] =
            (int) (Math.floorMod(i * 31L, 1L << Math.min(13, depth + 4)) % vocabulary);
      }
      sequence[length - 1] = i % vocabulary;
      sequence[length - 2] = i / vocabulary;
      sequences.add(sequence);
    }
    return PrefixTrie.of(sequences);
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).intValue()).toArray();
  }
}
