package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.run.Grlm;
import dev.grlm.run.IfFinished;
import dev.grlm.run.NewItems;
import dev.grlm.run.NewItems.Arrival;
import dev.grlm.run.Refit;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Closes the circle: the next run from a run's data and what a journal collected since. Users that
/// were erased are left out, items that were put are in; histories are cut by leave-one-out, but
/// for what the run was trained on, which stays training ([Refit]). The new run remembers up to
/// which entry of the journal it goes, so that a service that takes it up adds the later ones only.
/// Stateless; the journal may be in use.
public final class NextRun {
  private NextRun() {}

  /// @param house all systems there are
  /// @param out folder of the new run; an interrupted one is continued if the journal has not
  ///   changed since
  /// @throws IOException in one line, when the run or the journal is none, or nothing was collected
  public static Refit.Comparison fit(
      List<RecommenderSystem<?>> house, Path run, Path journal, Path out, RunListener listener)
      throws IOException {
    return fit(house, run, journal, out, listener, IfFinished.REPLACE);
  }

  /// As [#fit(List, Path, Path, Path, RunListener)].
  ///
  /// @param ifFinished what becomes of a finished run in `out` that was made of other data
  public static Refit.Comparison fit(
      List<RecommenderSystem<?>> house,
      Path run,
      Path journal,
      Path out,
      RunListener listener,
      IfFinished ifFinished)
      throws IOException {
    Collected before = Collected.of(run);
    var entries = new ArrayList<Journal.Numbered>();
    String id = Journal.replay(journal, entries::add);
    if (entries.stream().allMatch(entry -> before.holds(id, entry.number()))) {
      throw new IOException(
          journal + ": nothing was collected since " + run + " was fitted; there is nothing to do");
    }
    Path collected = out.resolve(Collected.FILE);
    Refit.Comparison comparison;
    try (Grlm base = Grlm.open(house, run)) {
      var next = new Next(house, base, entries, entry -> before.holds(id, entry.number()));
      listener.message(next.description());
      comparison =
          Refit.fit(house, run, next.dataset(), next.identifiers(), out, listener, ifFinished);
    }
    Json.write(collected, new Collected(id, entries.getLast().number()));
    return comparison;
  }

  /// Makes a run the one that a service with `--run FILE` answers by.
  public static void publish(Path run, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": a folder; a file with the name of a run is expected");
    }
    AtomicFile.writeText(file, writer -> writer.write(run.toAbsolutePath().normalize() + "\n"));
  }

  /// The newer data.
  private static final class Next {
    private final Grlm base;
    private final Map<String, Entry.Put> puts = new LinkedHashMap<>();
    private final CollectedEvents events = new CollectedEvents();

    /// In the order of their first coming.
    private final Set<String> users = new LinkedHashSet<>();

    private final Set<String> erased = new HashSet<>();
    private final Catalog catalog;
    private final Identifiers identifiers;
    private int collected;

    /// @param inRun whether the data of `base` have an entry already
    Next(
        List<RecommenderSystem<?>> house,
        Grlm base,
        List<Journal.Numbered> entries,
        Predicate<Journal.Numbered> inRun)
        throws IOException {
      this.base = base;
      for (Journal.Numbered numbered : entries) {
        boolean old = inRun.test(numbered);
        if (numbered.entry() instanceof Entry.Happened happened) {
          add(happened, old);
        } else if (!old) {
          add(numbered.entry());
        }
      }
      List<Arrival> arrivals =
          puts.values().stream()
              .map(put -> new Arrival(put.item(), put.identifier(), put.books(), false))
              .toList();
      NewItems.Grown grown = grown(house, base, arrivals);
      this.catalog = new Catalog(grown.items());
      this.identifiers = words(grown);
    }

    /// By the system that has words, which the next run takes as they are; codes are made anew.
    private static NewItems.Grown grown(
        List<RecommenderSystem<?>> house, Grlm base, List<Arrival> arrivals) throws IOException {
      RunFolder folder = base.folder();
      for (String system : base.config().fitted()) {
        if (!system.equals(base.system()) && Files.exists(folder.identifiers(system))) {
          try (Grlm worded = Grlm.open(house, folder.root(), system)) {
            return NewItems.grown(worded, arrivals);
          }
        }
        if (system.equals(base.system()) && base.books().isEmpty() && base.grows()) {
          return NewItems.grown(base, arrivals);
        }
      }
      NewItems.Grown coded = NewItems.grown(base, arrivals);
      var none = new Identifier(List.of());
      return new NewItems.Grown(
          coded.items(), Collections.nCopies(coded.items().size(), none), coded.renamed());
    }

    /// None where a system has words and cannot find some for further items.
    private static Identifiers words(NewItems.Grown grown) {
      int length = grown.identifiers().getFirst().length();
      return grown.identifiers().stream().allMatch(one -> one.length() == length)
          ? new Identifiers(grown.identifiers())
          : Identifiers.none(grown.items().size());
    }

    private void add(Entry.Happened happened, boolean old) {
      if (events.add(happened, old) && !old) {
        users.add(happened.event().user());
        collected++;
      }
    }

    private void add(Entry entry) {
      switch (entry) {
        case Entry.Put put -> puts.put(put.item().id(), put);
        case Entry.Erased gone -> erased.add(gone.userHash());
        case Entry.Happened _, Entry.Deleted _ -> {} // a deleted item stays in histories
      }
    }

    String description() {
      return collected
          + " events and "
          + puts.size()
          + " items were collected, "
          + erased.size()
          + " users were erased";
    }

    Identifiers identifiers() {
      return identifiers;
    }

    Dataset dataset() {
      var histories = new ArrayList<History>();
      for (History history : base.histories()) {
        boolean kept = erased.isEmpty() || !erased.contains(Entry.hash(history.user()));
        users.remove(history.user());
        add(histories, history.user(), history.person(), kept ? history.items() : new int[0]);
      }
      users.forEach(user -> add(histories, user, user, new int[0]));
      return new Dataset(catalog, histories, new TreeMap<>());
    }

    private void add(List<History> histories, String user, String person, int[] before) {
      int[] added =
          events.items(user).stream()
              .mapToInt(catalog::indexOf)
              .filter(item -> item >= 0)
              .toArray();
      int[] items = Arrays.copyOf(before, before.length + added.length);
      System.arraycopy(added, 0, items, before.length, added.length);
      if (items.length > 0) {
        histories.add(new History(user, items).of(person));
      }
    }
  }
}
