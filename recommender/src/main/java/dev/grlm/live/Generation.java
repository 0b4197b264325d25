package dev.grlm.live;

import dev.grlm.data.History;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.LsaEncoder;
import dev.grlm.identifier.term.KnownTermNaming;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.run.Grlm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// An open run with what naming new items needs, counted by its users, so that it is closed when a
/// newer one has taken its place and nobody uses it any more. Thread-safe.
final class Generation {
  private final Grlm grlm;
  private final LsaEncoder encoder;
  private final Embeddings embeddings;
  private final Neighbors neighbors;
  private final KnownTermNaming naming;
  private final Map<String, History> histories = new HashMap<>();
  private final Collected collected;
  private int users;
  private boolean retired;

  private Generation(Grlm grlm, Path run) throws IOException {
    this.grlm = grlm;
    this.encoder = LsaEncoder.load(grlm.folder().encoder());
    this.embeddings = EmbeddingFiles.read(grlm.folder().embeddings(), grlm.catalog().size());
    this.neighbors = NeighborFiles.read(grlm.folder().neighbors(), grlm.catalog());
    this.naming = new KnownTermNaming(grlm.identifiers(), grlm.config().textFields());
    this.collected = Collected.of(run);
    grlm.histories().forEach(history -> histories.put(history.user(), history));
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

  LsaEncoder encoder() {
    return encoder;
  }

  Embeddings embeddings() {
    return embeddings;
  }

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
      grlm.close();
    }
  }
}
