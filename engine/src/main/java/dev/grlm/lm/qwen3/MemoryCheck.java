package dev.grlm.lm.qwen3;

import dev.grlm.tensor.DeviceMemory;
import dev.grlm.tensor.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Refuses work that does not fit into a device's memory before it starts, and says what would fit.
public final class MemoryCheck {
  /// The rank that is suggested where training all weights is too much.
  static final int RANK = 16;

  /// Shorter passes leave the arithmetic idle.
  static final int SHORTEST_PASS = 256;

  private MemoryCheck() {}

  /// With what the device has free now. Where that is not known, everything fits.
  ///
  /// @throws IllegalStateException in one line, when it does not fit
  public static MemoryPlan require(Qwen3Config model, Placement placement, MemoryUse use) {
    return require(model, placement, use, DeviceMemory.free(placement.device()));
  }

  /// @param free bytes
  /// @throws IllegalStateException in one line, when it does not fit
  static MemoryPlan require(
      Qwen3Config model, Placement placement, MemoryUse use, OptionalLong free) {
    MemoryPlan plan = MemoryPlan.of(model, placement, use);
    if (free.isEmpty() || plan.total() <= free.getAsLong()) {
      return plan;
    }
    String advice =
        nearest(model, placement, use, free.getAsLong())
            .map(fits ->
                describe(fits)
                    + " needs "
                    + MemoryPlan.gib(MemoryPlan.of(model, placement, fits).total()))
            .orElse("nothing that we know makes it small enough");
    throw new IllegalStateException(
        "needs %s of the %s free on %s; %s"
            .formatted(
                MemoryPlan.gib(plan.total()),
                MemoryPlan.gib(free.getAsLong()),
                placement.device().word(),
                advice));
  }

  /// The first that fits of: checkpointing, shorter passes with it, adapters with the pass as it
  /// was meant, adapters with shorter passes; fewer requests at a time, then fewer beams.
  static Optional<MemoryUse> nearest(
      Qwen3Config model, Placement placement, MemoryUse use, long free) {
    return alternatives(use).stream()
        .filter(other -> MemoryPlan.of(model, placement, other).total() <= free)
        .findFirst();
  }

  private static List<MemoryUse> alternatives(MemoryUse use) {
    var others = new ArrayList<MemoryUse>();
    switch (use) {
      case MemoryUse.Full full -> {
        passes(full.pass()).forEach(pass -> others.add(new MemoryUse.Full(pass)));
        List<MemoryUse.Pass> passes = passes(full.pass());
        passes.forEach(pass -> others.add(new MemoryUse.Lora(RANK, MemoryUse.PROJECTIONS, pass)));
      }
      case MemoryUse.Lora lora -> passes(lora.pass()).forEach(pass -> others.add(with(lora, pass)));
      case MemoryUse.Decoding decoding -> {
        for (int n = decoding.requests() / 2; n >= 1; n /= 2) {
          others.add(with(decoding, n, decoding.beams()));
        }
        for (int n = decoding.beams() / 2; n >= 1; n /= 2) {
          others.add(with(decoding, 1, n));
        }
      }
    }
    return others;
  }

  private static MemoryUse with(MemoryUse.Lora lora, MemoryUse.Pass pass) {
    return new MemoryUse.Lora(lora.rank(), lora.projections(), lora.tokens(), pass);
  }

  private static MemoryUse with(MemoryUse.Decoding decoding, int requests, int beams) {
    return new MemoryUse.Decoding(requests, beams, decoding.prompt(), decoding.generated());
  }

  /// Checkpointed, and then half as long each time; never shorter than the longest sequence.
  private static List<MemoryUse.Pass> passes(MemoryUse.Pass pass) {
    var passes = new ArrayList<MemoryUse.Pass>();
    passes.add(pass.checkpointed());
    int shortest = Math.max(SHORTEST_PASS, pass.longest());
    for (int tokens = pass.tokens() / 2; tokens >= shortest; tokens /= 2) {
      passes.add(pass.checkpointed().shortened(tokens));
    }
    return passes;
  }

  /// In words and with the figures that matter.
  public static String describe(MemoryUse use) {
    return switch (use) {
      case MemoryUse.Full full -> "all weights with " + describe(full.pass());
      case MemoryUse.Lora lora -> "LoRA r=" + lora.rank() + " with " + describe(lora.pass());
      case MemoryUse.Decoding decoding ->
          "%d requests of %d beams at a time".formatted(decoding.requests(), decoding.beams());
    };
  }

  private static String describe(MemoryUse.Pass pass) {
    return String.format(
        Locale.ROOT,
        "%smicro-batches of %,d tokens",
        pass.checkpointing() ? "checkpointing and " : "",
        pass.tokens());
  }
}
