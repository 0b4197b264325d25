package dev.grlm.evaluate;

import dev.grlm.ground.GroundingCounts;
import dev.grlm.recommend.Generated;
import java.util.List;
import java.util.function.Consumer;

/// Counts what became of the identifiers in the first beams of every query, before any
/// deduplication (docs/decisions/0006). Thread-safe.
public final class GenerationRates implements Consumer<List<Generated>> {
  /// The paper's valid rate is taken over ten.
  public static final int BEAMS = 10;

  private final int length;
  private GroundingCounts counts = GroundingCounts.NONE;

  /// @param length terms of a well-formed identifier
  public GenerationRates(int length) {
    this.length = length;
  }

  @Override
  public void accept(List<Generated> beams) {
    GroundingCounts added = GroundingCounts.NONE;
    for (Generated beam : beams.subList(0, Math.min(BEAMS, beams.size()))) {
      added = added.plus(beam.identifier(), beam.grounding(), length);
    }
    add(added);
  }

  private synchronized void add(GroundingCounts added) {
    counts = counts.plus(added);
  }

  public synchronized GroundingCounts counts() {
    return counts;
  }
}
