package dev.grlm.systems.grlm.small;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.signal.Signals;
import dev.grlm.system.DecodingConfig;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.model.OpenTermModel;
import dev.grlm.systems.grlm.model.TermSearch;
import dev.grlm.tensor.Natives;
import dev.grlm.words.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model of four items, to which a second rose soap is added and something unheard of.
class GrownSmallTest {
  private static final List<String> TITLES =
      List.of("rose soap", "tin mug", "nail file", "old clock", "rose soap", "unheard");

  private static final List<Identifier> TERMS =
      List.of(
          Identifier.of("soap", "rose"),
          Identifier.of("mug", "tin"),
          Identifier.of("file", "nail"),
          Identifier.of("clock", "old"),
          Identifier.of("file", "rose"),
          Identifier.of("mug", "old"));

  private static final int FITTED = 4;
  private static final int TWIN = 4;
  private static final int UNHEARD = 5;

  @TempDir static Path folder;

  private static Catalog catalog(int items) {
    return new Catalog(
        IntStream.range(0, items).mapToObj(i -> Item.titled("i" + i, TITLES.get(i))).toList());
  }

  private static Dataset dataset() {
    var histories = List.of(new History("u", new int[] {0, 1, 2, 3}));
    return new Dataset(catalog(FITTED), histories, new TreeMap<>());
  }

  private static Identifiers identifiers(int items) {
    return new Identifiers(TERMS.subList(0, items));
  }

  private static Signals grownSignals() {
    return Signals.of(dataset(), Optional.of(identifiers(FITTED)), Languages.ENGLISH, List.of())
        .grown(catalog(6), Optional.of(identifiers(6)));
  }

  @BeforeAll
  static void save() throws IOException {
    Natives.load();
    var codec = new SlotCodec(identifiers(FITTED), new WordTable(List.of(), List.of(), 8), 4);
    var config =
        new TwoLevelConfig(codec.slotSizes(), FITTED, 0, 8, 1, 2, 12, 10, 4, 0, 0, 0, true);
    try (var decoder = new TwoLevelDecoder(config, codec.steps(), 1)) {
      decoder.save(folder);
    }
    Json.write(
        folder.resolve("symbols.json"),
        Map.of(
            "slots", codec.symbolTables(),
            "words", List.of(),
            "textFields", List.of(),
            "longestText", 8,
            "maxSteps", 4));
  }

  private static OpenTermModel open() throws IOException {
    return new SmallModel(SmallConfig.DEFAULT, RunSettings.DEFAULT)
        .open(folder, dataset(), identifiers(FITTED));
  }

  private static float[] scores(OpenTermModel model, int... history) {
    ScoredItems scored = model.scorer().orElseThrow().scores(List.of(history)).getFirst();
    assertThat(scored.items()[scored.size() - 1]).isEqualTo(scored.size() - 1);
    return scored.scores();
  }

  @Test
  void aTwinInTextIsScoredAndReadAsTheItemThatWasTrained() throws IOException {
    try (OpenTermModel model = open()) {
      OpenTermModel grown = model.grown(catalog(6), identifiers(6), GrownSmallTest::grownSignals);
      float[] scores = scores(grown, 1, 2);
      assertThat(scores[TWIN]).isCloseTo(scores[0], within(1e-5f));
      assertThat(scores(grown, 1, TWIN)).containsExactly(scores(grown, 1, 0), within(1e-5f));
    }
  }

  @Test
  void whatIsLikeNothingIsItsTerms() throws IOException {
    try (OpenTermModel model = open()) {
      OpenTermModel alone = model.grown(catalog(6), identifiers(6));
      OpenTermModel grown = model.grown(catalog(6), identifiers(6), GrownSmallTest::grownSignals);
      assertThat(scores(grown, 1, 2)[UNHEARD]).isEqualTo(scores(alone, 1, 2)[UNHEARD]);
      assertThat(scores(grown, 1, 2)[TWIN]).isNotEqualTo(scores(alone, 1, 2)[TWIN]);
    }
  }

  /// Both bear `soap rose` and are one in text, so that each has half of it.
  @Test
  void anAddedItemHasItsShareOfATermIdThatItJoins() throws IOException {
    var joined = new ArrayList<>(TERMS);
    joined.set(TWIN, TERMS.getFirst());
    var identifiers = new Identifiers(joined);
    try (OpenTermModel model = open()) {
      OpenTermModel grown = model.grown(catalog(6), identifiers, GrownSmallTest::grownSignals);
      var dataset = new Dataset(catalog(6), dataset().histories(), new TreeMap<>());
      IdentifierSearch search = TermSearch.of(dataset, identifiers, DecodingConfig.DEFAULT, 4);
      Map<Integer, Double> chances =
          search
              .constrained(
                  IdentifierSearch.parted(search.generator(grown.fitted()), grown.scorer(), true),
                  _ -> {})
              .recommend(new Query(new int[] {1, 2}, 6, new BitSet()))
              .stream()
              .collect(Collectors.toMap(Recommendation::item, one -> Math.exp(one.score())));
      assertThat(chances.get(TWIN)).isCloseTo(chances.get(0), within(1e-6));
      assertThat(chances.values().stream().mapToDouble(chance -> chance).sum())
          .isCloseTo(1, within(1e-5));
    }
  }

  /// But for the rounding of a matrix with more columns.
  @Test
  void knownItemsKeepTheirScores() throws IOException {
    try (OpenTermModel model = open()) {
      OpenTermModel grown = model.grown(catalog(6), identifiers(6), GrownSmallTest::grownSignals);
      assertThat(Arrays.copyOf(scores(grown, 3, 1), FITTED))
          .containsExactly(scores(model, 3, 1), within(1e-5f));
    }
  }
}
