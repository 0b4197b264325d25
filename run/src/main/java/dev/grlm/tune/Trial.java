package dev.grlm.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener.Validation;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One training of a search. Immutable.
///
/// @param number counted from 1, in the order in which they were begun
/// @param settings those that differ from the first trial's, by their full keys
/// @param validations NDCG@10 by epoch, the same users in all trials
/// @param seconds of all sessions
/// @param reason why it failed, in a line; else empty
public record Trial(
    int number,
    Map<String, JsonNode> settings,
    State state,
    List<Validation> validations,
    double seconds,
    String reason) {

  /// How far a trial has come.
  public enum State {
    /// it goes on in the next session
    @JsonProperty("unfinished")
    UNFINISHED,
    /// its schedule is done, or its own patience spent
    @JsonProperty("finished")
    FINISHED,
    /// worse than half of the others were by then
    @JsonProperty("stopped")
    STOPPED,
    /// its training broke off
    @JsonProperty("failed")
    FAILED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Trial {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    validations = List.copyOf(validations);
  }

  static Trial begun(int number, Map<String, JsonNode> settings) {
    return new Trial(number, settings, State.UNFINISHED, List.of(), 0, "");
  }

  /// The settings as `--set` takes them.
  public List<String> told() {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Json.line(entry.getValue()))
        .toList();
  }

  /// The same for a person; of the first trial, that they are as they were given.
  String description() {
    return settings.isEmpty() ? "as given" : String.join(" ", told());
  }

  Trial judged(List<Validation> scores, double sofar) {
    return new Trial(number, settings, state, scores, sofar, reason);
  }

  Trial ended(State end, double sofar, String why) {
    return new Trial(number, settings, end, validations, sofar, why);
  }

  /// The validation whose weights would be kept; empty before the first.
  public Optional<Validation> best() {
    return bestUpTo(1);
  }

  /// As [#best()], of those made when no more than this share of the schedule was done.
  Optional<Validation> bestUpTo(double share) {
    return validations.stream()
        .filter(validation -> validation.share() <= share)
        .max(
            Comparator.comparingDouble(Validation::score)
                .thenComparing(Comparator.comparingInt(Validation::epoch).reversed()));
  }

  /// The newest; empty before the first.
  public Optional<Validation> last() {
    return validations.isEmpty() ? Optional.empty() : Optional.of(validations.getLast());
  }
}
