package dev.grlm.convert;

import dev.grlm.clean.TextCleaner;
import dev.grlm.convert.ConversionSettings.Origin;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.prepare.EventStore;
import dev.grlm.prepare.Intake;
import dev.grlm.prepare.Rules;
import dev.grlm.prepare.SourceIds;
import dev.grlm.source.Fault;
import dev.grlm.source.Formats;
import dev.grlm.source.Input;
import dev.grlm.source.Reasons;
import dev.grlm.source.Source;
import dev.grlm.source.SourceFile;
import dev.grlm.source.SourceFile.Role;
import dev.grlm.summary.Summary;
import dev.grlm.summary.SummaryPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From foreign files to a native folder: `items.jsonl`, `interactions.tsv`, `convert.json` (what
/// was read and what was dropped), `summary.json` and `summary.html`. The folder appears whole or
/// not at all, and the same input gives the same bytes.
public final class Conversion {
  /// What was read, with what settings, and what was dropped.
  public static final String RECORD = "convert.json";

  static final String SUMMARY = "summary.json";
  static final String PAGE = "summary.html";

  private static final String STRAY =
      "events without a time, dropped because the user has others with one";

  private static final int PROGRESS_UNITS = 1000;

  private final ConversionSettings settings;
  private final RunListener listener;
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final SortedMap<String, List<String>> examples = new TreeMap<>();
  private final List<ReadFile> files = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean rowsInOrder;
  private volatile String stage = "";

  private Conversion(ConversionSettings settings, RunListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /// One file of the input.
  ///
  /// @param sha256 of its bytes, empty where it was not read from one end to the other
  public record ReadFile(String name, String format, String role, String domain, String sha256) {}

  /// What came of it.
  ///
  /// @param notes what was guessed of the input and what of it was not used
  /// @param examples the first lines that were dropped, by reason
  public record Result(
      List<ReadFile> files,
      Summary summary,
      List<String> notes,
      SortedMap<String, List<String>> examples) {}

  /// What `convert.json` says.
  ///
  /// @param timeUnit of the column `timestamp`, empty where there is none: read by whoever converts
  ///   the folder again, because a small number does not say its unit
  private record RecordFile(
      int format,
      String timeUnit,
      List<ReadFile> files,
      List<String> notes,
      Map<String, Object> rules,
      SortedMap<String, Long> counts) {}

  /// @throws IOException in one line, when the input cannot be read, too much of it is dropped,
  ///   nothing is left, or the result cannot be written; there is then no result
  public static Result run(ConversionSettings settings, RunListener listener) throws IOException {
    return new Conversion(settings, listener).run();
  }

  private Result run() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Origin origin : settings.origins()) {
      sources.add(Formats.open(Input.of(origin.path(), settings.columns()), settings.format()));
    }
    // the rows of one input do not stand before or behind those of another
    rowsInOrder = sources.size() == 1 && sources.getFirst().rowsAreInOrder();
    List<SourceIds> ids = SourceIds.of(SourceNames.of(settings.origins()), settings.rules());
    try (Workplace place = workplace();
        var store =
            new EventStore(
                place.database(), settings.memoryMiB(), settings.threads(), this::progress)) {
      stage("read", () -> read(sources, ids, store));
      stage(
          "sort",
          () -> {
            add("items with an id that stood before, dropped", store.number());
            store.figures().requireOnePersonEach(sources, ids);
            SharedIds.noted(store, ids, settings.rules(), listener).forEach(this::add);
            return filterItems(store);
          });
      stage("filter", () -> filter(store));
      var writer =
          new NativeWriter(
              store, Cuts.settled(settings.rules(), store), rowsInOrder, place.result(), counts);
      stage("write", () -> writer.write(share -> progress("histories", share)));
      Summary summary = writer.summary();
      record(place.result(), writer.timeUnit(), summary);
      if (!settings.checkOnly()) {
        place.publish();
      }
      return new Result(files, summary, List.copyOf(notes), examples);
    }
  }

  private Workplace workplace() throws IOException {
    if (!settings.checkOnly()) {
      return Workplace.beside(settings.out(), settings.replace());
    }
    Path temporary = settings.temporary();
    return Workplace.forNothing(
        temporary == null ? Path.of(System.getProperty("java.io.tmpdir")) : temporary);
  }

  /// A part of the work; gives what it dropped.
  @FunctionalInterface
  private interface Part {
    Map<String, Long> run() throws IOException;
  }

  /// @param share of the present stage
  private void progress(String what, double share) {
    listener.progress(stage, Math.round(share * PROGRESS_UNITS), PROGRESS_UNITS, what);
  }

  private void stage(String name, Part part) throws IOException {
    stage = name;
    long start = System.nanoTime();
    listener.stageStarted(name);
    Map<String, Long> dropped = part.run();
    listener.stageDone(name, "done", (System.nanoTime() - start) / 1e9, dropped);
  }

  private Map<String, Long> read(List<Source> sources, List<SourceIds> ids, EventStore store)
      throws IOException {
    var total = 0L;
    for (Source source : sources) {
      for (SourceFile file : source.files()) {
        total += file.role() == Role.USERS ? 0 : Files.size(file.path());
      }
    }
    var progress = new Progress(listener, total);
    TextCleaner cleaner = new TextCleaner();
    for (int index = 0; index < sources.size(); index++) {
      Origin origin = settings.origins().get(index);
      Source source = sources.get(index);
      listener.message(description(origin, source));
      note(source);
      store.source(ids.get(index));
      var intake =
          new Intake(
              store,
              settings.rules(),
              ids.get(index),
              origin.domain(),
              settings.cleanText() ? cleaner : null,
              settings.strict());
      source.read(intake, progress);
      noteFaults(origin, source, intake);
    }
    cleaner.counts().forEach(this::add);
    Map<Path, String> fingerprints = progress.fingerprints();
    for (int index = 0; index < sources.size(); index++) {
      for (SourceFile file : sources.get(index).files()) {
        files.add(
            new ReadFile(
                String.valueOf(file.path().getFileName()),
                sources.get(index).format(),
                file.role().name().toLowerCase(java.util.Locale.ROOT),
                settings.origins().get(index).domain(),
                fingerprints.getOrDefault(file.path(), "")));
      }
    }
    return Map.copyOf(counts);
  }

  private static String description(Origin origin, Source source) {
    var line = new StringBuilder(origin.path() + " is " + source.format() + ":");
    for (SourceFile file : source.files()) {
      line.append(' ').append(file.path().getFileName());
      line.append(" (").append(file.role().name().toLowerCase(java.util.Locale.ROOT)).append(')');
    }
    return line.toString();
  }

  private void note(Source source) throws IOException {
    for (String note : source.notes()) {
      listener.message(note);
      notes.add(note);
    }
    add("files of the input that are not used", source.unusedFiles());
  }

  private void noteFaults(Origin origin, Source source, Intake intake) throws IOException {
    intake.counts().forEach(this::add);
    @Nullable Fault first = null;
    List<Path> order = source.files().stream().map(SourceFile::path).toList();
    for (var entry : intake.examples().entrySet()) {
      List<String> shown = examples.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>());
      for (Fault fault : entry.getValue()) {
        shown.add(fault.toString());
        first = first == null || isBefore(fault, first, order) ? fault : first;
      }
    }
    long lines = intake.taken() + intake.faults();
    if (first != null && intake.faults() > settings.mostFaults() * lines) {
      throw new IOException(
          origin.path()
              + ": "
              + intake.faults()
              + " of "
              + lines
              + " lines cannot be read as "
              + source.format()
              + ", --max-faults allows "
              + settings.mostFaults()
              + "; the first: "
              + first
              + (Reasons.help(first.reason()).isEmpty()
                  ? ""
                  : " · " + Reasons.help(first.reason())));
    }
  }

  /// Files in the order in which they are read, then lines.
  private static boolean isBefore(Fault fault, Fault other, List<Path> order) {
    int file = Integer.compare(order.indexOf(fault.file()), order.indexOf(other.file()));
    return file < 0 || (file == 0 && fault.line() < other.line());
  }

  private Map<String, Long> filterItems(EventStore store) throws IOException {
    if (settings.rules().keepItemsWithoutText()) {
      return Map.of();
    }
    long[] dropped = store.filters().dropItemsWithoutText();
    add("items without any text, dropped", dropped[0]);
    add("events with an item without any text, dropped", dropped[1]);
    return Map.of("items without any text, dropped", dropped[0]);
  }

  private Map<String, Long> filter(EventStore store) throws IOException {
    Rules rules = settings.rules();
    var here = new TreeMap<String, Long>();
    if (!rules.keepDuplicates()) {
      here.put("events that stood before, dropped", store.filters().dropDuplicates());
    }
    Order order = Order.of(rules, store, rowsInOrder);
    if (!order.byPosition()) {
      here.put(STRAY, store.filters().dropStrayUntimed(order.byDomain()));
    }
    if (rules.userCore() > 0 || rules.itemCore() > 0) {
      long[] dropped =
          store
              .filters()
              .core(
                  rules.userCore(),
                  rules.itemCore(),
                  taken -> listener.message("core: " + taken + " users and items taken away"));
      here.put("users below the core, dropped", dropped[0]);
      here.put("items below the core, dropped", dropped[1]);
      here.put("events below the core, dropped", dropped[2]);
    }
    here.values().removeIf(count -> count == 0);
    here.forEach(this::add);
    if (store.figures().events() == 0) {
      throw new IOException(
          "no events left; dropped: "
              + (counts.isEmpty() ? "none, there were none" : counts.toString()));
    }
    return here;
  }

  private void add(String reason, long count) {
    if (count > 0) {
      counts.merge(reason, count, Long::sum);
    }
  }

  private void record(Path folder, String timeUnit, Summary summary) throws IOException {
    Json.write(
        folder.resolve(RECORD),
        new RecordFile(1, timeUnit, files, notes, RulesText.of(settings), counts));
    Json.write(folder.resolve(SUMMARY), summary);
    SummaryPage.write(summary, folder.resolve(PAGE));
  }
}
