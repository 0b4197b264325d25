package dev.grlm.live;

import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.Encoders;
import dev.grlm.embed.TextEncoder;
import dev.grlm.identifier.term.KnownTermNaming;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.run.Grlm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/// An open run with what naming new items needs, counted by its users, so that it is closed when a
/// newer one has taken its place and nobody uses it any more. Thread-safe.
final class Generation {
  private final Grlm grlm;
  private final TextEncoder encoder;
  private final Embeddings embeddings;
  private final Neighbors neighbors;
  private final KnownTermNaming naming;
  private final Map<String, History> histories = new HashMap<>();
  private final Collected collected;
  private final Map<String, Nearest> nearest = new ConcurrentHashMap<>();
  private int users;
  private boolean retired;

  private Generation(Grlm grlm, Path run) throws IOException {
    this.grlm = grlm;
    this.embeddings = EmbeddingFiles.read(grlm.folder().embeddings(), grlm.catalog().size());
    this.neighbors = NeighborFiles.read(grlm.folder().neighbors(), grlm.catalog());
    this.naming = new KnownTermNaming(grlm.identifiers(), grlm.config().textFields());
    this.collected = Collected.of(run);
    grlm.histories().forEach(history -> histories.put(history.user(), history));
    // The last, because from here on nothing fails that would leave it open.
    this.encoder = Encoders.load(grlm.folder().encoder(), grlm.config().placement());
  }

  static Generation open(Path run) throws IOException {
    Grlm grlm = Grlm.open(run);
    try {
      return new Generation(grlm, run);
    } catch (IOException | RuntimeException failure) {
      grlm.close();
      throw failure;
    }
  }

  /// The run as it was fitted.
  Grlm grlm() {
    return grlm;
  }

  Neighbors neighbors() {
    return neighbors;
  }

  /// Fitted items beside a text.
  ///
  /// @param item whose text it is
  /// @param items nearest first
  /// @param cosines same length
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record Nearest(Item item, int[] items, float[] cosines) {}

  /// The fitted items nearest to an item's text; kept, because every change of the catalogue asks
  /// again.
  Nearest nearest(Item item) {
    Nearest known = nearest.get(item.id());
    if (known == null || !known.item().equals(item)) {
      known = find(item);
      nearest.put(item.id(), known);
    }
    return known;
  }

  private Nearest find(Item item) {
    float[] text = encoder.encode(List.of(item.text(grlm.config().textFields()))).values();
    int dimensions = embeddings.dimensions();
    int k = grlm.config().neighbors().k();
    var best = new PriorityQueue<Place>(Comparator.comparingDouble(Place::cosine));
    for (int row = 0; row < embeddings.rows(); row++) {
      float cosine = 0;
      for (int d = 0; d < dimensions; d++) {
        cosine += text[d] * embeddings.values()[row * dimensions + d];
      }
      if (cosine > 0 && (best.size() < k || cosine > best.element().cosine())) {
        best.add(new Place(row, cosine));
        if (best.size() > k) {
          best.remove();
        }
      }
    }
    var items = new int[best.size()];
    var cosines = new float[best.size()];
    for (int place = items.length - 1; place >= 0; place--) {
      Place last = best.remove();
      items[place] = last.item();
      cosines[place] = last.cosine();
    }
    return new Nearest(item, items, cosines);
  }

  private record Place(int item, float cosine) {}

  KnownTermNaming naming() {
    return naming;
  }

  Map<String, History> histories() {
    return histories;
  }

  /// What of a journal the run was fitted on already.
  Collected collected() {
    return collected;
  }

  /// Keeps the run open until [#release]; false where it is closed already.
  synchronized boolean acquire() {
    if (retired) {
      return false;
    }
    users++;
    return true;
  }

  synchronized void release() {
    users--;
    closeIfUnused();
  }

  /// Closes the run when nobody uses it any more.
  synchronized void retire() {
    retired = true;
    closeIfUnused();
  }

  private void closeIfUnused() {
    if (retired && users == 0) {
      encoder.close();
      grlm.close();
    }
  }
}
