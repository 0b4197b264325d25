package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.journal.Entry;
import dev.grlm.journal.Journal;
import dev.grlm.journal.JournalContents;
import dev.grlm.journal.JournalState;
import dev.grlm.journal.Numbered;
import dev.grlm.run.AddedItems;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    try (JournalContents contents = Journal.read(journal)) {
      return fit(house, run, journal, contents.state(), before, out, listener, ifFinished);
    }
  }

  private static Refit.Comparison fit(
      List<RecommenderSystem<?>> house,
      Path run,
      Path journal,
      JournalState kept,
      Collected before,
      Path out,
      RunListener listener,
      IfFinished ifFinished)
      throws IOException {
    long upTo = before.upToOf(kept.id());
    if (kept.lastNumber() <= upTo) {
      throw new IOException(
          journal + ": nothing was collected since " + run + " was fitted; there is nothing to do");
    }
    Path collected = out.resolve(Collected.FILE);
    Refit.Comparison comparison;
    try (Grlm base = Grlm.open(house, run, listener)) {
      var next = new Next(house, base, kept, upTo);
      listener.message(next.description());
      comparison = Refit.fit(house, run, next.newer(), out, listener, ifFinished);
    }
    Json.write(collected, Collected.summed(kept.id(), kept.lastNumber()));
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
    private final JournalState kept;

    /// What users did since, in the order of their first coming.
    private final Map<String, UserEvents> later = new LinkedHashMap<>();

    private final List<Arrival> arrivals;
    private final Catalog catalog;
    private final Identifiers identifiers;
    private final long upTo;
    private int collected;
    private int erased;

    /// @param upTo number of the last entry that the data of `base` have
    Next(List<RecommenderSystem<?>> house, Grlm base, JournalState kept, long upTo)
        throws IOException {
      this.base = base;
      this.kept = kept;
      this.upTo = upTo;
      for (Numbered numbered : kept.aboutNoEvent()) {
        if (numbered.number() > upTo) {
          add(numbered.entry());
        }
      }
      addEvents();
      this.arrivals =
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
      return nameless(base, arrivals);
    }

    /// Codes are made anew with the books, so that here nothing is named. What was added to the run
    /// is read from its file: its first system knows of it only where it can take new items.
    private static NewItems.Grown nameless(Grlm base, List<Arrival> arrivals) throws IOException {
      var none = new Identifier(List.of());
      var further = new LinkedHashMap<String, Arrival>();
      for (Item item : AddedItems.items(base.folder().addedItems())) {
        if (base.catalog().indexOf(item.id()) < 0) {
          further.put(item.id(), new Arrival(item, none, false));
        }
      }
      arrivals.forEach(arrival -> further.put(arrival.item().id(), arrival));
      List<Item> items =
          NewItems.grown(base, List.copyOf(further.values()), (_, _) -> none).items();
      return new NewItems.Grown(items, Collections.nCopies(items.size(), none), 0);
    }

    /// None where a system has words and cannot find some for further items.
    private static Identifiers words(NewItems.Grown grown) {
      int length = grown.identifiers().getFirst().length();
      return grown.identifiers().stream().allMatch(one -> one.length() == length)
          ? new Identifiers(grown.identifiers())
          : Identifiers.none(grown.items().size());
    }

    private void addEvents() throws IOException {
      var users = new ArrayList<String>();
      kept.eachUser((user, last) -> {
        if (last > upTo) {
          users.add(user);
        }
      });
      var events = new HashMap<String, UserEvents>();
      for (String user : users) {
        UserEvents since = UserEvents.of(kept.events(user), upTo);
        if (!since.laterItems().isEmpty()) {
          events.put(user, since);
        }
      }
      events.entrySet().stream()
          .sorted(Comparator.comparingLong(entry -> entry.getValue().firstLater()))
          .forEach(entry -> later.put(entry.getKey(), entry.getValue()));
      collected = later.values().stream().mapToInt(one -> one.laterItems().size()).sum();
    }

    private void add(Entry entry) {
      switch (entry) {
        case Entry.Put put -> puts.put(put.item().id(), put);
        case Entry.Erased _ -> erased++;
        case Entry.Happened _, Entry.Deleted _ -> {} // a deleted item stays in histories
      }
    }

    String description() {
      return collected
          + " events and "
          + puts.size()
          + " items were collected, "
          + erased
          + " users were erased";
    }

    Refit.Newer newer() {
      return new Refit.Newer(dataset(), identifiers, arrivals);
    }

    private Dataset dataset() {
      var histories = new ArrayList<History>();
      for (History history : base.histories()) {
        boolean stays = kept.erasedAt(history.user()) <= upTo;
        UserEvents since = later.remove(history.user());
        int[] before = stays ? history.items() : new int[0];
        add(histories, history.user(), history.person(), before, since);
      }
      later.forEach((user, since) -> add(histories, user, user, new int[0], since));
      return new Dataset(catalog, histories, new TreeMap<>());
    }

    private void add(
        List<History> histories,
        String user,
        String person,
        int[] before,
        @Nullable UserEvents since) {
      List<String> came = since == null ? List.of() : since.laterItems();
      int[] added = came.stream().mapToInt(catalog::indexOf).filter(item -> item >= 0).toArray();
      int[] items = Arrays.copyOf(before, before.length + added.length);
      System.arraycopy(added, 0, items, before.length, added.length);
      if (items.length > 0) {
        histories.add(new History(user, items).of(person));
      }
    }
  }
}
