package dev.grlm.run;

import dev.grlm.data.Item;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.Encoders;
import dev.grlm.embed.TextEncoder;
import dev.grlm.identifier.Identifier;
import dev.grlm.system.Growing;
import dev.grlm.system.Growing.Named;
import dev.grlm.system.Growing.NewItem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Names items that a run was not fitted on, beside those that it was. Thread-safe as its encoder
/// is; close it.
public final class ItemNaming implements AutoCloseable {
  private final List<String> textFields;
  private final int stored;
  private final Embeddings embeddings;
  private final Grlm run;
  private final TextEncoder encoder;

  private ItemNaming(Grlm grlm) throws IOException {
    this.run = grlm;
    this.textFields = grlm.config().shared().textFields();
    this.stored = grlm.config().shared().neighbors().k();
    this.embeddings = EmbeddingFiles.read(grlm.folder().embeddings(), grlm.fitted());
    // The last, because from here on nothing fails that would leave it open.
    this.encoder = Encoders.load(grlm.folder().encoder(), grlm.config().shared().placement());
  }

  /// @throws IOException in one line, when the run lacks its embeddings or its encoder
  public static ItemNaming open(Grlm grlm) throws IOException {
    return new ItemNaming(grlm);
  }

  /// Fitted items beside a text.
  ///
  /// @param items nearest first
  /// @param cosines same length
  /// @param text the vector of the text
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  public record Nearest(int[] items, float[] cosines, float[] text) {
    public Nearest first(int count) {
      int kept = Math.min(count, items.length);
      return new Nearest(Arrays.copyOf(items, kept), Arrays.copyOf(cosines, kept), text);
    }
  }

  /// The fitted items nearest to an item's text, as many as the run stores.
  public Nearest nearest(Item item) {
    return nearest(List.of(item)).getFirst();
  }

  /// As [#nearest(Item)] for each of several, in their order; faster than one by one, for texts are
  /// encoded together and the fitted items' vectors are read once for many.
  public List<Nearest> nearest(List<Item> items) {
    Embeddings texts = encoder.encode(items.stream().map(item -> item.text(textFields)).toList());
    return new NearestRows(embeddings, stored).of(texts);
  }

  /// An identifier that the run's model can generate.
  ///
  /// @param taken whether another item has an identifier already
  /// @throws IOException in one line, when what the system names by cannot be read
  /// @throws dev.grlm.system.CannotException when the system cannot take new items
  public Identifier name(Item item, Nearest nearest, Predicate<Identifier> taken)
      throws IOException {
    return name(run.growing(), item, nearest, List.of(), taken).identifier();
  }

  /// As [#name(Item, Nearest, Predicate)], by a system of any run with the same encoder.
  ///
  /// @param wished terms to be taken where they can be
  static Named name(
      Growing system, Item item, Nearest nearest, List<String> wished, Predicate<Identifier> taken)
      throws IOException {
    return system.name(
        new NewItem(item, nearest.text(), nearest.items(), nearest.cosines(), wished, taken));
  }

  @Override
  public void close() {
    encoder.close();
  }
}
