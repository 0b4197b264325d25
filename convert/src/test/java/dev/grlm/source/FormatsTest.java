package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of folders from which a file is missing, or that hold more than one format.
class FormatsTest {
  private static final String TIP =
      """
      {"user_id": "A1", "business_id": "B1", "text": "x", "date": "2014-05-13 16:53:20", "compliment_count": 0}
      """;

  @TempDir private Path folder;

  private Source open(@Nullable String word) throws IOException {
    return Formats.open(Input.of(folder, Columns.GUESSED), word);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refusal(@Nullable String word) {
    return assertThatThrownBy(() -> open(word)).isInstanceOf(IOException.class);
  }

  @Test
  void yelpWithoutReviewsSaysWhichFileIsMissing() throws IOException {
    String missing =
        folder + ": the review file of Yelp is missing (yelp_academic_dataset_review.json); found ";
    Path tips = Files.writeString(folder.resolve("yelp_academic_dataset_tip.json"), TIP);
    refusal(null).hasMessage(missing + "[yelp_academic_dataset_tip.json]");
    refusal("yelp").hasMessage(missing + "[yelp_academic_dataset_tip.json]");
    ForeignData.write("yelp", folder);
    assertThat(open(null).files()).noneMatch(file -> file.path().equals(tips)).hasSize(2);
    Files.delete(folder.resolve("yelp_academic_dataset_review.json"));
    refusal(null).hasMessageStartingWith(missing);
    Files.delete(tips);
    Files.writeString(
        folder.resolve("yelp_academic_dataset_business.json"),
        "{\"business_id\": \"B1\", \"name\": \"Nails\", \"is_open\": 1}\n");
    refusal(null).hasMessage(missing + "[yelp_academic_dataset_business.json]");
  }

  @Test
  void itemsWithoutEventsAreRefusedBesideWhateverLies() throws IOException {
    ForeignData.write("native", folder);
    Files.delete(folder.resolve("interactions.tsv"));
    String refusal = folder + ": there are items and no interactions.tsv";
    refusal(null).hasMessage(refusal);
    Files.writeString(folder.resolve("notes.txt"), "mine");
    refusal(null).hasMessage(refusal);
    refusal("native").hasMessage(refusal);
    refusal("csv").hasMessageContaining("not of the format 'csv'");
    ForeignData.write("csv", folder);
    assertThat(open(null).format()).isEqualTo("csv");
  }

  /// The row behind it would be taken for the header.
  @Test
  void aHeaderThatIsNotTextIsAFailureThatNamesTheFile() throws IOException {
    ForeignData.write("native", folder);
    Path events = folder.resolve("interactions.tsv");
    Files.write(events, "\u00ff\nuser\titem\nu\tB1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> open("native").read(new Recorded(), Meter.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessage(events + ": the header cannot be read: not UTF-8");
  }

  @Test
  void aFolderWithBothLayoutsIsNativeUnlessGrlmIsAskedFor() throws IOException {
    ForeignData.write("native", folder);
    ForeignData.write("grlm", folder);
    assertThat(open(null).format()).isEqualTo("native");
    Source source = open("grlm");
    assertThat(source.format()).isEqualTo("grlm");
    var recorded = new Recorded();
    source.read(recorded, Meter.SILENT);
    assertThat(recorded.events).extracting(Event::item).containsExactly("1", "2", "3", "2", "3");
  }
}
