package dev.grlm.stage;

import dev.grlm.io.RunListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes down what a run says, and may end it like a kill at a chosen moment.
public class RecordingListener implements RunListener {
  /// Stands for the death of the process.
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Killed(String where) {
      super(where);
    }
  }

  public final Map<String, String> statuses = new LinkedHashMap<>();
  public final List<String> messages = new ArrayList<>();

  /// Ends the run before a stage begins.
  public static RecordingListener killedBefore(String stage) {
    return new RecordingListener() {
      @Override
      public void stageStarted(String started) {
        if (started.equals(stage)) {
          throw new Killed(stage);
        }
      }
    };
  }

  /// Ends the run inside a stage, when more than this share of its work is done.
  public static RecordingListener killedInside(String stage, double share) {
    return new RecordingListener() {
      @Override
      public void progress(String running, long done, long total, String note) {
        if (running.equals(stage) && done > share * total) {
          throw new Killed(stage + " at " + done + " of " + total);
        }
      }
    };
  }

  /// As [#killedInside] and, where the stage never says that it is so far, when it is done: for
  /// whoever counts on a kill.
  public static RecordingListener killedInsideOrBehind(String stage, double share) {
    RecordingListener inside = killedInside(stage, share);
    return new RecordingListener() {
      @Override
      public void progress(String running, long done, long total, String note) {
        inside.progress(running, done, total, note);
      }

      @Override
      public void stageDone(String ended, String status, double seconds, Map<String, Long> counts) {
        super.stageDone(ended, status, seconds, counts);
        if (ended.equals(stage)) {
          throw new Killed(stage + " behind its end");
        }
      }
    };
  }

  /// The stages that did work.
  public List<String> worked() {
    return statuses.entrySet().stream()
        .filter(entry -> !entry.getValue().equals("unchanged"))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void stageStarted(String stage) {}

  @Override
  public void stageDone(String stage, String status, double seconds, Map<String, Long> counts) {
    statuses.put(stage, status);
  }

  @Override
  public void progress(String stage, long done, long total, String note) {}

  @Override
  public void message(String text) {
    messages.add(text);
  }
}
