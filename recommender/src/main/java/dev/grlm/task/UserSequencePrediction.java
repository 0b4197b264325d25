package dev.grlm.task;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import java.util.Arrays;
import java.util.stream.Stream;

/// USP: a user's training items in order, every one after the first predicted from those before it,
/// all at once (docs/decisions/0013#7).
///
/// The paper's code keeps one window per user, the newest. Here a longer history gives further
/// windows, each ending where the next begins, so that no training position is lost; `newestOnly`
/// gives the paper's.
///
/// @param window most targets of one sample, ≥ 1; the paper's code shows 20 items
/// @param newestOnly whether older windows of a long history are left out
public record UserSequencePrediction(int window, boolean newestOnly) implements Task {
  /// The paper's name of user sequence prediction: history → next Term ID.
  public static final String NAME = "USP";

  public UserSequencePrediction {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1, is " + window);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Stream<Example> examples(Dataset dataset) {
    return dataset.histories().stream().flatMap(this::windows);
  }

  private Stream<Example> windows(History history) {
    int[] items = Split.training(history);
    var examples = Stream.<Example>builder();
    int end = items.length;
    while (end >= 2) {
      int start = Math.max(0, end - window - 1);
      examples.add(new Example(NAME, history.user(), Arrays.copyOfRange(items, start, end)));
      end = start == 0 || newestOnly ? 0 : start + 1;
    }
    return examples.build();
  }
}
