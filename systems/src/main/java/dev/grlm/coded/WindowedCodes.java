package dev.grlm.coded;

import dev.grlm.task.Task;
import dev.grlm.task.UserSequencePrediction;
import java.util.List;
import java.util.Map;

/// A model that is taught whole windows of a history at once, from scratch and on the host.
///
/// @param <C> contexts of the model
public interface WindowedCodes<C> extends CodeModel<C> {
  /// Items of a history that are read together.
  int window();

  /// None is lost: a long history gives several.
  @Override
  default List<Task> tasks() {
    return List.of(new UserSequencePrediction(window(), false));
  }

  @Override
  default Object exampleSettings() {
    return Map.of("window", window());
  }

  @Override
  default boolean onCard() {
    return false;
  }
}
