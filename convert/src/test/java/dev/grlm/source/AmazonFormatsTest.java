package dev.grlm.source;

import static dev.grlm.source.AmazonFixtures.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmazonFormatsTest {
  private static final List<Format> ALL =
      List.of(new Amazon2014(), new Amazon2018(), new Amazon2023());

  @TempDir Path folder;

  /// The words of the formats that take the folder.
  private List<String> words() throws IOException {
    var words = new ArrayList<String>();
    for (Format format : ALL) {
      if (format.detect(Input.of(folder, Columns.GUESSED)) != null) {
        words.add(format.word());
      }
    }
    return words;
  }

  @Test
  void plainReviewsAloneAreOf2014() throws IOException {
    lines(folder, "x", AmazonFixtures.old("U", "I", 1));
    assertThat(words()).containsExactly("amazon-2014");
  }

  @Test
  void verifiedReviewsAloneAreOf2018() throws IOException {
    lines(folder, "x", AmazonFixtures.old("U", "I", 1), AmazonFixtures.verified("U", "J", 1));
    assertThat(words()).containsExactly("amazon-2018");
  }

  @Test
  void metadataTellsTheEditionOfPlainReviews() throws IOException {
    lines(folder, "x", AmazonFixtures.old("U", "I", 1));
    lines(folder, "y", AmazonFixtures.META_2018);
    assertThat(words()).containsExactly("amazon-2018");
    lines(folder, "y", AmazonFixtures.META_2014);
    assertThat(words()).containsExactly("amazon-2014");
  }

  @Test
  void theEditionOf2023IsToldByItsKeysOrItsHeader() throws IOException {
    lines(folder, "x", AmazonFixtures.of2023("U", "I", 1));
    assertThat(words()).containsExactly("amazon-2023");
    lines(folder, "x", "user_id,parent_asin,rating,timestamp,history", "U,I,5.0,7,A B");
    assertThat(words()).containsExactly("amazon-2023");
    lines(folder, "x", "user_id,item_id,rating,timestamp", "U,I,5.0,7");
    assertThat(words()).isEmpty();
  }

  @Test
  void anEventHasUserItemTimeAndRating() throws IOException {
    lines(folder, "x", AmazonFixtures.old("U", "I", 1400000000));
    assertThat(Recorded.of(new Amazon2014(), folder).events)
        .containsExactly(Event.of("U", "I").at(1400000000000L).rated(5));
    lines(folder, "x", AmazonFixtures.of2023("U", "I", 1588687728923L));
    assertThat(Recorded.of(new Amazon2023(), folder).events)
        .containsExactly(Event.of("U", "I").at(1588687728923L).rated(4));
  }

  @Test
  void anItemOf2014HasItsFirstPathAndTheNamesOnOthers() throws IOException {
    lines(folder, "x", AmazonFixtures.old("U", "I1", 1));
    lines(folder, "y", AmazonFixtures.META_2014);
    assertThat(Recorded.of(new Amazon2014(), folder).items)
        .containsExactly(
            new Item(
                "I1",
                "Mum's \u00e9clair",
                "Acme",
                List.of("Food", "Cakes"),
                List.of("Gifts"),
                "Sweet.",
                "",
                Map.of()));
  }

  @Test
  void anItemOf2018KeepsItsMarkup() throws IOException {
    lines(folder, "x", AmazonFixtures.verified("U", "I1", 1));
    lines(folder, "y", AmazonFixtures.META_2018);
    assertThat(Recorded.of(new Amazon2018(), folder).items)
        .containsExactly(
            new Item(
                "I1",
                "Soap",
                "Acme",
                List.of("Beauty", "Bath &amp; Body"),
                List.of(),
                "Mild. Soft.",
                "",
                Map.of("features", "A B")));
  }

  @Test
  void anItemOf2023WithoutCategoriesHasItsMainCategory() throws IOException {
    lines(folder, "x", AmazonFixtures.of2023("U", "I1", 1));
    lines(folder, "y", AmazonFixtures.META_2023);
    assertThat(Recorded.of(new Amazon2023(), folder).items)
        .containsExactly(
            new Item(
                "I1",
                "Game",
                "Acme",
                List.of("Video Games"),
                List.of(),
                "One. Two.",
                "",
                Map.of("features", "Fast Loud")));
  }

  @Test
  void textOfAWrongKindIsLeftOutAndHalfPairsAreReplaced() throws IOException {
    lines(folder, "x", AmazonFixtures.verified("U", "I1", 1));
    lines(
        folder,
        "y",
        AmazonFixtures.META_2018,
        "{\"asin\": 7, \"title\": [\"a\\ud800\", {}, 5], \"brand\": {\"a\": 1}, \"category\": \"C\"}",
        "{\"asin\": [], \"title\": \"A\"}",
        "{\"asin\": null, \"title\": \"A\"}",
        "[" + "[".repeat(100_000),
        "");
    Recorded recorded = Recorded.of(new Amazon2018(), folder);
    assertThat(recorded.items)
        .element(1)
        .isEqualTo(new Item("7", "a\ufffd 5", "", List.of("C"), List.of(), "", "", Map.of()));
    assertThat(recorded.items).hasSize(2);
    assertThat(recorded.faults)
        .extracting(fault -> fault.line() + " " + fault.column() + " " + fault.reason())
        .containsExactly(
            "3 asin " + Reasons.BAD_TEXT,
            "4 asin " + Reasons.NO_ITEM,
            "5 line " + Reasons.NOT_AN_OBJECT);
  }

  @Test
  void everyCellOfAReviewThatCannotBeIsAFault() throws IOException {
    String good = AmazonFixtures.of2023("U", "I", 1);
    lines(
        folder,
        "x",
        good,
        good.replace("\"U\"", "null"),
        good.replace("\"I\"", "{}"),
        good.replace("\"timestamp\": 1", "\"timestamp\": true"),
        good.replace("\"timestamp\": 1", "\"timestamp\": 1e300"),
        good.replace("4.0", "\"five\""),
        good.replace("4.0", "1e999"));
    Recorded recorded = Recorded.of(new Amazon2023(), folder);
    assertThat(recorded.events).hasSize(1);
    assertThat(recorded.faults)
        .extracting(fault -> fault.line() + " " + fault.column())
        .containsExactly(
            "2 user_id", "3 parent_asin", "4 timestamp", "5 timestamp", "6 rating", "7 rating");
  }

  @Test
  void aTableOfRatingsKeepsItsHistoryToItself() throws IOException {
    lines(
        folder,
        "x.csv",
        "user_id,parent_asin,rating,timestamp,history",
        "U,I,5.0,7,A B",
        "U,J,4.0,8,",
        "U,K,4.0,9",
        "U,L",
        "");
    Recorded recorded = Recorded.of(new Amazon2023(), folder);
    assertThat(recorded.events).extracting(Event::item).containsExactly("I", "J", "K");
    assertThat(recorded.faults).hasSize(1);
    lines(folder, "x.csv", AmazonRatings.HEADER, "U,I,5.0,7,A B");
    assertThat(Recorded.of(new Amazon2023(), folder).faults)
        .extracting(Fault::reason)
        .containsExactly(Reasons.WRONG_COLUMNS);
  }

  @Test
  void severalCategoriesAreDomains() throws IOException {
    lines(folder, "reviews_Beauty_5.json", AmazonFixtures.old("U", "I1", 1));
    lines(folder, "meta_Beauty.json", AmazonFixtures.META_2014);
    assertThat(Recorded.of(new Amazon2014(), folder).events)
        .extracting(Event::domain)
        .containsExactly("");
    lines(folder, "reviews_Toys_and_Games.json", AmazonFixtures.old("U", "I2", 1));
    Recorded recorded = Recorded.of(new Amazon2014(), folder);
    assertThat(recorded.events)
        .extracting(Event::domain)
        .containsExactly("Beauty", "Toys_and_Games");
    assertThat(recorded.items).extracting(Item::domain).containsExactly("Beauty");
  }

  @Test
  void partsOfOneTableAreOneCategory() throws IOException {
    for (String part : List.of("test", "train", "valid")) {
      lines(folder, "Video_Games." + part + ".csv", AmazonRatings.HEADER, "U,I,5.0,7");
    }
    assertThat(Recorded.of(new Amazon2023(), folder).events)
        .hasSize(3)
        .extracting(Event::domain)
        .containsOnly("");
  }

  @Test
  void aCategoryThatIsThereTwiceIsRefused() throws IOException {
    lines(folder, "Video_Games.csv", AmazonRatings.HEADER, "U,I,5.0,7");
    lines(folder, "Video_Games.jsonl", AmazonFixtures.of2023("U", "I", 7));
    assertThatThrownBy(this::words)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'Video_Games'")
        .hasMessageContaining("Video_Games.csv");
  }

  @Test
  void metadataAloneIsRefused() throws IOException {
    lines(folder, "meta_Beauty.json", AmazonFixtures.META_2018);
    assertThatThrownBy(this::words)
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": Amazon metadata without reviews; name the folder that holds both");
  }
}
