package dev.grlm.systems.lcrec;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A sample per training item after the first of a user: something of it, by those before it.
///
/// @param historyItems most items before it, the newest
/// @param descriptionLength most characters of a description
/// @param most samples; of more, as many are drawn evenly
/// @param seed of the draw
record HistoryLessons(LessonKind kind, int historyItems, int descriptionLength, int most, long seed)
    implements Task {
  @Override
  public String name() {
    return kind.word();
  }

  @Override
  public Stream<Example> examples(Dataset dataset) {
    BitSet told = new ItemWords(dataset.catalog(), descriptionLength).having(kind.answer());
    Stream<Example> all = dataset.histories().stream().flatMap(history -> of(history, told));
    if (most == Integer.MAX_VALUE) {
      return all;
    }
    long count =
        dataset.histories().stream().mapToLong(history -> ends(history, told).count()).sum();
    return count <= most ? all : drawn(all, Math.toIntExact(count));
  }

  /// In one pass and in order: each is taken with the chance of what is still wanted among what is
  /// left.
  private Stream<Example> drawn(Stream<Example> examples, int all) {
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + kind.word().hashCode());
    var left = new int[] {all, most};
    return examples.filter(_ -> {
      boolean taken = random.nextInt(left[0]--) < left[1];
      left[1] -= taken ? 1 : 0;
      return taken;
    });
  }

  /// The places of a history at which something is to be told.
  private static IntStream ends(History history, BitSet told) {
    int[] items = Split.training(history);
    return IntStream.range(1, items.length).filter(end -> told.get(items[end]));
  }

  private Stream<Example> of(History history, BitSet told) {
    int[] items = Split.training(history);
    return ends(history, told)
        .mapToObj(end ->
            new Example(
                name(),
                history.user(),
                Arrays.copyOfRange(items, Math.max(0, end - historyItems), end + 1)));
  }
}
