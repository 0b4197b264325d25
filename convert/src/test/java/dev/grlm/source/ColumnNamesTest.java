package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnNamesTest {
  private static ColumnNames guessed(String... names) {
    return new ColumnNames(Columns.GUESSED, List.of(names));
  }

  private static ColumnNames said(Map<Field, String> fields, String... names) {
    return new ColumnNames(
        new Columns(null, fields, Times.Unit.AUTO, null, List.of()), List.of(names));
  }

  /// Headers of data sets that people have: who, what, when.
  @ParameterizedTest
  @CsvSource({
    "user_id item_id timestamp, user_id item_id timestamp",
    "userId movieId rating timestamp, userId movieId timestamp",
    "user_id book_id is_read rating, user_id book_id ''",
    "userID artistID tagID timestamp, userID artistID timestamp",
    "visitorid itemid event timestamp, visitorid itemid timestamp",
    "event_time event_type product_id brand user_id, user_id product_id event_time",
    "User-ID ISBN Book-Rating, User-ID ISBN ''",
    "userId venueId venueCategoryId utcTimestamp, userId venueId utcTimestamp",
    "user_id video_id date hourmin time_ms is_click, user_id video_id time_ms",
    "reviewerID asin overall unixReviewTime, reviewerID asin unixReviewTime",
    "sessionId userId itemId timeframe eventdate, userId itemId ''",
    "username product_id date hours, username product_id date",
    "session_id item_id ts, session_id item_id ts"
  })
  void whoWhatAndWhenAreFoundByUsualNames(String header, String found) {
    ColumnNames names = guessed(header.split(" ", -1));
    String[] expected = found.split(" ", -1);
    assertThat(names.name(Field.USER)).isEqualTo(expected[0]);
    assertThat(names.name(Field.ITEM)).isEqualTo(expected[1]);
    assertThat(names.name(Field.TIME)).isEqualTo(expected[2].replace("''", ""));
    assertThat(names.holdsEvents()).isTrue();
  }

  /// Which of two things is the item, nobody can tell.
  @ParameterizedTest
  @ValueSource(
      strings = {"user_id track_id artist_id", "user_id video_id music_id", "user_id rating date"})
  void twoThingsOrNoneAreNoItem(String header) {
    ColumnNames names = guessed(header.split(" ", -1));
    assertThat(names.place(Field.ITEM)).isEqualTo(-1);
    assertThat(names.holdsEvents()).isFalse();
  }

  @Test
  void aUsualNameOfItemsStandsBeforeThings() {
    assertThat(guessed("user_id", "artist_id", "item_id").name(Field.ITEM)).isEqualTo("item_id");
  }

  @Test
  void aNameThatIsSaidStandsBeforeAll() {
    ColumnNames names = said(Map.of(Field.ITEM, "track_id"), "user_id", "track_id", "artist_id");
    assertThat(names.name(Field.ITEM)).isEqualTo("track_id");
    assertThat(names.says(Field.ITEM)).isTrue();
    assertThat(names.says(Field.USER)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "item_id title, true, true",
    "asin title brand, true, true",
    "id name, true, false",
    "id description, false, false",
    "ISBN Book-Title, true, true",
    "user_id item_id title, false, true",
    "id item_id title, true, true"
  })
  void itemsHaveAnIdAndATitle(String header, boolean items, boolean named) {
    ColumnNames names = guessed(header.split(" ", -1));
    assertThat(names.holdsItems()).isEqualTo(items);
    assertThat(names.namesItem()).isEqualTo(named);
  }

  @Test
  void whatIsMissingIsSaidWithTheOptionThatHelps() {
    assertThatThrownBy(() -> guessed("a", "b").required(Field.USER, "--user-col"))
        .isInstanceOf(IOException.class)
        .hasMessage("no column for user among [a, b]; say which with --user-col NAME");
  }

  @Test
  void aNameThatIsNotThereIsSaidWithThoseThatAre() {
    assertThatThrownBy(
            () -> said(Map.of(Field.USER, "nosuch"), "a", "b").required(Field.USER, "--user-col"))
        .isInstanceOf(IOException.class)
        .hasMessage("no column 'nosuch'; there are a, b; say which with --user-col NAME");
  }

  @Test
  void aColumnThatIsThereIsItsPlace() throws IOException {
    assertThat(guessed("x", "User ID").required(Field.USER, "--user-col")).isEqualTo(1);
  }
}
