package dev.grlm.live;

import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.live.Tally.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What came of what was shown. Of a user it keeps nothing but in which of a thousand groups his
/// lists are counted. The counts outlive a restart, in a file beside the journal; lists do not:
/// what is done after a restart to a list shown before counts for none. Thread-safe.
public final class Feedback implements AutoCloseable {
  /// Counts that are kept; of more those are dropped that were needed longest ago.
  private static final int MOST_TALLIES = 64;

  private static final int SAVE_SECONDS = 60;
  private static final int CLOSING_SECONDS = 10;
  private static final System.Logger LOG = System.getLogger("dev.grlm.live");

  private final @Nullable Path file;
  private final Clock clock;
  private final Map<Tally.Key, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);
  private final ShownLists lists;
  private final boolean off;
  private final ScheduledExecutorService saver =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grlm-feedback").factory());
  private boolean changed;

  /// What a user did.
  public enum Kind {
    CLICK,
    PURCHASE
  }

  /// What it counts for.
  public enum Outcome {
    /// the item stands in the list
    HIT,
    /// it does not
    MISS,
    /// it was told before
    REPEATED,
    /// no such list is known, or not any more
    UNKNOWN
  }

  private record Kept(List<Tally.Kept> tallies) {}

  private Feedback(@Nullable Path file, FeedbackSettings settings, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.lists = new ShownLists(settings);
    this.off = settings.mostLists() == 0;
  }

  /// Keeps nothing over a restart.
  public static Feedback inMemory(FeedbackSettings settings, Clock clock) {
    return new Feedback(null, settings, clock);
  }

  /// Goes on with the counts of a file, where there is one.
  ///
  /// @throws IOException in one line, when the file is none of ours
  public static Feedback open(Path file, FeedbackSettings settings, Clock clock)
      throws IOException {
    var feedback = new Feedback(file, settings, clock);
    if (Files.exists(file)) {
      try {
        Json.read(file, Kept.class).tallies().stream()
            .map(Tally::of)
            .forEach(one -> feedback.tallies.put(one.key(), one));
      } catch (IllegalArgumentException | NullPointerException broken) {
        throw new IOException(file + ": not the counts of feedback; without it they begin anew");
      }
    }
    var _ =
        feedback.saver.scheduleWithFixedDelay(
            feedback::saveOrLog, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
    return feedback;
  }

  /// An answer is shown.
  ///
  /// @param experiment its name, null where there is none
  /// @param user null for a history alone, which counts as somebody of its own
  /// @return the id by which it is told what came of it
  public String shown(@Nullable String experiment, @Nullable String user, Answer answer) {
    UUID id = UUID.randomUUID();
    if (off) {
      return id.toString();
    }
    String unit = user == null ? id.toString() : user;
    int bucket = (int) (Experiment.fraction("bucket\n" + unit) * Tally.BUCKETS);
    String arm = answer.arm() == null ? "" : answer.arm();
    var key = new Tally.Key(experiment == null ? "" : experiment, answer.run(), arm);
    List<String> items = answer.items().stream().map(place -> place.item().id()).toList();
    synchronized (this) {
      long now = clock.millis();
      Tally tally = tally(key, now);
      tally.add(Count.SHOWN, bucket);
      lists.put(id, new ShownLists.Shown(now, tally, bucket, items));
      changed = true;
    }
    return id.toString();
  }

  private Tally tally(Tally.Key key, long now) {
    Tally known = tallies.get(key);
    if (known == null) {
      known = new Tally(key, now);
      tallies.put(key, known);
      if (tallies.size() > MOST_TALLIES) {
        tallies.remove(tallies.keySet().iterator().next());
      }
    }
    return known;
  }

  /// Somebody did something after a list.
  ///
  /// @param recommendation the id of the list, as [#shown] gave it
  public synchronized Outcome happened(Kind kind, String recommendation, String item) {
    UUID id = id(recommendation);
    ShownLists.Shown shown = id == null ? null : lists.get(id, clock.millis());
    if (id == null || shown == null) {
      return Outcome.UNKNOWN;
    }
    boolean first = lists.none(id, kind, shown.items());
    if (!lists.first(id, kind, item)) {
      return Outcome.REPEATED;
    }
    changed = true;
    int place = shown.items().indexOf(item);
    if (kind == Kind.CLICK) {
      clicked(shown, place, first);
    } else {
      bought(shown, place, first);
    }
    return place < 0 ? Outcome.MISS : Outcome.HIT;
  }

  private static @Nullable UUID id(String recommendation) {
    try {
      return UUID.fromString(recommendation);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static void clicked(ShownLists.Shown shown, int place, boolean first) {
    if (place >= 0) {
      shown.tally().clickedAt(place);
      if (first) {
        shown.tally().add(Count.CLICKED, shown.bucket());
      }
    }
  }

  private static void bought(ShownLists.Shown shown, int place, boolean first) {
    shown.tally().add(Count.PURCHASES, shown.bucket());
    if (place >= 0) {
      shown.tally().boughtAt(place);
      shown.tally().add(Count.HITS, shown.bucket());
      if (first) {
        shown.tally().add(Count.BOUGHT, shown.bucket());
      }
    }
  }

  /// The oldest first.
  public synchronized List<OnlineFigures> figures() {
    return tallies.values().stream()
        .sorted(Comparator.comparingLong(Tally::since))
        .map(Tally::figures)
        .toList();
  }

  /// @param lists that are known
  /// @param dropped lists that were dropped before their time
  public record Size(int lists, long dropped) {}

  public synchronized Size size() {
    return new Size(lists.size(), lists.dropped());
  }

  private void saveOrLog() {
    try {
      save();
    } catch (IOException | RuntimeException failure) {
      // they are in memory still, and the next minute tries again
      LOG.log(System.Logger.Level.WARNING, "counts of feedback not kept: " + failure.getMessage());
    }
  }

  /// A disk that does not answer keeps nobody waiting but this.
  private void save() throws IOException {
    Kept kept = file == null ? null : takeChanges();
    if (kept == null) {
      return;
    }
    try {
      AtomicFile.writeText(Objects.requireNonNull(file), writer -> writer.write(Json.line(kept)));
    } catch (IOException failure) {
      synchronized (this) {
        changed = true;
      }
      throw failure;
    }
  }

  private synchronized @Nullable Kept takeChanges() {
    if (!changed) {
      return null;
    }
    changed = false;
    return new Kept(tallies.values().stream().map(Tally::kept).toList());
  }

  /// Writes the counts a last time.
  ///
  /// @throws IOException in one line, when they are not kept, or the disk does not answer in time
  @Override
  public void close() throws IOException {
    if (saver.isShutdown()) {
      return;
    }
    Future<?> last =
        saver.submit(() -> {
          save();
          return null;
        });
    saver.shutdown(); // one that is interrupted while it writes would lose what it took
    try {
      last.get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException hangs) {
      throw new IOException(
          file
              + ": the disk has not answered for "
              + CLOSING_SECONDS
              + " s; counts of feedback may not be kept",
          hangs);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
