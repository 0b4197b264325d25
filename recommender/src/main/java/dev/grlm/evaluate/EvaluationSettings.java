package dev.grlm.evaluate;

import dev.grlm.data.Split;
import io.soabase.recordbuilder.core.RecordBuilder;

/// What is evaluated, and how the work is cut up. Workers and batch do not change the result.
///
/// @param repeats whether items of the history may be recommended; see [RepeatPolicy]
/// @param workers threads, ≥ 1; with 1 the calling thread does the work
/// @param batch users per call of the recommender, ≥ 1
/// @param maximumUsers where there are more users, a random sample of this size stands for all, ≥ 1
/// @param seed of that sample
@RecordBuilder
public record EvaluationSettings(
    Split split, boolean repeats, int workers, int batch, int maximumUsers, long seed)
    implements EvaluationSettingsBuilder.With {
  public static final int BATCH = 64;
  public static final int ALL_USERS = Integer.MAX_VALUE;
  public static final long SEED = 20_260_111;

  public EvaluationSettings {
    requirePositive("workers", workers);
    requirePositive("batch", batch);
    requirePositive("maximumUsers", maximumUsers);
  }

  /// All users, on the calling thread.
  public static EvaluationSettings of(Split split, boolean repeats) {
    return new EvaluationSettings(split, repeats, 1, BATCH, ALL_USERS, SEED);
  }

  /// At most this many users, drawn with this seed.
  public EvaluationSettings withSample(int users, long sampleSeed) {
    return with().maximumUsers(users).seed(sampleSeed).build();
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
  }
}
