package dev.grlm.lm.qwen3;

import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import java.util.Locale;
import java.util.Set;

/// The memory that a [dev.grlm.lm.qwen3.Qwen3] takes at its peak, before it is taken. Bytes. An
/// upper bound in the main: what does not reach its peak at the same time is added up nevertheless.
///
/// With D, F, V the widths of the model, its feed-forward nets and its vocabulary, Q and K the
/// widths of all heads of queries and of keys, L layers, N tokens in a pass of which P are targets,
/// and a bytes per activation:
///
/// - one layer keeps N · a · (6 D + 7 Q + 4 K + 4 F) for its gradients: its input, the sum after
///   attention, and of both norms the normalised and the scaled values (6 D); queries as projected,
///   normalised and turned, keys and values once per query head, the attention's result and its
///   rearrangement (7 Q); keys as projected, normalised and turned, values as projected (4 K); the
///   feed-forward net its gate before and after the activation, its other input and their product
///   (4 F);
/// - all layers keep L times that, or, checkpointed, N · a · D each and one layer's values;
///   embedding and last norm keep N · a · 5 D;
/// - while it runs, a layer takes N · a · (2 D + 4 Q + 4 K) beside that, which goes with its scope,
///   and going back through it N · a · (2 D + 4 F);
/// - the head takes 3 P V fp32 values (logits, their logarithms, their gradient); checkpointed, of
///   at most [CheckpointedPass#HEAD_ROWS] targets at a time; rows of tokens that are trained beside
///   adapters give P further values each;
/// - gradients add up in place for one worker, beside what one product gives: the largest is the
///   embedding's, of a tied one from either end; several workers have a buffer each and what a pass
///   gives;
/// - the host computes in fp32: half-precision weights are converted for every product and kept
///   until the product's gradient is there.
///
/// @param weights of the model
/// @param masters the fp32 weights that an optimizer updates where the model's are shorter,
///   adapters, and rows of tokens that are trained with them
/// @param moments AdamW's two, fp32
/// @param gradients of the weights' own precision
/// @param activations what passes keep for their gradients
/// @param logits of the targets, or of all beams
/// @param cache keys and values of prompts and beams
/// @param overhead of the process itself: the JVM, libtorch, CUDA's context
public record MemoryPlan(
    long weights,
    long masters,
    long moments,
    long gradients,
    long activations,
    long logits,
    long cache,
    long overhead) {
  private static final long MIB = 1L << 20;
  private static final long FLOAT = Precision.FLOAT32.bytes();

  public static MemoryPlan of(Qwen3Config model, Placement placement, MemoryUse use) {
    return switch (use) {
      case MemoryUse.Full full -> full(model, placement, full.pass());
      case MemoryUse.Lora lora -> lora(model, placement, lora);
      case MemoryUse.Decoding decoding -> decoding(model, placement, decoding);
    };
  }

  private static MemoryPlan full(Qwen3Config model, Placement placement, MemoryUse.Pass pass) {
    long count = model.size();
    long bytes = placement.precision().bytes();
    return new MemoryPlan(
        count * bytes,
        placement.precision() == Precision.FLOAT32 ? 0 : count * FLOAT,
        2 * count * FLOAT,
        gradients(model, pass.workers()) * bytes,
        pass.workers() * kept(model, placement, pass),
        pass.workers() * logits(model, pass),
        0,
        overhead(placement));
  }

  private static long gradients(Qwen3Config model, int workers) {
    long once = (model.tied() ? 2 : 1) * embedding(model);
    return workers == 1
        ? model.size() + once
        : workers * (2 * model.size() + (model.tied() ? embedding(model) : 0));
  }

  private static MemoryPlan lora(Qwen3Config model, Placement placement, MemoryUse.Lora lora) {
    long rows = (model.tied() ? 1L : 2L) * lora.tokens() * model.width();
    long adapters = (long) model.layers() * lora.rank() * widths(model, lora.projections()) + rows;
    MemoryUse.Pass pass = lora.pass();
    long between =
        (long) pass.tokens()
            * placement.compute().bytes()
            * lora.rank()
            * lora.projections().size()
            * (pass.checkpointing() ? 1L : model.layers());
    long own = targets(pass) * lora.tokens() * FLOAT;
    return new MemoryPlan(
        model.size() * placement.precision().bytes(),
        adapters * FLOAT,
        2 * adapters * FLOAT,
        (long) pass.workers() * 2 * adapters * FLOAT,
        pass.workers() * (kept(model, placement, pass) + between),
        pass.workers() * (logits(model, pass) + own),
        0,
        overhead(placement));
  }

  private static MemoryPlan decoding(
      Qwen3Config model, Placement placement, MemoryUse.Decoding use) {
    long bytes = placement.compute().bytes();
    long rows = (long) use.requests() * use.beams();
    // Beams are copied into their new order, so that a generated token counts twice.
    long positions = (long) use.requests() * use.prompt() + 2 * rows * use.generated();
    long prompts = (long) use.requests() * use.prompt();
    return new MemoryPlan(
        model.size() * placement.precision().bytes(),
        0,
        0,
        0,
        prompts * bytes * (ofLayer(model) + passing(model)) + converted(model, placement, true),
        2 * rows * model.vocabularySize() * FLOAT,
        positions * model.layers() * 2 * keys(model) * bytes,
        overhead(placement));
  }

  private static long ofLayerWeights(Qwen3Config model) {
    return widthProducts(model) + 2L * model.width() + 2L * model.headWidth();
  }

  private static long widthProducts(Qwen3Config model) {
    long width = model.width();
    return width * (2 * queries(model) + 2 * keys(model) + 3L * model.hidden());
  }

  private static long embedding(Qwen3Config model) {
    return (long) model.vocabularySize() * model.width();
  }

  private static long queries(Qwen3Config model) {
    return (long) model.heads() * model.headWidth();
  }

  private static long keys(Qwen3Config model) {
    return (long) model.keyValueHeads() * model.headWidth();
  }

  /// Sum of the inputs and outputs of projections: an adapter has rank times as many weights.
  private static long widths(Qwen3Config model, Set<String> projections) {
    long sum = 0;
    for (String projection : projections) {
      sum +=
          switch (projection) {
            case "q_proj", "o_proj" -> model.width() + queries(model);
            case "k_proj", "v_proj" -> model.width() + keys(model);
            default -> (long) model.width() + model.hidden();
          };
    }
    return sum;
  }

  /// Values per token that a layer keeps for its gradients.
  private static long ofLayer(Qwen3Config model) {
    return 6L * model.width() + 7 * queries(model) + 4 * keys(model) + 4L * model.hidden();
  }

  /// Values per token that a layer takes beside that while it runs.
  private static long passing(Qwen3Config model) {
    return 2L * model.width() + 4 * queries(model) + 4 * keys(model);
  }

  private static long kept(Qwen3Config model, Placement placement, MemoryUse.Pass pass) {
    long layers =
        pass.checkpointing()
            ? (long) model.layers() * model.width() + ofLayer(model)
            : model.layers() * ofLayer(model);
    long back = (2L + 5) * model.width() + 4L * model.hidden();
    return (long) pass.tokens() * placement.compute().bytes() * (layers + passing(model) + back)
        + converted(model, placement, pass.checkpointing());
  }

  /// fp32 copies of half-precision weights on the host.
  private static long converted(Qwen3Config model, Placement placement, boolean oneLayer) {
    if (placement.precision() == placement.compute()) {
      return 0;
    }
    long layers = (oneLayer ? 1L : model.layers()) * ofLayerWeights(model);
    return (layers + embedding(model)) * FLOAT;
  }

  private static long logits(Qwen3Config model, MemoryUse.Pass pass) {
    return 3L * targets(pass) * model.vocabularySize() * FLOAT;
  }

  /// Whose logits are there together.
  private static long targets(MemoryUse.Pass pass) {
    return pass.checkpointing()
        ? Math.min(pass.targets(), CheckpointedPass.HEAD_ROWS)
        : pass.targets();
  }

  private static long overhead(Placement placement) {
    return (placement.device().cuda() ? 1024 : 192) * MIB;
  }

  public long total() {
    return weights + masters + moments + gradients + activations + logits + cache + overhead;
  }

  /// As people read it, in GiB.
  public static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
