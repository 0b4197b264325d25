package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class BatchesTest {
  /// A sample that goes with any other has weight 1.
  private record Sample(int number, int weight, boolean any) {}

  /// Only what batches are cut by.
  private static final Trainable<Sample> MODEL =
      new Trainable<>() {
        @Override
        public Parameters parameters() {
          throw new UnsupportedOperationException("batches have no use for weights");
        }

        @Override
        public int weight(Sample sample) {
          return sample.weight();
        }

        @Override
        public int bucket(Sample sample) {
          return sample.any() ? ANY_BUCKET : sample.weight();
        }

        @Override
        public Tensor loss(List<Sample> samples, Dropout masks) {
          throw new UnsupportedOperationException("batches have no use for a loss");
        }
      };

  private static List<Sample> samples(int sized, int any) {
    var random = new Random(1);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < sized; i++) {
      samples.add(new Sample(i, 1 + random.nextInt(9), false));
    }
    for (int i = 0; i < any; i++) {
      samples.add(new Sample(sized + i, 1, true));
    }
    return samples;
  }

  private static List<List<List<Sample>>> epoch(
      List<Sample> samples, int workers, long seed, int epoch) {
    return Batches.epoch(samples, MODEL, 50, workers, seed, epoch);
  }

  private static int weight(List<Sample> samples) {
    return samples.stream().mapToInt(Sample::weight).sum();
  }

  private static List<Sample> joined(List<List<Sample>> slices) {
    return slices.stream().flatMap(List::stream).toList();
  }

  @Test
  void everySampleComesExactlyOnceInAnEpoch() {
    for (int workers = 1; workers <= 4; workers++) {
      for (int count : new int[] {1, 2, 3, 17, 1000}) {
        List<Sample> samples = samples(count, count / 3);
        List<Sample> seen =
            epoch(samples, workers, 1, 0).stream().flatMap(s -> joined(s).stream()).toList();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(samples);
      }
    }
  }

  @Test
  void samplesOfAnyBucketAloneAreBatchedToo() {
    List<Sample> samples = samples(0, 120);
    assertThat(epoch(samples, 2, 1, 0)).hasSize(3);
  }

  @Test
  void aBatchIsFilledToTheSizeAndCutIntoEqualSlices() {
    List<List<List<Sample>>> steps = epoch(samples(1000, 300), 3, 1, 0);
    int small = 0;
    for (List<List<Sample>> slices : steps) {
      assertThat(slices).hasSize(3);
      int total = weight(joined(slices));
      assertThat(total).isLessThan(50 + 9);
      small += total < 50 ? 1 : 0;
      for (List<Sample> slice : slices) {
        assertThat(Math.abs(weight(slice) - total / 3.0)).isLessThan(10);
      }
    }
    // The last batch of each pool of 16 may be small.
    assertThat(small).isLessThanOrEqualTo(steps.size() / 16 + 1);
  }

  @Test
  void aBatchHasSamplesOfLikeBucketAndItsShareOfTheOthers() {
    List<List<List<Sample>>> steps = epoch(samples(2000, 2000), 1, 1, 0);
    double spread = 0;
    for (List<List<Sample>> slices : steps) {
      List<Sample> batch = joined(slices);
      long any = batch.stream().filter(Sample::any).count();
      assertThat(any).isBetween(1L, 25L);
      var sized = batch.stream().filter(s -> !s.any()).mapToInt(Sample::weight).summaryStatistics();
      spread += (double) (sized.getMax() - sized.getMin()) / steps.size();
    }
    assertThat(spread).isLessThan(1.5);
  }

  @Test
  void theOrderFollowsFromSeedAndEpoch() {
    List<Sample> samples = samples(500, 50);
    assertThat(epoch(samples, 2, 1, 3)).isEqualTo(epoch(samples, 2, 1, 3));
    assertThat(epoch(samples, 2, 1, 3)).isNotEqualTo(epoch(samples, 2, 1, 4));
    assertThat(epoch(samples, 2, 1, 3)).isNotEqualTo(epoch(samples, 2, 2, 3));
  }

  @Test
  void theNumberOfWorkersDoesNotChangeTheBatches() {
    List<Sample> samples = samples(500, 50);
    assertThat(epoch(samples, 3, 1, 0).stream().map(BatchesTest::joined))
        .containsExactlyElementsOf(
            epoch(samples, 1, 1, 0).stream().map(BatchesTest::joined).toList());
  }

  @Test
  void aSampleWithoutAPredictionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> epoch(List.of(new Sample(4, 0, false)), 1, 1, 0))
        .withMessageContaining("number=4");
  }
}
