package dev.grlm.systems.grlm.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.embed.Embeddings;
import dev.grlm.embed.TextEncoder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VocabularyCompressionTest {
  /// Places words in a plane by angle; a word that it does not know is zero.
  private record PlaneEncoder(Map<String, Double> degrees) implements TextEncoder {
    @Override
    public int dimensions() {
      return 2;
    }

    @Override
    public Embeddings encode(List<String> texts) {
      var values = new float[2 * texts.size()];
      for (int row = 0; row < texts.size(); row++) {
        Double angle = degrees.get(texts.get(row));
        if (angle != null) {
          values[2 * row] = (float) Math.cos(Math.toRadians(angle));
          values[2 * row + 1] = (float) Math.sin(Math.toRadians(angle));
        }
      }
      return new Embeddings(texts.size(), 2, values);
    }
  }

  /// Hair around 0°, nails around 90°; `hair care` stands in the middle of the first, and both
  /// terms of the second are equally far from theirs, of which `nail` is the commoner one.
  private static final TextEncoder SHOP =
      new PlaneEncoder(
          Map.of(
              "hair mask", -4.0, "hair care", 0.0, "shampoo", 5.0, "nail", 90.0, "polish", 96.0));

  private static Identifiers identifiers(String... rows) {
    var identifiers = new ArrayList<Identifier>();
    for (String row : rows) {
      identifiers.add(Identifier.of(row.split(" ")));
    }
    return new Identifiers(identifiers);
  }

  private static VocabularyCompression compression(Identifiers identifiers, int k, long seed) {
    var items = new Embeddings(identifiers.size(), 2, new float[2 * identifiers.size()]);
    return VocabularyCompression.of(TermEmbeddings.of(identifiers, SHOP, items), k, seed);
  }

  @Test
  void likeTermsBecomeTheOneInTheMiddle() {
    Identifiers given =
        identifiers(
            "shampoo nail", "hair-mask polish", "hair-care nail", "shampoo polish", "shampoo nail");
    for (int seed = 0; seed < 10; seed++) {
      VocabularyCompression compression = compression(given, 2, seed);
      assertThat(compression.coreTerms()).containsExactly("nail", "hair-care");
      assertThat(compression.core("polish")).isEqualTo("nail");
      var compressed = compression.compress(given);
      assertThat(compressed.identifiers().all()).containsOnly(Identifier.of("hair-care", "nail"));
      assertThat(compressed.slotsRewritten()).isEqualTo(6);
      assertThat(compressed.slotsRepaired()).isZero();
    }
  }

  @Test
  void whereTermsFallTogetherTheOthersTakeTheNextNearest() {
    Identifiers given =
        identifiers("shampoo hair-care", "hair-mask shampoo", "nail polish", "nail shampoo");
    VocabularyCompression compression = compression(given, 2, 1);
    var compressed = compression.compress(given);
    assertThat(compressed.identifiers().all())
        .containsExactly(
            Identifier.of("nail", "hair-care"), // the core term itself keeps its slot
            Identifier.of("hair-care", "nail"), // else the leftmost
            Identifier.of("nail", "hair-care"),
            Identifier.of("nail", "hair-care"));
    assertThat(compressed.slotsRepaired()).isEqualTo(3);
    assertThat(compressed.identifiersRepaired()).isEqualTo(3);
    assertThat(compressed.slotsRewritten()).isEqualTo(5);
  }

  @Test
  void asManyTermsAsThereAreOrMoreChangeNothing() {
    Identifiers given = identifiers("shampoo shampoo", "hair-mask nail", "polish hair-care");
    for (int k : new int[] {5, 6, 1000}) {
      var compressed = compression(given, k, 1).compress(given);
      assertThat(compressed.identifiers()).isSameAs(given);
      assertThat(compressed.slotsRewritten()).isZero();
    }
    assertThat(compression(given, 4, 1).compress(given).identifiers().all())
        .isNotEqualTo(given.all());
  }

  @Test
  void aTermThatTheEncoderDoesNotKnowIsPlacedByItsItems() {
    Identifiers given = identifiers("nail zzz", "shampoo yyy", "polish zzz");
    var items = new Embeddings(3, 2, new float[] {0, 1, 0, 0, 0.6f, 0.8f});
    TermEmbeddings terms = TermEmbeddings.of(given, SHOP, items);
    assertThat(terms.terms()).containsExactly("zzz", "nail", "polish", "shampoo", "yyy");
    assertThat(terms.uses()).containsExactly(2, 1, 1, 1, 1);
    assertThat(terms.fromItems()).as("yyy's only item has no direction").isEqualTo(1);
    assertThat(terms.rows().values()).startsWith(0.31622776f, 0.9486833f).endsWith(0, 0);
  }

  /// Rows are drawn among few angles, so that terms coincide and clusters tie.
  @Property(tries = 200)
  void wellFormedStaysWellFormedAndNoTermIsNew(
      @ForAll @IntRange(min = 3, max = 29) int k, @ForAll @IntRange(max = 9999) int seed) {
    var random = new SplittableRandom(seed);
    var degrees = new HashMap<String, Double>();
    var names = new ArrayList<String>();
    for (int term = 0; term < 30; term++) {
      names.add("t" + term);
      degrees.put("t" + term, 15.0 * random.nextInt(12));
    }
    var rows = new ArrayList<Identifier>();
    for (int item = 0; item < 40; item++) {
      int start = item < 10 ? item : random.nextInt(30);
      rows.add(
          Identifier.of(
              names.get(start), names.get((start + 10) % 30), names.get((start + 20) % 30)));
    }
    var given = new Identifiers(rows);
    var encoder = new PlaneEncoder(degrees);
    var terms = TermEmbeddings.of(given, encoder, new Embeddings(40, 2, new float[80]));
    VocabularyCompression compression = VocabularyCompression.of(terms, k, seed);
    Identifiers after = compression.compress(given).identifiers();
    assertThat(compression.coreTerms()).hasSize(k);
    var used = new HashSet<String>();
    for (int item = 0; item < 40; item++) {
      assertThat(after.of(item).wellFormed(3)).as("%s", after.of(item)).isTrue();
      used.addAll(after.of(item).symbols());
    }
    assertThat(compression.coreTerms()).containsAll(used);
    given
        .groups()
        .values()
        .forEach(group ->
            assertThat(group.stream().map(after::of).distinct()).as("collisions stay").hasSize(1));
    assertThat(VocabularyCompression.of(terms, k, seed).compress(given).identifiers().all())
        .as("the same seed")
        .isEqualTo(after.all());
  }

  @Test
  void tooFewTermsForAnIdentifierAreNamed() {
    Identifiers given = identifiers("shampoo nail", "hair-mask polish");
    assertThatThrownBy(() -> compression(given, 1, 1).compress(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 terms are too few for identifiers of 2 different ones");
    assertThatThrownBy(() -> compression(given, 2, 1).core("tea"))
        .hasMessage("the term 'tea' is not in the vocabulary");
  }
}
