package dev.grlm.systems.lcrec;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import java.util.Arrays;
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
    int all = (int) Math.min(Integer.MAX_VALUE, all(dataset).count());
    return all <= most ? all(dataset) : drawn(dataset, all);
  }

  /// In one pass and in order: each is taken with the chance of what is still wanted among what is
  /// left.
  private Stream<Example> drawn(Dataset dataset, int all) {
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + kind.word().hashCode());
    var left = new int[] {all, most};
    return all(dataset)
        .filter(_ -> {
          boolean taken = random.nextInt(left[0]--) < left[1];
          left[1] -= taken ? 1 : 0;
          return taken;
        });
  }

  private Stream<Example> all(Dataset dataset) {
    var words = new ItemWords(dataset.catalog(), descriptionLength);
    return dataset.histories().stream().flatMap(history -> of(history, words));
  }

  private Stream<Example> of(History history, ItemWords words) {
    int[] items = Split.training(history);
    return IntStream.range(1, items.length)
        .filter(end -> words.has(items[end], kind.answer()))
        .mapToObj(end ->
            new Example(
                name(),
                history.user(),
                Arrays.copyOfRange(items, Math.max(0, end - historyItems), end + 1)));
  }
}
