package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.journal.LiveEvent;
import dev.grlm.live.Ask;
import dev.grlm.live.Experiment;
import dev.grlm.live.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bodies of requests. What is absent is null, and null is absent; a null in a list is refused.
final class Requests {
  private static final int DEFAULT_K = 10;

  private Requests() {}

  /// One question.
  record Recommend(
      @Nullable String user,
      @Nullable List<@Nullable String> history,
      @Nullable Integer k,
      @Nullable FilterBody filter,
      @Nullable Boolean reasons,
      @Nullable String arm) {
    /// An empty history beside a user is none: clients that are generated send lists that nobody
    /// set.
    Recommend {
      if (user != null && history != null && history.isEmpty()) {
        history = null;
      }
    }

    /// @throws Problem 400 when it is not a question within the limits
    Ask ask(ServiceSettings settings) {
      if ((user == null) == (history == null)) {
        throw Problem.badRequest("exactly one of 'user' and 'history' must be given");
      }
      int wanted = k == null ? Math.min(DEFAULT_K, settings.largestK()) : k;
      if (wanted < 1 || wanted > settings.largestK()) {
        throw Problem.badRequest("'k' must be 1 to " + settings.largestK() + ", is " + wanted);
      }
      String who = user == null ? null : id("user", user, settings);
      if (arm != null && !arm.equals(Experiment.A) && !arm.equals(Experiment.B)) {
        throw Problem.badRequest("'arm' must be A or B, is '" + id("arm", arm, settings) + "'");
      }
      return new Ask(
          who,
          shortHistory(settings),
          wanted,
          filter == null ? Filter.NONE : filter.filter(settings),
          reasons != null && reasons,
          arm);
    }

    private @Nullable List<String> shortHistory(ServiceSettings settings) {
      if (history != null && history.size() > settings.longestHistory()) {
        throw Problem.badRequest(
            "'history' has " + history.size() + " ids, at most " + settings.longestHistory());
      }
      return history == null ? null : ids("history", history, settings);
    }
  }

  /// What may be recommended.
  record FilterBody(
      @Nullable List<@Nullable String> categories,
      @Nullable List<@Nullable String> domains,
      @Nullable List<@Nullable String> exclude,
      @Nullable List<@Nullable String> available) {
    Filter filter(ServiceSettings settings) {
      return new Filter(
          orEmpty("categories", categories, settings),
          orEmpty("domains", domains, settings),
          orEmpty("exclude", exclude, settings),
          available == null ? null : ids("available", available, settings));
    }

    private static List<String> orEmpty(
        String key, @Nullable List<@Nullable String> values, ServiceSettings settings) {
      return values == null ? List.of() : ids(key, values, settings);
    }
  }

  /// Several questions.
  record Batch(@Nullable List<@Nullable Recommend> requests) {
    List<Ask> asks(ServiceSettings settings) {
      List<Recommend> all = whole("requests", requests);
      requireSome("requests", all, settings.largestBatch());
      return all.stream().map(request -> request.ask(settings)).toList();
    }
  }

  /// What users did.
  record Events(@Nullable List<@Nullable EventBody> events) {
    /// @param now milliseconds since 1970
    List<Happened> events(ServiceSettings settings, long now) {
      List<EventBody> all = whole("events", events);
      requireSome("events", all, settings.mostEvents());
      return all.stream().map(event -> event.event(settings, now)).toList();
    }
  }

  /// What a user did.
  ///
  /// @param timestamp see [EventTime]
  /// @param kind `click` or `purchase`, which it is where there is none
  /// @param recommendationId of the answer after which it happened
  record EventBody(
      @Nullable String user,
      @Nullable String item,
      @Nullable JsonNode timestamp,
      @Nullable String kind,
      @Nullable String recommendationId) {
    Happened event(ServiceSettings settings, long now) {
      if (user == null || item == null) {
        throw Problem.badRequest("an event needs 'user' and 'item'");
      }
      String who = id("user", user, settings);
      String what = id("item", item, settings);
      LiveEvent event =
          timestamp == null || timestamp.isNull()
              ? LiveEvent.arrived(who, what, now)
              : new LiveEvent(who, what, EventTime.of(timestamp, now));
      String after =
          recommendationId == null ? null : id("recommendationId", recommendationId, settings);
      return new Happened(event, Happened.kind(kind), after);
    }
  }

  static <T> List<T> whole(String key, @Nullable List<@Nullable T> values) {
    if (values == null) {
      throw Problem.badRequest("there is no '" + key + "'");
    }
    var whole = new ArrayList<T>(values.size());
    for (T value : values) {
      if (value == null) {
        throw Problem.badRequest("'" + key + "' has a null in it");
      }
      whole.add(Objects.requireNonNull(value));
    }
    return whole;
  }

  static void requireSome(String key, List<?> all, int most) {
    if (all.isEmpty() || all.size() > most) {
      throw Problem.badRequest("'" + key + "' must hold 1 to " + most + ", has " + all.size());
    }
  }

  static List<String> ids(String key, List<@Nullable String> values, ServiceSettings settings) {
    List<String> ids = whole(key, values);
    ids.forEach(value -> id(key, value, settings));
    return ids;
  }

  /// @throws Problem 400 when an id is too long, blank or not proper text
  static String id(String key, String value, ServiceSettings settings) {
    if (value.isBlank() || value.length() > settings.longestId()) {
      throw Problem.badRequest(
          "'"
              + key
              + "' must have 1 to "
              + settings.longestId()
              + " characters that are not all blank");
    }
    if (value.chars().anyMatch(c -> Character.isISOControl(c)) || halfSurrogate(value)) {
      throw Problem.badRequest(
          "'" + key + "' has a control character or half a surrogate pair in it");
    }
    return value;
  }

  private static boolean halfSurrogate(String value) {
    return value
        .codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
