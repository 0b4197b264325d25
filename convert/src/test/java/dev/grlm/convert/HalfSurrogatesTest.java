package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Counts;
import dev.grlm.io.RunListener;
import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JSON can spell half a surrogate pair, UTF-8 cannot.
class HalfSurrogatesTest {
  private static final String HALF = "\\ud83d";

  @TempDir private Path folder;

  private Conversion.Result convert(Path from) throws IOException {
    return Conversion.run(ConversionSettings.of(from, folder.resolve("out")), RunListener.silent());
  }

  @ParameterizedTest
  @CsvSource({
    "amazon-2018, meta_Beauty.json, Soap",
    "amazon-2023, meta_All_Beauty.jsonl, Soap",
    "yelp, yelp_academic_dataset_business.json, Nails",
    "native, items.jsonl, Soap",
    "grlm, beauty.item.json, Soap",
  })
  void halvesInTextsAreReplacedAndCounted(String word, String file, String title)
      throws IOException {
    Path from = ForeignData.write(word, folder.resolve("in"));
    Path items = from.resolve(file);
    Files.writeString(items, Files.readString(items).replace(title, title + HALF + "!"));
    assertCounted(convert(from), title);
  }

  @Test
  void halvesInTheTextsOfATableAreReplacedAndCounted() throws IOException {
    Path from = ForeignData.write("jsonl", folder.resolve("in"));
    Files.writeString(
        from.resolve("products.jsonl"), "{\"item\": \"B2\", \"title\": \"Soap" + HALF + "!\"}\n");
    assertCounted(convert(from), "Soap");
  }

  private void assertCounted(Conversion.Result result, String title) throws IOException {
    assertThat(result.summary().counts()).containsEntry(Counts.BROKEN_TEXTS, 1L);
    assertThat(Files.readString(folder.resolve("out/items.jsonl")))
        .contains("\"" + title + "\uFFFD!\"");
  }

  @Test
  void aDomainWithAHalfIsAFault() throws IOException {
    Path from = ForeignData.write("jsonl", folder.resolve("in"));
    String broken = "{\"user\": \"A9\", \"item\": \"B1\", \"domain\": \"x" + HALF + "\"}\n";
    Path clicks = from.resolve("clicks.jsonl");
    Files.writeString(clicks, broken + Files.readString(clicks).repeat(4));
    assertThat(convert(from).summary().counts())
        .containsEntry("lines dropped: id with a control character", 1L);
  }
}
