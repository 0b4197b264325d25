package dev.grlm.prepare;

import dev.grlm.clean.TextCleaner;
import dev.grlm.data.Item;
import dev.grlm.source.Event;
import dev.grlm.source.Fault;
import dev.grlm.source.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts what a source delivers into the store, and counts what does not get there. For one thread.
public final class Intake implements Sink {
  public static final String LOW_RATING = "events rated too low, dropped";
  public static final String OUTSIDE_WINDOW = "events outside the time window, dropped";
  public static final String FUTURE = "events from the future, dropped";
  static final int EXAMPLES = 3;

  private final EventStore store;
  private final Rules rules;
  private final SourceIds ids;
  private final String domain;
  private final @Nullable TextCleaner cleaner;
  private final boolean strict;
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final SortedMap<String, List<Fault>> examples = new TreeMap<>();
  private long taken;
  private long faults;

  /// @param ids how the source's users and items are called
  /// @param domain of all that comes, empty where the source says it itself
  /// @param cleaner of the items' text, or null to leave it as it is
  /// @param strict whether the first fault ends the reading
  @SuppressWarnings("exports") // made by the conversion of this module only
  public Intake(
      EventStore store,
      Rules rules,
      SourceIds ids,
      String domain,
      @Nullable TextCleaner cleaner,
      boolean strict) {
    this.store = store;
    this.rules = rules;
    this.ids = ids;
    this.domain = domain;
    this.cleaner = cleaner;
    this.strict = strict;
  }

  @Override
  public void event(Event event) throws IOException {
    taken++;
    String reason = refusal(event);
    if (reason.isEmpty()) {
      store.add(named(event));
    } else {
      counts.merge(reason, 1L, Long::sum);
    }
  }

  private Event named(Event event) {
    if (domain.isEmpty() && ids.isPlain()) {
      return event;
    }
    return new Event(
        ids.user(event.user()),
        ids.item(event.item()),
        event.time(),
        event.position(),
        event.rating(),
        domain.isEmpty() ? event.domain() : domain,
        new Event.Said(
            ids.person(event.user(), event.said().person()),
            event.said().part(),
            event.said().line()));
  }

  private String refusal(Event event) {
    if (event.rating() < rules.minimumRating()) { // false where either is NaN
      return LOW_RATING;
    }
    if (event.time() == Event.NONE) {
      return "";
    }
    if ((rules.from() != Event.NONE && event.time() < rules.from())
        || (rules.until() != Event.NONE && event.time() >= rules.until())) {
      return OUTSIDE_WINDOW;
    }
    return rules.now() != Event.NONE && event.time() > rules.now() ? FUTURE : "";
  }

  @Override
  public void item(Item item) throws IOException {
    taken++;
    Item cleaned = cleaner == null ? item : cleaner.clean(item);
    store.add(named(cleaned));
  }

  /// Without the fields that say nothing: an empty cell is no text.
  private Item named(Item item) {
    Map<String, String> filled = new LinkedHashMap<>();
    item.fields()
        .forEach((name, text) -> {
          if (!text.isBlank()) {
            filled.put(name, text);
          }
        });
    return new Item(
        ids.item(item.id()),
        item.title(),
        item.brand(),
        item.categories(),
        item.moreCategories(),
        item.description(),
        domain.isEmpty() ? item.domain() : domain,
        filled);
  }

  @Override
  public void fault(Fault fault) throws IOException {
    if (strict) {
      throw new IOException(fault.toString());
    }
    faults += fault.isAbsence() ? 0 : 1;
    String reason = "lines dropped: " + fault.reason();
    counts.merge(reason, 1L, Long::sum);
    List<Fault> shown = examples.computeIfAbsent(reason, _ -> new ArrayList<>());
    if (shown.size() < EXAMPLES) {
      shown.add(fault);
    }
  }

  @Override
  public void noticed(String reason, long times) {
    if (times > 0) {
      counts.merge(reason, times, Long::sum);
    }
  }

  /// Lines that were taken, whatever became of them.
  public long taken() {
    return taken;
  }

  /// Lines that could not be taken; those without a user or an item are none: they can be read, and
  /// say nothing.
  public long faults() {
    return faults;
  }

  /// What was dropped or noticed, by reason.
  public SortedMap<String, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /// The first faults of each reason.
  public SortedMap<String, List<Fault>> examples() {
    return Collections.unmodifiableSortedMap(examples);
  }
}
