package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Open Dataset of all its years.
class YelpTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeReviews() throws IOException {
    file(
        "review.json",
        """
        {"review_id": "r1", "user_id": "A1", "business_id": "B1", "stars": 4.0, "date": "2012-01-14"}
        {"review_id": "r2", "user_id": "A1", "business_id": "B2", "stars": 5, "date": "2018-07-07 22:09:11"}
        """);
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<Item> items() throws IOException {
    return Recorded.opened(folder, Columns.GUESSED).items;
  }

  @Test
  void categoriesAreAListOrATextWithCommas() throws IOException {
    file(
        "business.json",
        """
        {"business_id": "B1", "name": "Dr 1", "categories": ["Doctors", "Health & Medical"], "city": "Ulm"}
        {"business_id": "B2", "name": "Dr 2", "categories": "Doctors, Health & Medical", "state": "AZ"}
        {"business_id": "B3", "name": "Dr 3", "categories": null}
        {"business_id": "B4", "name": "Dr 4", "categories": []}
        """);
    assertThat(items())
        .extracting(Item::categories)
        .containsExactly(
            List.of("Doctors", "Health & Medical"),
            List.of("Doctors", "Health & Medical"),
            List.of(),
            List.of());
    assertThat(items()).extracting(Item::fields).element(0).hasToString("{city=Ulm}");
  }

  @Test
  void timesAreDaysOrMoments() throws IOException {
    assertThat(Recorded.opened(folder, Columns.GUESSED).lines())
        .containsExactly("A1 B1 2012-01-14T00:00:00Z", "A1 B2 2018-07-07T22:09:11Z");
  }

  @Test
  void whatIsNotReadIsNamed() throws IOException {
    file("tip.json", "{\"user_id\": \"A1\", \"business_id\": \"B1\", \"text\": \"x\"}\n");
    assertThat(Formats.open(Input.of(folder, Columns.GUESSED), null).notes())
        .anyMatch(note -> note.startsWith("tip.json is not used"));
  }

  @Test
  void blankLinesSayNothing() throws IOException {
    String lines = Files.readString(folder.resolve("review.json")).strip();
    Recorded plain = Recorded.opened(folder, Columns.GUESSED);
    file("review.json", lines.replace("\n", "\n\n"));
    assertThat(Recorded.opened(folder, Columns.GUESSED).events).isEqualTo(plain.events);
  }
}
