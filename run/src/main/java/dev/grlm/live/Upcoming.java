package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.journal.Journal;
import dev.grlm.journal.JournalState;
import dev.grlm.system.RunFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the next fit would take in, and how the last one stands, as of a look a moment ago.
///
/// @param run name of the run that answers, whose data the journal's are counted beside
/// @param fitted when it was, milliseconds since 1970 UTC
/// @param at when it was looked up, milliseconds since 1970 UTC
/// @param waiting null where the journal could not be read
/// @param fit the last that was begun, null where none ever was
public record Upcoming(
    String run, long fitted, long at, @Nullable Uncollected waiting, @Nullable NextFit fit) {
  private static final System.Logger LOG = System.getLogger("dev.grlm.live");

  /// @param folder of the journal
  static Upcoming look(Runs runs, Journal journal, Path folder) {
    State now = runs.first();
    long at = System.currentTimeMillis();
    long fitted = new RunFolder(now.folder()).manifest().toFile().lastModified();
    return new Upcoming(
        now.name(), fitted, at, waiting(now, journal.state()), NextFit.read(folder, at));
  }

  private static @Nullable Uncollected waiting(State now, JournalState kept) {
    try {
      Catalog known = now.inUse().grlm().catalog();
      return Uncollected.of(kept, known, now.upToOf(kept.id()));
    } catch (UncheckedIOException broken) {
      LOG.log(System.Logger.Level.WARNING, "what the next fit would take in is not known", broken);
      return null;
    }
  }
}
