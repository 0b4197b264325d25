package dev.grlm.systems.etegrec;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.fitting.CodeSources;
import dev.grlm.sequence.CollaborativeVectors;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Codes of what people take, and of no text. An item that nobody takes in training is a row of
/// zeros.
record PeopleVectors(SystemRun<EtegrecSettings> run) implements CodeSources {
  /// The stage that makes them.
  CollaborativeVectors stage() {
    return new CollaborativeVectors(
        run, run.settings().collaborative(), run.settings().vectorWidth(), "");
  }

  @Override
  public List<Path> inputs() {
    return stage().files();
  }

  @Override
  public ItemVectors vectors() throws IOException {
    return stage().read();
  }

  /// Nobody has taken the item, so it stands where those stand, on average, whose text is most like
  /// its own, each by its cosine; with nothing like it, a row of zeros.
  @Override
  public Latecomers latecomers() throws IOException {
    ItemVectors known = vectors();
    return item -> mean(known, item.near(), item.cosines());
  }

  private static float[] mean(ItemVectors known, int[] near, float[] cosines) {
    int width = known.width();
    var mean = new float[width];
    double weights = 0;
    for (int place = 0; place < near.length; place++) {
      float[] row = known.rows(new int[] {near[place]});
      if (!isBlank(row)) {
        weights += cosines[place];
        for (int d = 0; d < width; d++) {
          mean[d] += cosines[place] * row[d];
        }
      }
    }
    for (int d = 0; d < width && weights > 0; d++) {
      mean[d] = (float) (mean[d] / weights);
    }
    return mean;
  }

  private static boolean isBlank(float[] row) {
    for (float value : row) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String blank() {
    return "items that nobody takes in training, quantised alike";
  }
}
