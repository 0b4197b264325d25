package dev.grlm.embed;

import dev.grlm.io.Json;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.words.Languages;
import dev.grlm.words.TextWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Latent semantic analysis: stems ([TextWords]), TF-IDF ([TfIdf]), projected on the leading right
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

  private final LsaConfig config;
  private final int documents;
  private final TextWords splitting;
  private final TfIdf words;
  private final float[] basis;
  private final float[] singularValues;

  /// @param basis words × dimensions, row-major; dimensions = length of `singularValues`
  private LsaEncoder(
      LsaConfig config,
      int documents,
      TextWords splitting,
      TfIdf words,
      float[] basis,
      float[] singularValues) {
    this.config = config;
    this.documents = documents;
    this.splitting = splitting;
    this.words = words;
    this.basis = basis;
    this.singularValues = singularValues;
  }

  /// In the languages that the texts are in.
  public static LsaEncoder fit(List<String> texts, LsaConfig config) {
    return fit(texts, config, Languages.of(Languages.AUTO, texts));
  }

  /// Where no word is in as many texts as the config asks, words of a single one are taken, and
  /// [#minimumDocuments()] says so: short titles may have no word in common.
  ///
  /// @throws IllegalArgumentException when no text has a word
  public static LsaEncoder fit(List<String> texts, LsaConfig config, Languages languages) {
    var splitting = new TextWords(languages);
    List<List<String>> split = SplitTexts.of(texts, splitting);
    LsaConfig taken = config;
    TfIdf words = TfIdf.fit(split, config.minimumDocuments(), config.maximumVocabulary());
    if (words.size() == 0) {
      taken = config.withMinimumDocuments(1);
      words = TfIdf.fit(split, 1, config.maximumVocabulary());
    }
    if (words.size() == 0) {
      throw new IllegalArgumentException("none of " + texts.size() + " texts has a word");
    }
    TruncatedSvd svd =
        TruncatedSvd.of(
            words.vectors(split), config.dimensions(), config.powerIterations(), config.seed());
    return new LsaEncoder(
        taken,
        texts.size(),
        splitting,
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

  /// Texts that a word must be in to be known.
  public int minimumDocuments() {
    return config.minimumDocuments();
  }

  /// What the words of a text are read as.
  public Languages languages() {
    return splitting.languages();
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
    SparseRows vectors = words.vectors(texts.stream().map(splitting::of).toList());
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
      TruncatedSvd.writeNormalized(row, rows, i * width);
    }
    return new Embeddings(texts.size(), width, rows);
  }

  /// The JSON file beside the basis.
  ///
  /// @param encoder which kind of encoder the folder holds
  /// @param documents how many texts it was fitted on
  /// @param languages what words are read as, by script; an older file has English alone
  /// @param idf every word with its weight, in the order of the basis' rows
  record Vocabulary(
      String encoder,
      LsaConfig config,
      int documents,
      @Nullable LinkedHashMap<String, String> languages,
      LinkedHashMap<String, Double> idf) {
    Vocabulary {
      // a record read from JSON may lack any of them
      Objects.requireNonNull(config, "config is missing");
      Objects.requireNonNull(idf, "idf is missing");
      if (!KIND.equals(encoder)) {
        throw new IllegalArgumentException(
            "encoder '" + KIND + "' expected, found '" + encoder + "'");
      }
      languages = languages == null ? new LinkedHashMap<>(Languages.ENGLISH.codes()) : languages;
      var _ = Languages.ofCodes(languages);
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
        new Vocabulary(
            KIND,
            config,
            documents,
            new LinkedHashMap<>(languages().codes()),
            new LinkedHashMap<>(words.idfByWord())));
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
        new TextWords(
            vocabulary.languages() == null
                ? Languages.ENGLISH
                : Languages.ofCodes(vocabulary.languages())),
        new TfIdf(vocabulary.idf()),
        tensors.floats(BASIS),
        singularValues);
  }
}
