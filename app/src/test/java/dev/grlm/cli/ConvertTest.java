package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import dev.grlm.source.Format;
import dev.grlm.source.Formats;
import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `grlm convert` by the command; the commands of docs/convert.md run in `DocumentsTest`.
class ConvertTest {
  private static final Path HOW_TO =
      Path.of(System.getProperty("grlm.project.root", ".."), "docs", "convert.md");

  @TempDir private Path folder;

  private static List<String> commands() throws IOException {
    return Pattern.compile("(?m)^\\./grlm (convert .*)$")
        .matcher(Files.readString(HOW_TO))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void everyFormatHasARecipeAndAFixture() throws IOException {
    List<String> words = Formats.ALL.stream().map(Format::word).toList();
    assertThat(ForeignData.ALL.keySet()).containsExactlyInAnyOrderElementsOf(words);
    String text = Files.readString(HOW_TO);
    assertThat(words).allSatisfy(word -> assertThat(text).contains("\n## " + word + "\n"));
    assertThat(commands()).hasSameSizeAs(words);
  }

  @Test
  void figuresAsJson() throws IOException {
    Path in = ForeignData.write("csv", folder.resolve("in"));
    Cli done = Cli.run("convert", "--from", in.toString(), "--check", "--json");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(Json.parse(done.out()).path("events").asInt()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "convert --from D                             | --out=DIR",
        "convert --from D --out O --format excel      | it is one of native",
        "convert --from D --out O --since soon        | '--since 'soon' is no time",
        "convert --from D --out O --core -1           | must not be negative",
        "convert --from D --out O --max-faults 2      | in 0 … 1",
        "convert --from D --out O --ties maybe        | --ties",
        "convert --from D --out O --split sometimes   | neither leave-one-out nor temporal",
        "convert --from D --out O --test-from 2018    | go together",
        "convert --from D --out O --test-share 1      | below 1",
        "convert --from D --out O --split leave-one-out --test-share .2 | takes no times",
        "convert --from D --out O --test-share .2 --test-from 2018      | not both",
        "convert --from D --out O --validation-from 2019 --test-from 2018 | must be before",
      })
  void wrongUsageIsOneLineAndCode2(String command, String reason) {
    Cli wrong = Cli.run(Cli.words(command));
    assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err().lines()).hasSize(1);
    assertThat(wrong.err()).contains(reason.strip().replaceFirst("^'", ""));
  }

  @Test
  void anInputOfNoKnownFormatIsOneLineAndCode1() throws IOException {
    Files.writeString(folder.resolve("poem.txt"), "no data\n");
    Cli failed =
        Cli.run("convert", "--from", folder.toString(), "--out", folder.resolve("o").toString());
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.complaints())
        .singleElement()
        .asString()
        .contains("no known format")
        .contains("poem.txt");
  }
}
