package dev.grlm.systems.lcrec;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.coded.DecoderLosses;
import dev.grlm.fitting.CodeSources;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tasks of LC-Rec beside that of sequences, of the run's text vectors. One whose weight is 0
/// is left out. *Search* and *preference*, for which a large language model turned reviews into
/// queries and into what a user likes, are none of them: there are no reviews.
record LanguageTasks(SystemRun<LcRecSettings> run) implements DecoderLosses {
  private static final SortedMap<String, Long> LEFT_OUT =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of("tasks left out, which need the text of reviews: search, preference", 2L)));

  private TaskConfig config() {
    return run.settings().tasks();
  }

  private CodeSources texts() {
    return CodeSources.texts(run);
  }

  @Override
  public List<Path> inputs() {
    return config().any() ? texts().inputs() : List.of();
  }

  @Override
  public SortedMap<String, Object> settings() {
    return config().any() ? new TreeMap<>(Map.of("tasks", config())) : new TreeMap<>();
  }

  @Override
  public List<StepLoss> losses(List<Step> items) throws IOException {
    return config().any() ? losses(config(), texts().vectors(), items) : List.of();
  }

  static List<StepLoss> losses(TaskConfig config, ItemVectors vectors, List<Step> items) {
    var texts = new ItemTexts(vectors);
    var reading = new TextReading(texts, config.fused() > 0 ? config.textHistories() : 0);
    var losses = new ArrayList<StepLoss>();
    if (config.itemToCodes() > 0 || reading.chance() > 0) {
      losses.add(reading);
    }
    if (config.codesToItem() > 0) {
      losses.add(new CodesToItem(config.codesToItem(), texts, items, config.items()));
    }
    if (config.itemToCodes() > 0) {
      losses.add(new ItemToCodes(config.itemToCodes(), reading, items, config.items()));
    }
    if (config.fused() > 0) {
      losses.add(new NextText(config.fused(), texts, config.temperature()));
    }
    return losses;
  }

  /// The stage that trains, which also says what was trained.
  ///
  /// @param checkpoint whether a language model learns them, whose examples say which they are
  Stage telling(Stage training, boolean checkpoint) {
    Stage.Work work =
        () -> {
          var counts = new TreeMap<>(training.work().run());
          counts.putAll(checkpoint ? LEFT_OUT : tasks());
          return counts;
        };
    return new Stage(
        training.name(), training.settings(), training.inputs(), training.outputs(), work);
  }

  private SortedMap<String, Long> tasks() throws IOException {
    var on = new ArrayList<>(List.of("sequences"));
    var off = new ArrayList<String>();
    (config().codesToItem() > 0 ? on : off).add("codes → item");
    (config().itemToCodes() > 0 ? on : off).add("item → codes");
    (config().fused() > 0 ? on : off).add("fused");
    var counts = new TreeMap<String, Long>();
    counts.put("tasks that were trained: " + String.join(", ", on), (long) on.size());
    if (!off.isEmpty()) {
      counts.put("tasks of weight 0: " + String.join(", ", off), (long) off.size());
    }
    counts.putAll(LEFT_OUT);
    long without = config().any() ? texts().vectors().withoutDirection() : 0;
    if (without > 0) {
      counts.put("items without a known word, in no task of texts", without);
    }
    return counts;
  }
}
