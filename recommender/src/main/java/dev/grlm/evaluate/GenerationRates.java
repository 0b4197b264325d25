package dev.grlm.evaluate;

import dev.grlm.ground.GroundingCounts;
import dev.grlm.identifier.Lengths;
import dev.grlm.recommend.Generated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Counts what became of the identifiers in the first beams of every query, before any
/// deduplication (docs/decisions/0006), together and by the rank of the beam. Thread-safe.
public final class GenerationRates implements Consumer<List<Generated>> {
  /// The paper's valid rate is taken over ten.
  public static final int BEAMS = 10;

  private final Lengths lengths;
  private final List<GroundingCounts> byBeam =
      new ArrayList<>(Collections.nCopies(BEAMS, GroundingCounts.NONE));

  /// @param length terms of a well-formed identifier
  public GenerationRates(int length) {
    this(Lengths.exactly(length));
  }

  /// @param lengths of well-formed identifiers
  public GenerationRates(Lengths lengths) {
    this.lengths = lengths;
  }

  /// How many terms a well-formed identifier has.
  public Lengths lengths() {
    return lengths;
  }

  @Override
  public synchronized void accept(List<Generated> beams) {
    for (int beam = 0; beam < Math.min(BEAMS, beams.size()); beam++) {
      Generated one = beams.get(beam);
      byBeam.set(beam, byBeam.get(beam).plus(one.identifier(), one.grounding(), lengths));
    }
  }

  /// Of all beams that count.
  public GroundingCounts counts() {
    return byBeam().stream().reduce(GroundingCounts.NONE, GroundingCounts::plus);
  }

  /// Of the best beams of all queries, of the second ones, and so on, as far as there were any.
  public synchronized List<GroundingCounts> byBeam() {
    return byBeam.stream().takeWhile(counts -> counts.total() > 0).toList();
  }
}
