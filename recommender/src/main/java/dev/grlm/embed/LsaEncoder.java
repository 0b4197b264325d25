package dev.grlm.embed;

import dev.grlm.io.Json;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Latent semantic analysis: English stems, TF-IDF ([TfIdf]), projected on the leading right
/// singular vectors of the fitted corpus ([TruncatedSvd]) and divided by its length. For a text x
/// of the corpus the row is that of U·S, because x·V is. The default encoder: it needs no weights.
///
/// S. Deerwester et al., "Indexing by latent semantic analysis", JASIS 41(6), 1990.
///
/// Immutable and thread-safe. The same texts and config give the same encoder on one machine; a
/// saved and loaded one gives the same bits as before.
public final class LsaEncoder implements TextEncoder {
  static final String VOCABULARY_FILE = "vocabulary.json";
  static final String BASIS_FILE = "basis.safetensors";

  private static final String KIND = "lsa";
  private static final String BASIS = "basis";
  private static final String SINGULAR_VALUES = "singular_values";

  /// A text of length 1 whose projection is shorter than this lies outside the kept directions;
  /// what is left of it is rounding of the float32 basis and would be blown up to a random
  /// direction.
  private static final double MINIMUM_PROJECTION = 1e-6;

  private final LsaConfig config;
  private final int documents;
  private final TfIdf words;
  private final float[] basis;
  private final float[] singularValues;

  /// @param basis words × dimensions, row-major; dimensions = length of `singularValues`
  private LsaEncoder(
      LsaConfig config, int documents, TfIdf words, float[] basis, float[] singularValues) {
    this.config = config;
    this.documents = documents;
    this.words = words;
    this.basis = basis;
    this.singularValues = singularValues;
  }

  /// @throws IllegalArgumentException when no word is in as many texts as the config asks
  public static LsaEncoder fit(List<String> texts, LsaConfig config) {
    List<List<String>> split = SplitTexts.of(texts);
    TfIdf words = TfIdf.fit(split, config.minimumDocuments(), config.maximumVocabulary());
    if (words.size() == 0) {
      throw new IllegalArgumentException(
          "no word is in at least %d of %d texts: nothing to fit; minimumDocuments=%d"
              .formatted(config.minimumDocuments(), texts.size(), config.minimumDocuments()));
    }
    TruncatedSvd svd =
        TruncatedSvd.of(
            words.vectors(split), config.dimensions(), config.powerIterations(), config.seed());
    return new LsaEncoder(
        config,
        texts.size(),
        words,
        toFloats(svd.basis().values()),
        toFloats(svd.singularValues()));
  }

  private static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Override
  public int dimensions() {
    return singularValues.length;
  }

  /// How many words are known.
  public int vocabularySize() {
    return words.size();
  }

  /// Of the fitted corpus, largest first, one per dimension; float32.
  public float[] singularValues() {
    return singularValues.clone();
  }

  /// As promised by the interface; a text whose known words have no part in the kept directions
  /// gives a row of zeros too.
  @Override
  public Embeddings encode(List<String> texts) {
    int width = dimensions();
    SparseRows vectors = words.vectors(texts.stream().map(EnglishWords::of).toList());
    float[] rows = new float[Math.multiplyExact(texts.size(), width)];
    double[] row = new double[width];
    for (int i = 0; i < texts.size(); i++) {
      Arrays.fill(row, 0);
      for (int at = vectors.starts()[i]; at < vectors.starts()[i + 1]; at++) {
        double weight = vectors.values()[at];
        int basisRow = vectors.indices()[at] * width;
        for (int d = 0; d < width; d++) {
          row[d] += weight * basis[basisRow + d];
        }
      }
      writeNormalized(row, rows, i * width);
    }
    return new Embeddings(texts.size(), width, rows);
  }

  private static void writeNormalized(double[] row, float[] rows, int start) {
    double squares = 0;
    for (double value : row) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    if (length < MINIMUM_PROJECTION) {
      return;
    }
    for (int d = 0; d < row.length; d++) {
      rows[start + d] = (float) (row[d] / length);
    }
  }

  /// The JSON file beside the basis.
  ///
  /// @param encoder which kind of encoder the folder holds
  /// @param documents how many texts it was fitted on
  /// @param idf every word with its weight, in the order of the basis' rows
  record Vocabulary(
      String encoder, LsaConfig config, int documents, LinkedHashMap<String, Double> idf) {
    Vocabulary {
      // a record read from JSON may lack any of them
      Objects.requireNonNull(config, "config is missing");
      Objects.requireNonNull(idf, "idf is missing");
      if (!KIND.equals(encoder)) {
        throw new IllegalArgumentException(
            "encoder '" + KIND + "' expected, found '" + encoder + "'");
      }
      for (Map.Entry<String, @Nullable Double> entry : idf.entrySet()) {
        Double value = entry.getValue();
        if (value == null || !Double.isFinite(value) || value <= 0) {
          throw new IllegalArgumentException(
              "idf of '" + entry.getKey() + "' is " + value + "; a positive number expected");
        }
      }
    }
  }

  /// The files that [#save] writes.
  static List<Path> files(Path folder) {
    return List.of(folder.resolve(VOCABULARY_FILE), folder.resolve(BASIS_FILE));
  }

  /// Writes `vocabulary.json` and `basis.safetensors` into `folder`.
  public void save(Path folder) throws IOException {
    var tensors = new LinkedHashMap<String, Floats>();
    tensors.put(BASIS, new Floats(new long[] {words.size(), dimensions()}, basis));
    tensors.put(SINGULAR_VALUES, new Floats(new long[] {dimensions()}, singularValues));
    SafeTensors.write(folder.resolve(BASIS_FILE), tensors, Map.of("encoder", KIND));
    Json.write(
        folder.resolve(VOCABULARY_FILE),
        new Vocabulary(KIND, config, documents, new LinkedHashMap<>(words.idfByWord())));
  }

  /// Reads what [#save(Path)] wrote.
  ///
  /// @throws IOException naming the file, when one is missing or broken or the two do not fit
  public static LsaEncoder load(Path folder) throws IOException {
    Vocabulary vocabulary = Json.read(folder.resolve(VOCABULARY_FILE), Vocabulary.class);
    Path basisFile = folder.resolve(BASIS_FILE);
    SafeTensors.File tensors = SafeTensors.read(basisFile);
    float[] singularValues = tensors.floats(SINGULAR_VALUES);
    long[] expected = {vocabulary.idf().size(), singularValues.length};
    if (!Arrays.equals(tensors.shape(BASIS), expected)) {
      throw new IOException(
          "%s: tensor '%s' of shape %s expected (words of %s × singular values), found %s"
              .formatted(
                  basisFile,
                  BASIS,
                  Arrays.toString(expected),
                  VOCABULARY_FILE,
                  Arrays.toString(tensors.shape(BASIS))));
    }
    return new LsaEncoder(
        vocabulary.config(),
        vocabulary.documents(),
        new TfIdf(vocabulary.idf()),
        tensors.floats(BASIS),
        singularValues);
  }
}
