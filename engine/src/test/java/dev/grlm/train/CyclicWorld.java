package dev.grlm.train;

import dev.grlm.lm.Session;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A world with a known rule: after step i comes step i + 1, after the last the first. Every step
/// is told by its two symbols, (i / 4, i mod 4).
public final class CyclicWorld {
  public static final int STEPS = 12;

  private CyclicWorld() {}

  static TwoLevelConfig config(double dropout) {
    return new TwoLevelConfig(
        List.of(3, 4), STEPS, 0, 16, 1, 2, 32, 16, 6, dropout, dropout, dropout, true);
  }

  public static List<Step> universe() {
    var steps = new ArrayList<Step>();
    for (int id = 0; id < STEPS; id++) {
      steps.add(new Step(id, new int[] {id / 4, id % 4}));
    }
    return steps;
  }

  /// Sequences of 2 to 7 steps, one from every start and of every length.
  public static List<TwoLevelSample> samples() {
    var samples = new ArrayList<TwoLevelSample>();
    for (int start = 0; start < STEPS; start++) {
      for (int length = 2; length <= 7; length++) {
        samples.add(new TwoLevelSample.Sequence(run(start, length)));
      }
    }
    return samples;
  }

  public static List<Step> run(int start, int length) {
    List<Step> universe = universe();
    var steps = new ArrayList<Step>();
    for (int i = 0; i < length; i++) {
      steps.add(universe.get((start + i) % STEPS));
    }
    return steps;
  }

  public static TwoLevelObjective objective(TwoLevelDecoder model) {
    return new TwoLevelObjective(model, new TwoLevelObjective.Weights(0.5, 1, 0.05));
  }

  /// Share of the steps after which the likeliest next symbols spell the right step.
  static double accuracy(TwoLevelDecoder model) {
    var contexts = new ArrayList<StepContext>();
    for (int start = 0; start < STEPS; start++) {
      contexts.add(new StepContext.Steps(run(start, 3)));
    }
    var right = new boolean[STEPS];
    Arrays.fill(right, true);
    try (Session session = model.open(contexts)) {
      var rows = new int[STEPS];
      for (int slot = 0; slot < 2; slot++) {
        int[] best = session.best(1).symbols();
        for (int start = 0; start < STEPS; start++) {
          rows[start] = start;
          right[start] &= best[start] == universe().get((start + 3) % STEPS).symbols()[slot];
        }
        session.advance(rows, best);
      }
    }
    int count = 0;
    for (boolean hit : right) {
      count += hit ? 1 : 0;
    }
    return (double) count / STEPS;
  }
}
