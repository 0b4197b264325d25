package dev.grlm.paper;

import dev.grlm.baseline.HistoryDecay;
import dev.grlm.data.Item;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.Encoders;
import dev.grlm.embed.TextEncoder;
import dev.grlm.recommend.Query;
import dev.grlm.run.Grlm;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Items by the cosine of their text with those of a history, which decay as in the row `terms`;
/// nothing is learnt.
///
/// @param rows of all items, those that were added behind the others
record TextLikeness(Embeddings rows) {
  static TextLikeness of(Grlm run) throws IOException {
    Embeddings fitted = EmbeddingFiles.read(run.folder().embeddings(), run.fitted());
    List<Item> added = run.catalog().items().subList(run.fitted(), run.catalog().size());
    List<String> texts =
        added.stream().map(item -> item.text(run.config().shared().textFields())).toList();
    try (TextEncoder encoder =
        Encoders.load(run.folder().encoder(), run.config().shared().placement())) {
      float[] further = encoder.encode(texts).values();
      float[] all = Arrays.copyOf(fitted.values(), fitted.values().length + further.length);
      System.arraycopy(further, 0, all, fitted.values().length, further.length);
      return new TextLikeness(new Embeddings(run.catalog().size(), fitted.dimensions(), all));
    }
  }

  /// How many allowed items are at least as near as `item`, which is not counted.
  int ahead(Query query, int item) {
    var profile = new float[rows.dimensions()];
    double weight = 1;
    int[] history = query.history();
    int oldest = Math.max(0, history.length - HistoryDecay.LENGTH);
    for (int at = history.length - 1; at >= oldest; at--) {
      for (int d = 0; d < profile.length; d++) {
        profile[d] += (float) (weight * rows.values()[history[at] * profile.length + d]);
      }
      weight *= HistoryDecay.DECAY;
    }
    double own = dot(item, profile);
    int ahead = 0;
    for (int other = 0; other < rows.rows(); other++) {
      if (other != item && query.allows(other) && dot(other, profile) >= own) {
        ahead++;
      }
    }
    return ahead;
  }

  private double dot(int row, float[] profile) {
    double sum = 0;
    for (int d = 0; d < profile.length; d++) {
      sum += profile[d] * rows.values()[row * profile.length + d];
    }
    return sum;
  }
}
