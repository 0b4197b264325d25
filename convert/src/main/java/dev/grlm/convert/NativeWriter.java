package dev.grlm.convert;

import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.prepare.Cut;
import dev.grlm.prepare.EventStore;
import dev.grlm.prepare.EventStore.History;
import dev.grlm.prepare.Rules;
import dev.grlm.source.Event;
import dev.grlm.summary.Summary;
import dev.grlm.summary.SummaryBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// Writes what the store holds in the native layout, and sums it up in the same pass. Of the items
/// only ids and domains are held in memory, of the users one at a time. For one thread.
final class NativeWriter {
  private static final String SECONDS = "seconds";
  private static final String MILLISECONDS = "milliseconds";
  private static final long BETWEEN_REPORTS = 100_000;

  private final EventStore store;
  private final Rules rules;
  private final boolean rowsInOrder;
  private final Path folder;
  private final SortedMap<String, Long> counts;
  private final SummaryBuilder summaries;
  private final List<String> domains;
  private String[] ids = new String[1024];
  private int[] domainOf = new int[1024];
  private long read;
  private long reported;
  private String timeUnit = "";
  private @Nullable Summary summary;

  /// @param rowsInOrder see [Order#of]
  /// @param counts what was dropped so far; what is dropped or noticed here is added
  NativeWriter(
      EventStore store,
      Rules rules,
      boolean rowsInOrder,
      Path folder,
      SortedMap<String, Long> counts)
      throws IOException {
    this.store = store;
    this.rules = rules;
    this.rowsInOrder = rowsInOrder;
    this.folder = folder;
    this.counts = counts;
    this.domains = store.figures().domains();
    this.summaries = new SummaryBuilder(domains);
  }

  /// What was dropped or noticed.
  ///
  /// @param progress hears now and then which share of the work is done; the sort before is the
  ///   first half
  Map<String, Long> write(DoubleConsumer progress) throws IOException {
    var noticed = new TreeMap<String, Long>();
    AtomicFile.writeText(folder.resolve("items.jsonl"), this::items);
    boolean timed = store.figures().timed();
    boolean seconds = timed && store.figures().wholeSeconds();
    timeUnit = timed ? (seconds ? SECONDS : MILLISECONDS) : "";
    Order order = Order.of(rules, store, rowsInOrder);
    boolean byTime = rules.cut() instanceof Cut.AtTimes;
    boolean given = rules.cut() instanceof Cut.LeaveOneOut cut && !cut.anew();
    boolean parted = byTime || order.byDomain() || (given && store.figures().parted());
    boolean owned = order.byDomain() || store.figures().namesPersons();
    long untimed = byTime ? store.figures().eventsWithoutTime() : 0;
    if (untimed > 0) {
      noticed.put("events without a time, taken for training", untimed);
    }
    var layout = new Layout(timed, seconds, store.figures().rated(), parted, owned);
    AtomicFile.writeText(
        folder.resolve("interactions.tsv"),
        writer -> histories(writer, layout, order, noticed, progress));
    noticed.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
    summary = summaries.build(RulesText.cut(rules.cut()), counts);
    return noticed;
  }

  Summary summary() {
    if (summary == null) {
      throw new IllegalStateException("nothing has been written yet");
    }
    return summary;
  }

  /// Of the column `timestamp`, empty where there is none.
  String timeUnit() {
    return timeUnit;
  }

  private void items(BufferedWriter writer) throws IOException {
    var counted = new Counts();
    var json = new ItemJson(counted);
    store.items((number, id, domain, line, events) -> {
      while (number >= ids.length) {
        ids = Arrays.copyOf(ids, 2 * ids.length);
        domainOf = Arrays.copyOf(domainOf, 2 * domainOf.length);
      }
      ids[number] = id;
      domainOf[number] = domains.indexOf(domain);
      Item item = within(json.read(Json.parse(line)), domain);
      summaries.item(item, domainOf[number]);
      writer.write(Json.line(ItemJson.write(item)));
      writer.write('\n');
    });
    counted.byReason().forEach((reason, count) -> counts.merge(reason, count, Long::sum));
  }

  /// The item with the domain that the events say where its line says none.
  private static Item within(Item item, String domain) {
    return item.domain().equals(domain)
        ? item
        : new Item(
            item.id(),
            item.title(),
            item.brand(),
            item.categories(),
            item.moreCategories(),
            item.description(),
            domain,
            item.fields());
  }

  /// Which columns there are.
  private record Layout(
      boolean timed, boolean seconds, boolean rated, boolean parted, boolean owned) {
    String header() {
      return "user\titem\tposition"
          + (timed ? "\ttimestamp" : "")
          + (rated ? "\trating" : "")
          + (parted ? "\tpart" : "")
          + (owned ? "\tperson" : "");
    }

    String row(Sequences.Sequence sequence, int place, String item) {
      History history = sequence.history();
      var row = new StringBuilder(64);
      row.append(history.user()).append('\t').append(item).append('\t').append(place);
      if (timed) {
        long time = history.times()[place];
        row.append('\t');
        if (time != Event.NONE) {
          row.append(seconds ? Math.floorDiv(time, 1000) : time);
        }
      }
      if (rated) {
        float rating = history.ratings()[place];
        row.append('\t');
        if (rating == Math.rint(rating)) {
          row.append((long) rating);
        } else if (!Float.isNaN(rating)) {
          row.append(rating);
        }
      }
      if (parted) {
        row.append('\t').append(sequence.part(place).word());
      }
      if (owned) {
        row.append('\t').append(history.person());
      }
      return row.append('\n').toString();
    }
  }

  private void histories(
      BufferedWriter writer,
      Layout layout,
      Order order,
      SortedMap<String, Long> noticed,
      DoubleConsumer progress)
      throws IOException {
    double total = Math.max(1, store.figures().events());
    var sequences = new Sequences(rules, domainOf, domains, order.byDomain());
    writer.write(layout.header());
    writer.write('\n');
    store.histories(
        order.byPosition(),
        history -> {
          read += history.length();
          if (read - reported >= BETWEEN_REPORTS) {
            reported = read;
            progress.accept(.5 + .5 * read / total);
          }
          summaries.person(history.items(), domainOf);
          noteParts(history, sequences.isGiven(history), noticed);
          long kept = 0;
          var all = new ArrayList<>(sequences.of(history));
          for (Sequences.Sequence sequence : all) {
            History written = sequence.history();
            for (int place = 0; place < written.length(); place++) {
              writer.write(layout.row(sequence, place, ids[written.items()[place]]));
            }
            kept += sequence.own();
            summarize(sequence);
            if (!sequence.hasValidationTarget() && !sequence.hasTestTarget()) {
              noticed.merge("histories without a target", 1L, Long::sum);
            }
          }
          if (kept < history.length()) {
            noticed.merge(
                "events beyond the longest history, dropped", history.length() - kept, Long::sum);
          }
        });
  }

  private static void noteParts(History history, boolean given, SortedMap<String, Long> noticed) {
    if (given) {
      noticed.merge("histories cut as the column part of the input says", 1L, Long::sum);
      return;
    }
    long said = 0;
    for (byte part : history.parts()) {
      said += part == History.UNKNOWN ? 0 : 1;
    }
    if (said > 0) {
      noticed.merge("events with a part in the input, cut anew", said, Long::sum);
    }
  }

  private void summarize(Sequences.Sequence sequence) {
    History history = sequence.history();
    summaries.history(history.items(), history.times(), domainOf);
    summaries.cut(history.length(), sequence.validationStart(), sequence.testStart());
  }
}
