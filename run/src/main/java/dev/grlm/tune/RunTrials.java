package dev.grlm.tune;

import dev.grlm.fitting.TrainingStage;
import dev.grlm.io.Folders;
import dev.grlm.io.RunListener;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Trains the trials one after the other in the folder of one run: a stage that is the same for the
/// next trial is not done again, and a training that was interrupted goes on. Nothing behind the
/// training is done, so that nothing reads a test target.
///
/// @param data that all are fitted to
/// @param folder of the run
/// @param inputs what is given beside the data
record RunTrials(
    Path data, RunFolder folder, String system, SystemRun.Inputs inputs, RunListener listener)
    implements Search.Training {

  @Override
  public void train(RunConfig config, Search.Judge judge) throws IOException {
    new RunStages(folder, config, inputs, new Heard(listener, judge))
        .fitUntil(data, system, TrainingStage.NAME);
  }

  /// Checkpoints are of no use to another trial, and would only be complained of.
  @Override
  public void ended() throws IOException {
    Folders.delete(folder.system(system).resolve("training"));
  }

  /// Passes on what is new in a trial.
  private record Heard(RunListener listener, Search.Judge judge) implements RunListener {
    @Override
    public void stageStarted(String stage) {
      listener.stageStarted(stage);
    }

    @Override
    public void stageDone(String stage, String status, double seconds, Map<String, Long> counts) {
      if (!status.equals("unchanged")) {
        listener.stageDone(stage, status, seconds, counts);
      }
    }

    @Override
    public void progress(String stage, long done, long total, String note) {
      listener.progress(stage, done, total, note);
    }

    @Override
    public void validated(String stage, List<Validation> scores) {
      judge.judged(scores);
    }

    @Override
    public void message(String text) {
      listener.message(text);
    }
  }
}
