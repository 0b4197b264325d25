package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicroBatchesTest {
  private static final List<Integer> LENGTHS =
      new SplittableRandom(3).ints(200, 1, 60).boxed().toList();

  private static List<List<Integer>> cut(List<Integer> lengths, int limit) {
    return MicroBatches.of(lengths, length -> length, limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 59, 60, 128, 1000})
  void everySampleIsInOnePartThatFitsOrAlone(int limit) {
    List<List<Integer>> parts = cut(LENGTHS, limit);
    assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(LENGTHS);
    for (List<Integer> part : parts) {
      int longest = part.stream().mapToInt(length -> length).max().orElseThrow();
      assertThat(part.size() == 1 || part.size() * longest <= limit).isTrue();
    }
  }

  @Test
  void partsAreOfLikeLengthAndFull() {
    assertThat(cut(List.of(3, 10, 5, 4, 3, 5), 12))
        .containsExactly(List.of(10), List.of(5, 5), List.of(4, 3, 3));
  }

  /// A sample may have to be made to tell.
  @ParameterizedTest
  @ValueSource(ints = {0, 60, 100_000})
  void everySampleIsMeasuredOnce(int limit) {
    var asked = new AtomicInteger();
    var parts =
        MicroBatches.of(
            LENGTHS,
            length -> {
              asked.incrementAndGet();
              return length;
            },
            limit);
    assertThat(parts).isNotEmpty();
    assertThat(asked).hasValue(limit == 0 ? 0 : LENGTHS.size());
  }

  /// As they came, also within a part.
  @Test
  void samplesOfOneLengthStayInOrder() {
    List<String> samples = List.of("b1", "aa1", "c1", "bb1", "ccc", "d1");
    assertThat(MicroBatches.of(samples, String::length, 6))
        .containsExactly(List.of("aa1", "bb1"), List.of("ccc", "b1"), List.of("c1", "d1"));
  }

  @Test
  void whatFitsIsLeftAsItIs() {
    List<Integer> lengths = List.of(3, 10, 5);
    assertThat(cut(lengths, 30)).containsExactly(lengths);
    assertThat(cut(lengths, 0)).containsExactly(lengths);
    assertThat(cut(lengths, 29)).hasSize(2);
  }

  @Test
  void lengthsDoNotOverflow() {
    List<Integer> long40000 = IntStream.generate(() -> 40_000).limit(60_000).boxed().toList();
    assertThat(cut(long40000, Integer.MAX_VALUE)).hasSize(2);
  }
}
