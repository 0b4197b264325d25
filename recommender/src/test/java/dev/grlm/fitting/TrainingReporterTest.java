package dev.grlm.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.RunListener;
import dev.grlm.train.TrainingResult.CurvePoint;
import dev.grlm.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingReporterTest {
  /// Notes down what is told of the progress; the speed, which is the clock's, is left out.
  private static final class Heard implements RunListener {
    private final List<String> lines = new ArrayList<>();
    private final List<String> judged = new ArrayList<>();

    @Override
    public void stageStarted(String stage) {}

    @Override
    public void stageDone(String stage, String status, double seconds, Map<String, Long> counts) {}

    @Override
    public void progress(String stage, long done, long total, String note) {
      lines.add(stage + " " + done + "/" + total + " " + note.replaceAll("\\S+ items/s", "v"));
    }

    @Override
    public void message(String text) {}

    @Override
    public void validated(String stage, List<Validation> scores) {
      judged.add(stage + " " + scores);
    }
  }

  private static final TrainingState START =
      new TrainingState(0, 0, 0, 0, List.of(), 0, Double.NEGATIVE_INFINITY, 0);

  private static TrainingState after(int epoch, double validation, double best) {
    return new TrainingState(
        epoch, 0, 0, 0, List.of(new CurvePoint(epoch, 1, validation)), 1, best, 0);
  }

  @Test
  void stepsAreCountedOverAllEpochsAndTheLastScoreStays() {
    var heard = new Heard();
    var reporter = new TrainingReporter(heard, "toy/train");
    reporter.begun(START, 3);
    reporter.stepDone(0, 1, 10, 64, 2.34567);
    reporter.epochDone(after(1, .25, .25));
    reporter.stepDone(1, 10, 10, 640, 1.5);
    reporter.epochDone(after(2, Double.NaN, .25));
    reporter.stepDone(2, 5, 10, 320, 1);
    reporter.epochDone(after(3, .125, .25));
    reporter.stepDone(2, 10, 10, 640, 1);
    assertThat(heard.lines)
        .containsExactly(
            "toy/train 1/30 epoch 1/3 · loss 2.346 · v",
            "toy/train 20/30 epoch 2/3 · loss 1.500 · v · validation NDCG@10 0.2500 (best 0.2500)",
            "toy/train 25/30 epoch 3/3 · loss 1.000 · v · validation NDCG@10 0.2500 (best 0.2500)",
            "toy/train 30/30 epoch 3/3 · loss 1.000 · v · validation NDCG@10 0.1250 (best 0.2500)");
  }

  /// 2^31 predictions are passed by long trainings.
  @Test
  void moreStepsThanAnIntegerHoldsAreCounted() {
    var heard = new Heard();
    var reporter = new TrainingReporter(heard, "s");
    reporter.begun(START, 4);
    reporter.stepDone(3, 1, 2_000_000_000, 1, 0);
    assertThat(heard.lines).singleElement().asString().startsWith("s 6000000001/8000000000 ");
  }

  /// Two and a half epochs, of which the second is not judged.
  @Test
  void everyScoreIsToldWithTheShareOfTheScheduleAndAgainWhereATrainingGoesOn() {
    var curve =
        List.of(
            new CurvePoint(1, 3, .5), new CurvePoint(2, 2, Double.NaN), new CurvePoint(3, 1, .75));
    var heard = new Heard();
    var reporter = new TrainingReporter(heard, "toy/train");
    reporter.begun(START, 2.5);
    for (int epoch = 1; epoch <= 3; epoch++) {
      reporter.epochDone(new TrainingState(epoch, 0, 0, 0, curve.subList(0, epoch), 1, .5, 0));
    }
    new TrainingReporter(heard, "toy/train")
        .begun(new TrainingState(2, 1, 0, 0, curve.subList(0, 2), 1, .5, 0), 2.5);
    String first = "Validation[epoch=1, share=0.4, score=0.5]";
    assertThat(heard.judged)
        .containsExactly(
            "toy/train [" + first + "]",
            "toy/train [" + first + ", Validation[epoch=3, share=1.0, score=0.75]]",
            "toy/train [" + first + "]");
  }
}
