package dev.grlm.coded;

import dev.grlm.codebook.Codes;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.LateCodes;
import dev.grlm.codebook.Quantizer;
import dev.grlm.codebook.QuantizerFolder;
import dev.grlm.fitting.CodeSources;
import dev.grlm.identifier.Identifier;
import dev.grlm.system.Growing.Named;
import dev.grlm.system.Growing.NewItem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names items that came after the fit by the quantizer that named the others. It is read when the
/// first one comes. Thread-safe.
final class CodeNaming {
  static final String MOVED = "items whose last code is not the nearest, which left nothing free";
  static final String SHARED = "items that share all their codes, because nothing near was free";

  private final Path folder;
  private final Collisions collisions;
  private final CodeSources sources;
  private final List<List<String>> symbols;
  private @Nullable Opened opened;
  private boolean closed;

  private record Opened(Quantizer quantizer, CodeSources.Latecomers vectors, LateCodes codes) {}

  /// @param folder of the quantizer
  /// @param symbols of each level the codes that the model can generate
  CodeNaming(Path folder, Collisions collisions, CodeSources sources, List<List<String>> symbols) {
    this.folder = folder;
    this.collisions = collisions;
    this.sources = sources;
    this.symbols = symbols;
  }

  /// @throws IOException in one line, when the quantizer is missing, broken or of other codes
  synchronized Named name(NewItem item) throws IOException {
    if (closed) {
      throw new IllegalStateException("the system is closed");
    }
    Opened ready = opened;
    if (ready == null) {
      ready = open();
      opened = ready;
    }
    float[] vector = ready.vectors().vector(item);
    LateCodes.Given given =
        ready.codes().give(vector, codes -> item.taken().test(identifier(codes)));
    return new Named(
        identifier(given.codes()),
        switch (given.way()) {
          case NEAREST -> "";
          case MOVED -> MOVED;
          case SHARED -> SHARED;
        });
  }

  private Opened open() throws IOException {
    CodeSources.Latecomers vectors = sources.latecomers();
    try {
      Quantizer quantizer = QuantizerFolder.load(folder);
      try {
        return new Opened(quantizer, vectors, new LateCodes(quantizer, collisions, spelled()));
      } catch (IllegalArgumentException others) {
        quantizer.close();
        throw new IOException(
            folder + ": " + others.getMessage() + "; run the codes stage again", others);
      }
    } catch (IOException | RuntimeException failure) {
      vectors.close();
      throw failure;
    }
  }

  private List<List<Integer>> spelled() {
    var spelled = new ArrayList<List<Integer>>();
    for (int level = 0; level < symbols.size(); level++) {
      int at = level;
      spelled.add(symbols.get(level).stream().map(symbol -> Codes.code(at, symbol)).toList());
    }
    return spelled;
  }

  private static Identifier identifier(int[] codes) {
    var symbols = new ArrayList<String>();
    for (int level = 0; level < codes.length; level++) {
      symbols.add(Codes.symbol(level, codes[level]));
    }
    return new Identifier(symbols);
  }

  synchronized void close() {
    closed = true;
    if (opened != null) {
      opened.quantizer().close();
      opened.vectors().close();
      opened = null;
    }
  }
}
