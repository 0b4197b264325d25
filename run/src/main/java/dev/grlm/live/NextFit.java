package dev.grlm.live;

import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the last fit of a next run stands: `next-fit.json` in the journal's folder, which the fit
/// and the service both know. Immutable.
///
/// @param from name of the run before
/// @param out name of the new one
/// @param why it failed, in one line without the folders of paths; empty otherwise
/// @param begun milliseconds since 1970 UTC
/// @param seen when the fit last said something; while it works every few seconds
/// @param stages in their order, at first those that the run before had
/// @param judged null as long as the two were not compared
public record NextFit(
    String from,
    String out,
    State state,
    String why,
    long begun,
    long seen,
    List<Stage> stages,
    @Nullable Judged judged) {
  static final String FILE = "next-fit.json";

  private static final Pattern FOLDERS = Pattern.compile("(?<![\\w./~-])/(?:[^\\s:'\"/]+/)+");

  /// One that says nothing for so long has ended without a word.
  private static final Duration SILENCE = Duration.ofSeconds(60);

  public NextFit {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(why, "why");
    stages = List.copyOf(stages);
  }

  /// What a fit came to.
  public enum State {
    /// It goes on.
    WORKING,
    /// Somebody stopped it, or its process ended without a word.
    STOPPED,
    /// It ended with an error.
    FAILED,
    /// The new run was made, and nobody asked for more.
    FINISHED,
    /// The new run is the one that the service was told to take up.
    PUBLISHED,
    /// The new run is worse on validation, and the one before goes on.
    HELD_BACK,
    /// What stands in the file is none of this version.
    UNREADABLE
  }

  /// A stage of the fit.
  ///
  /// @param begun milliseconds since 1970 UTC, null where it has yet to begin
  /// @param seconds that it took, null where it has not ended
  /// @param share of its work that is done, as far as it says so
  public record Stage(
      String name, @Nullable Long begun, @Nullable Double seconds, @Nullable Double share) {}

  /// The two runs beside each other, as of [dev.grlm.run.Refit.Comparison].
  public record Judged(double before, double now, double low, double high, int users) {}

  /// What the journal's folder says; null where no fit of a next run was ever begun.
  ///
  /// @param now milliseconds since 1970 UTC
  static @Nullable NextFit read(Path journal, long now) {
    Path file = journal.resolve(FILE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      NextFit read = Json.read(file, NextFit.class);
      boolean silent = now - read.seen > SILENCE.toMillis();
      return silent && read.state == State.WORKING ? read.with(State.STOPPED) : read;
    } catch (IOException | IllegalArgumentException | NullPointerException broken) {
      return unreadable(withoutFolders(String.valueOf(broken.getMessage())));
    }
  }

  /// Whoever asks for it need not be one who may know where files lie: of a path from the root only
  /// the name is left.
  static String withoutFolders(String text) {
    return FOLDERS.matcher(text).replaceAll("");
  }

  private static NextFit unreadable(String why) {
    return new NextFit("", "", State.UNREADABLE, why, 0, 0, List.of(), null);
  }

  private NextFit with(State other) {
    return new NextFit(from, out, other, why, begun, seen, stages, judged);
  }
}
