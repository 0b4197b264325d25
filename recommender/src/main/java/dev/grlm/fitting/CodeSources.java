package dev.grlm.fitting;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.RqVaeLoss;
import dev.grlm.system.Growing.NewItem;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// What codes are made of. Vectors that come from the log, of which a tokenizer otherwise knows
/// nothing, must have been fitted on training positions: whoever gives them has the split, the
/// stage that asks for them has not.
public interface CodeSources {
  /// Files that are read, beside the dataset's.
  List<Path> inputs();

  /// What is quantised.
  ItemVectors vectors() throws IOException;

  /// Losses beside those of an RQ-VAE itself; k-means has none.
  default List<RqVaeLoss> losses() throws IOException {
    return List.of();
  }

  /// Vectors of items that came after the fit. Closing it frees what it holds.
  @FunctionalInterface
  interface Latecomers extends AutoCloseable {
    /// Of the kind that is quantised.
    float[] vector(NewItem item);

    @Override
    default void close() {}
  }

  /// What is quantised of an item that came later; what is quantised are texts where nobody says
  /// otherwise.
  default Latecomers latecomers() throws IOException {
    return NewItem::text;
  }

  /// What of all this the settings of the stage say, beside those of the codes.
  default SortedMap<String, Object> settings() {
    return Collections.emptySortedMap();
  }

  /// What is said of items whose vectors are all zero.
  default String blank() {
    return "items without a known word, quantised alike";
  }

  /// The run's text vectors alone.
  static CodeSources texts(SystemRun<?> run) {
    return new CodeSources() {
      @Override
      public List<Path> inputs() {
        return List.of(run.run().embeddings());
      }

      @Override
      public ItemVectors vectors() throws IOException {
        return ItemVectors.of(run.tables().embeddings());
      }
    };
  }
}
