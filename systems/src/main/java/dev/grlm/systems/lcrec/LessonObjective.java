package dev.grlm.systems.lcrec;

import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.train.GradientBuffer;
import dev.grlm.train.Trainable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Tensor;

/// Likelihood of answers after their questions, which are worded anew in every epoch (LC-Rec,
/// section 3.3). Tokens are made batch by batch.
final class LessonObjective implements Trainable<Lesson> {
  private final TokenObjective objective;
  private final LessonCodec codec;

  /// Set before an epoch or the rest of one, read by what runs in it.
  private volatile int epoch;

  /// By number those of the present step that were measured and not yet learnt: to tell how long a
  /// lesson is, it has to be rendered.
  private final Map<Integer, TokenSample> measured = new ConcurrentHashMap<>();

  LessonObjective(Qwen3 model, LessonCodec codec, boolean checkpointing) {
    this.objective = new TokenObjective(model, checkpointing);
    this.codec = codec;
  }

  @Override
  public Parameters parameters() {
    return objective.parameters();
  }

  @Override
  public int weight(Lesson lesson) {
    return lesson.targets();
  }

  /// Codes and texts share a step: by their weight those of one kind would have steps to
  /// themselves, and what a pass pads is saved by how a step is cut.
  @Override
  public int bucket(Lesson lesson) {
    return ANY_BUCKET;
  }

  @Override
  public int length(Lesson lesson) {
    TokenSample sample = codec.sample(lesson, epoch);
    measured.put(lesson.number(), sample);
    return objective.length(sample);
  }

  @Override
  public void epochIs(int present) {
    epoch = present;
    measured.clear();
  }

  private List<TokenSample> samples(List<Lesson> lessons) {
    return lessons.stream().map(this::sample).toList();
  }

  private TokenSample sample(Lesson lesson) {
    TokenSample known = measured.remove(lesson.number());
    return known == null ? codec.sample(lesson, epoch) : known;
  }

  @Override
  public Tensor loss(List<Lesson> lessons, Dropout masks) {
    return objective.loss(samples(lessons), masks);
  }

  @Override
  public double backward(
      List<Lesson> lessons, double divisor, Dropout masks, GradientBuffer gradients) {
    return objective.backward(samples(lessons), divisor, masks, gradients);
  }
}
