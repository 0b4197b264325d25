package dev.grlm.tune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Settings to be tried: first those that were given, then combinations of a space in an order that
/// the run's seed decides. Confined to one thread.
final class Candidates {
  private final RunConfig base;
  private final Space space;
  private final Consumer<String> notes;
  private final Draws draws;
  private boolean begun;

  /// @param notes hears of combinations that cannot be
  Candidates(RunConfig base, Space space, Consumer<String> notes) throws IOException {
    this.base = base;
    this.space = space;
    this.notes = notes;
    this.draws = new Draws(space.size(), base.shared().seed());
  }

  /// What differs from the base; empty when there is nothing that was not tried.
  Optional<Map<String, JsonNode>> next(Collection<Map<String, JsonNode>> tried) {
    if (!begun) {
      begun = true;
      if (!tried.contains(Map.<String, JsonNode>of())) {
        return Optional.of(Map.of());
      }
    }
    for (OptionalLong draw = draws.next(); draw.isPresent(); draw = draws.next()) {
      Optional<Map<String, JsonNode>> drawn = possible(draw.getAsLong());
      if (drawn.isPresent() && !drawn.get().isEmpty() && !tried.contains(drawn.get())) {
        return drawn;
      }
    }
    return Optional.empty();
  }

  /// Each value of its own can be, two together perhaps not: a width that no number of heads of the
  /// other key divides.
  private Optional<Map<String, JsonNode>> possible(long number) {
    try {
      RunConfig config = ConfigFile.over(base, null, space.settings(number));
      return Optional.of(space.differences(base, config));
    } catch (IOException impossible) {
      notes.accept("left out, %s: %s".formatted(space.settings(number), impossible.getMessage()));
      return Optional.empty();
    }
  }
}
