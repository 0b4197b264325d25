package dev.grlm.minilm;

import dev.grlm.embed.Embeddings;
import dev.grlm.embed.TextEncoder;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Rows by the model in the jar. A long text is read in parts of 510 tokens whose rows are averaged
/// by their length.
final class MiniLmEncoder implements TextEncoder {
  private static final int DIMENSIONS = 384;

  static {
    // The tokenizer's library would report to its makers and look for other builds to download.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("minilm-", 0).factory());
  private final AllMiniLmL6V2EmbeddingModel model = new AllMiniLmL6V2EmbeddingModel(threads);

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  /// A text of blanks has a row of zeros.
  @Override
  public Embeddings encode(List<String> texts) {
    var values = new float[Math.multiplyExact(texts.size(), DIMENSIONS)];
    List<Integer> places =
        IntStream.range(0, texts.size())
            .filter(place -> !texts.get(place).isBlank())
            .boxed()
            .toList();
    if (!places.isEmpty()) {
      List<TextSegment> segments =
          places.stream().map(place -> TextSegment.from(texts.get(place))).toList();
      List<Embedding> rows = model.embedAll(segments).content();
      for (int row = 0; row < rows.size(); row++) {
        System.arraycopy(
            rows.get(row).vector(), 0, values, places.get(row) * DIMENSIONS, DIMENSIONS);
      }
    }
    return new Embeddings(texts.size(), DIMENSIONS, values);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
