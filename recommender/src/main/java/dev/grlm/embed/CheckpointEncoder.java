package dev.grlm.embed;

import dev.grlm.lm.TokenBatch;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Tensors;
import dev.grlm.text.BytePairTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// A Qwen3-Embedding checkpoint as an encoder (arXiv 2506.05176): the text, closed by
/// `<|endoftext|>` as the checkpoints expect, through the decoder; the states pooled, cut and
/// brought to length 1. Items are documents and get no instruction, as the model card has it; the
/// paper gives none either.
///
/// Texts of like length share a pass, so a row depends on its list by rounding only (1e-5).
/// Thread-safe; holds native memory: close it.
public final class CheckpointEncoder implements TextEncoder {
  private static final String CLOSING = "<|endoftext|>";

  private final CheckpointEncoderConfig config;
  private final Qwen3 model;
  private final BytePairTokenizer tokenizer;
  private final int closing;
  private final int dimensions;
  private final LongAdder cut = new LongAdder();

  private CheckpointEncoder(
      CheckpointEncoderConfig config, Qwen3 model, BytePairTokenizer tokenizer, int closing) {
    this.config = config;
    this.model = model;
    this.tokenizer = tokenizer;
    this.closing = closing;
    this.dimensions = config.dimensions() == 0 ? model.config().width() : config.dimensions();
  }

  /// @throws IOException in one line, when the folder is no checkpoint of this kind or has fewer
  ///   dimensions than asked for
  public static CheckpointEncoder load(CheckpointEncoderConfig config, Placement placement)
      throws IOException {
    Path folder = Path.of(config.checkpoint());
    BytePairTokenizer tokenizer = BytePairTokenizer.load(folder);
    try {
      int closing =
          tokenizer
              .find(CLOSING)
              .orElseThrow(() ->
                  new IOException(folder.resolve("tokenizer.json") + ": has no token " + CLOSING));
      Qwen3 model = Qwen3.load(folder, placement, 0);
      if (config.dimensions() > model.config().width()) {
        model.close();
        throw new IOException(
            "%s: %d dimensions asked for, the model has %d"
                .formatted(folder, config.dimensions(), model.config().width()));
      }
      return new CheckpointEncoder(config, model, tokenizer, closing);
    } catch (IOException | RuntimeException failure) {
      tokenizer.close();
      throw failure;
    }
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  /// How many texts were longer than what is read, so far.
  public long textsCut() {
    return cut.sum();
  }

  /// A blank text gives a row of zeros.
  @Override
  public Embeddings encode(List<String> texts) {
    var rows = new float[Math.multiplyExact(texts.size(), dimensions)];
    var tokens = new int[texts.size()][];
    var order = new ArrayList<Integer>();
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = tokens(texts.get(i));
      if (tokens[i].length > 0) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingInt((Integer i) -> tokens[i].length).reversed());
    int start = 0;
    while (start < order.size()) {
      int longest = tokens[order.get(start)].length;
      int end = Math.min(order.size(), start + Math.max(1, config.batchTokens() / longest));
      List<Integer> batch = order.subList(start, end);
      float[] encoded = pass(batch.stream().map(i -> tokens[i]).toList());
      for (int row = 0; row < batch.size(); row++) {
        System.arraycopy(encoded, row * dimensions, rows, batch.get(row) * dimensions, dimensions);
      }
      start = end;
    }
    return new Embeddings(texts.size(), dimensions, rows);
  }

  private int[] tokens(String text) {
    if (text.isBlank()) {
      return new int[0];
    }
    int[] pieces = tokenizer.encodeText(text);
    int kept = Math.min(pieces.length, config.longest() - 1);
    if (kept < pieces.length) {
      cut.increment();
    }
    int[] closed = Arrays.copyOf(pieces, kept + 1);
    closed[kept] = closing;
    return closed;
  }

  /// @return texts × dimensions
  private float[] pass(List<int[]> texts) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      TokenBatch batch = TokenBatch.of(texts);
      Tensor states = model.hiddenStates(batch, Dropout.none());
      Tensor pooled =
          switch (config.pooling()) {
            case LAST -> last(states, batch);
            case MEAN -> mean(states, batch);
          };
      return normalised(Tensors.toFloats(pooled.narrow(1, 0, dimensions)));
    }
  }

  private Tensor last(Tensor states, TokenBatch batch) {
    Tensor newest = Tensors.longs(model.device(), batch.newest(), batch.requests());
    return states.reshape(-1, states.size(2)).index_select(0, newest);
  }

  /// Σ over a text's real tokens, divided by their number.
  private Tensor mean(Tensor states, TokenBatch batch) {
    var shares = new float[batch.requests() * batch.time()];
    for (int row = 0; row < batch.requests(); row++) {
      int length = batch.lengths()[row];
      Arrays.fill(shares, row * batch.time(), row * batch.time() + length, 1f / length);
    }
    Tensor weights = Tensors.floats(shares, batch.requests(), 1, batch.time());
    return Tensors.place(weights, model.parameters().placement()).matmul(states).squeeze(1);
  }

  private float[] normalised(float[] rows) {
    for (int from = 0; from < rows.length; from += dimensions) {
      double squares = 0;
      for (int i = from; i < from + dimensions; i++) {
        squares += (double) rows[i] * rows[i];
      }
      double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
      for (int i = from; i < from + dimensions; i++) {
        rows[i] = (float) (rows[i] * scale);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
