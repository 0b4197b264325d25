package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.words.Languages;
import dev.grlm.words.TextWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LsaEncoderTest extends TextEncoderContract {
  private static final List<String> KITCHEN = List.of("pan", "pot", "spoon", "kettle", "whisk");
  private static final List<String> GARDEN = List.of("rake", "hose", "spade", "seed", "hedge");

  /// Two topics without a common word; text i of a topic has all of its words but the i-th, the
  /// first five texts are of the kitchen.
  private static final List<String> WORLD = world();

  private static final LsaConfig TWO = new LsaConfig(2, 2, 100, 8, 1);

  @TempDir Path folder;

  private static List<String> world() {
    var texts = new ArrayList<String>();
    for (List<String> topic : List.of(KITCHEN, GARDEN)) {
      for (int left = 0; left < topic.size(); left++) {
        var words = new ArrayList<>(topic);
        words.remove(left);
        texts.add(String.join(" ", words));
      }
    }
    return texts;
  }

  private static LsaConfig dimensions(int dimensions) {
    return new LsaConfig(dimensions, 2, 100, 4, 1);
  }

  @Override
  TextEncoder another() {
    return encoder();
  }

  @Override
  TextEncoder encoder() {
    return LsaEncoder.fit(WORLD, dimensions(10));
  }

  @Override
  List<String> texts() {
    return WORLD;
  }

  @Test
  void twoDimensionsSeparateTwoTopics() {
    Embeddings embeddings = LsaEncoder.fit(WORLD, TWO).encode(WORLD);
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        float expected = (i < 5) == (j < 5) ? 1 : 0;
        assertThat(embeddings.cosine(i, j)).isCloseTo(expected, within(1e-3f));
      }
    }
  }

  @Test
  void wordsThatNeverMeetAreNearThroughTheirCompany() {
    List<String> texts =
        List.of("sofa seat", "couch seat", "sofa seat", "couch seat", "rake hose", "rake hose");
    Embeddings rows = LsaEncoder.fit(texts, TWO).encode(List.of("sofa", "couch", "rake"));
    assertThat(rows.cosine(0, 1)).isGreaterThan(0.99f);
    assertThat(rows.cosine(0, 2)).isCloseTo(0, within(1e-3f));
  }

  @Test
  void fullRankKeepsTheCosinesOfTfIdf() {
    List<List<String>> words = WORLD.stream().map(new TextWords(Languages.ENGLISH)::of).toList();
    SparseRows vectors = TfIdf.fit(words, 2, 100).vectors(words);
    Embeddings embeddings = encoder().encode(WORLD);
    for (int i = 0; i < WORLD.size(); i++) {
      for (int j = 0; j < WORLD.size(); j++) {
        assertThat(embeddings.cosine(i, j))
            .isCloseTo((float) SparseRowsReference.dot(vectors, i, j), within(1e-5f));
      }
    }
  }

  @Test
  void dimensionsShrinkToTheRank() {
    assertThat(LsaEncoder.fit(WORLD, dimensions(512)).dimensions()).isEqualTo(10);
    assertThat(LsaEncoder.fit(List.of("pan pot", "pan pot"), dimensions(512)).dimensions())
        .isEqualTo(1);
  }

  @Test
  void unknownWordsGiveZerosAndDoNotChangeARow() {
    TextEncoder encoder = encoder();
    assertThat(encoder.encode(List.of("zeppelin")).values()).containsOnly(0f);
    assertThat(encoder.encode(List.of("pan zeppelin")).values())
        .isEqualTo(encoder.encode(List.of("pan")).values());
  }

  @Test
  void aKnownWordOutsideTheKeptDirectionsGivesZeros() {
    List<String> texts = List.of("pan pot", "pan pot", "pan pot", "rake", "rake");
    LsaEncoder one = LsaEncoder.fit(texts, dimensions(1));
    assertThat(one.encode(List.of("rake")).values()).containsExactly(0f);
    assertThat(one.encode(List.of("pan")).values()).containsExactly(1f);
  }

  @Test
  void sameSeedSameBits() {
    LsaEncoder first = LsaEncoder.fit(WORLD, dimensions(4));
    LsaEncoder second = LsaEncoder.fit(WORLD, dimensions(4));
    assertThat(first.encode(WORLD).values()).isEqualTo(second.encode(WORLD).values());
  }

  @Test
  void signsDoNotDependOnTheSeed() {
    // three topics of different size, so that all singular values differ
    List<String> texts =
        List.of("a1 b1", "a1 b1", "a1 b1", "c1", "c1", "d1 e1 d1", "d1 e1 d1", "d1 e1 d1", "d1 e1");
    float[] rows = LsaEncoder.fit(texts, new LsaConfig(3, 2, 100, 4, 1)).encode(texts).values();
    float[] other = LsaEncoder.fit(texts, new LsaConfig(3, 2, 100, 4, 2)).encode(texts).values();
    assertThat(rows).containsExactly(other, within(1e-5f));
  }

  @Test
  void aLoadedEncoderGivesTheSameBits() throws IOException {
    LsaEncoder fitted = LsaEncoder.fit(WORLD, dimensions(7));
    fitted.save(folder);
    LsaEncoder loaded = LsaEncoder.load(folder);
    List<String> texts = List.of("pan hose &amp; seeds", "kettles", "nothing");
    assertThat(loaded.encode(texts).values()).isEqualTo(fitted.encode(texts).values());
    assertThat(loaded.singularValues()).isEqualTo(fitted.singularValues());
    assertThat(loaded.vocabularySize()).isEqualTo(10);

    loaded.save(folder.resolve("again"));
    for (String name : List.of(LsaEncoder.VOCABULARY_FILE, LsaEncoder.BASIS_FILE)) {
      assertThat(folder.resolve("again").resolve(name))
          .hasSameBinaryContentAs(folder.resolve(name));
    }
  }

  /// Encoders of runs that were made before there were languages.
  @Test
  void aVocabularyWithoutLanguagesIsEnglish() throws IOException {
    LsaEncoder fitted = LsaEncoder.fit(WORLD, dimensions(3));
    fitted.save(folder);
    Path vocabulary = folder.resolve(LsaEncoder.VOCABULARY_FILE);
    String json = Files.readString(vocabulary);
    String older = json.replaceFirst("\"languages\" : \\{[^}]*},", "");
    assertThat(older).isNotEqualTo(json);
    Files.writeString(vocabulary, older);
    LsaEncoder loaded = LsaEncoder.load(folder);
    assertThat(loaded.languages()).isEqualTo(Languages.ENGLISH);
    assertThat(loaded.encode(WORLD).values()).isEqualTo(fitted.encode(WORLD).values());
    Files.writeString(vocabulary, json.replace("\"en\"", "\"xx\""));
    assertLoadFails("unknown language 'xx'");
  }

  @Test
  void aLoadedEncoderReadsTextsInTheLanguagesItWasFittedIn() throws IOException {
    List<String> texts = List.of("Seife für Haut", "Seifen für Haar", "Kamm für Haar");
    LsaEncoder.fit(texts, new LsaConfig(3, 1, 100, 4, 1), Languages.of("de", texts)).save(folder);
    LsaEncoder loaded = LsaEncoder.load(folder);
    assertThat(loaded.languages().codes()).containsEntry("Latin", "de");
    assertThat(loaded.encode(List.of("für")).values()).as("a stop word").containsOnly(0);
    assertThat(loaded.encode(List.of("Seife", "Seifen")).cosine(0, 1)).isCloseTo(1, within(1e-6f));
  }

  @Test
  void loadingNamesTheFileAtFault() throws IOException {
    Path vocabulary = folder.resolve(LsaEncoder.VOCABULARY_FILE);
    assertLoadFails(vocabulary + ": no such file");
    LsaEncoder.fit(WORLD, dimensions(2)).save(folder);
    String json = Files.readString(vocabulary);

    Files.writeString(vocabulary, json.replaceFirst("\"hedg\" : [0-9.]+,", ""));
    assertLoadFails(
        folder.resolve(LsaEncoder.BASIS_FILE)
            + ": tensor 'basis' of shape [9, 2] expected (words of vocabulary.json × singular"
            + " values), found [10, 2]");
    Files.writeString(vocabulary, json.replace("\"lsa\"", "\"qwen3\""));
    assertLoadFails("encoder 'lsa' expected, found 'qwen3'");
    Files.writeString(vocabulary, json.replaceFirst("\"hedg\" : [0-9.]+", "\"hedg\" : null"));
    assertLoadFails("idf of 'hedg' is null");
    Files.writeString(vocabulary, "{\"encoder\": \"lsa\"}");
    assertLoadFails("config is missing");
  }

  private void assertLoadFails(String reason) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> LsaEncoder.load(folder))
        .withMessageContaining(reason)
        .withMessageContaining(folder.toString());
  }

  @Test
  void wordsOfOneTextAreTakenWhereNoneIsCommon() {
    LsaEncoder fitted = LsaEncoder.fit(List.of("pan", "pot"), LsaConfig.DEFAULT);
    assertThat(fitted.minimumDocuments()).isEqualTo(1);
    assertThat(fitted.encode(List.of("pan", "pot", "kettle")).cosine(0, 1)).isZero();
    assertThat(LsaEncoder.fit(List.of("pan", "pan", "pot"), LsaConfig.DEFAULT).minimumDocuments())
        .isEqualTo(2);
  }

  @Test
  void refusesACorpusWithoutWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LsaEncoder.fit(List.of("", " - "), LsaConfig.DEFAULT))
        .withMessage("none of 2 texts has a word");
  }

  @Test
  void configIsChecked() {
    assertThat(LsaConfig.DEFAULT).isEqualTo(new LsaConfig(512, 2, 30_000, 4, 42));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LsaConfig(0, 2, 100, 4, 1))
        .withMessage("dimensions must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LsaConfig(1, 0, 100, 4, 1))
        .withMessage("minimumDocuments must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LsaConfig(1, 2, -5, 4, 1))
        .withMessage("maximumVocabulary must be at least 1: -5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LsaConfig(1, 2, 100, -1, 1))
        .withMessage("powerIterations must be at least 0: -1");
  }
}
