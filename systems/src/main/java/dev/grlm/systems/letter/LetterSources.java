package dev.grlm.systems.letter;

import dev.grlm.codebook.CodeDiversity;
import dev.grlm.codebook.CollaborativeAlignment;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.RqVaeLoss;
import dev.grlm.fitting.CodeSources;
import dev.grlm.sequence.CollaborativeVectors;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Codes of texts, trained with LETTER's two further losses. One whose weight is 0 is left out.
record LetterSources(SystemRun<LetterSettings> run) implements CodeSources {
  private CodeSources texts() {
    return CodeSources.texts(run);
  }

  /// As wide as a code.
  static CollaborativeVectors people(SystemRun<LetterSettings> run) {
    LetterSettings settings = run.settings();
    return new CollaborativeVectors(
        run,
        settings.collaborative(),
        settings.codebook().rqVae().width(),
        "; letter.codebook.alignment=0 does without");
  }

  private LetterCodebookConfig config() {
    return run.settings().codebook();
  }

  @Override
  public List<Path> inputs() {
    var inputs = new ArrayList<>(texts().inputs());
    if (config().alignment() > 0) {
      inputs.addAll(people(run).files());
    }
    return inputs;
  }

  @Override
  public ItemVectors vectors() throws IOException {
    return texts().vectors();
  }

  @Override
  public List<RqVaeLoss> losses() throws IOException {
    var losses = new ArrayList<RqVaeLoss>();
    if (config().alignment() > 0) {
      ItemVectors people = people(run).read();
      losses.add(new CollaborativeAlignment(config().alignment(), people));
    }
    if (config().diversity() > 0) {
      long seed = run.shared().seed();
      losses.add(new CodeDiversity(config().diversity(), config().clusters(), seed));
    }
    return losses;
  }

  @Override
  public SortedMap<String, Object> settings() {
    return new TreeMap<>(
        Map.of(
            "alignment", config().alignment(),
            "diversity", config().diversity(),
            "clusters", config().clusters()));
  }
}
