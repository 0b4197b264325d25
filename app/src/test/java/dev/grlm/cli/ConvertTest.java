package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.DatasetReader;
import dev.grlm.io.Json;
import dev.grlm.source.Format;
import dev.grlm.source.Formats;
import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        "convert --from D --out O --user-ids perhaps  | --user-ids",
        "convert --from D --out O --user-ids joined --user-map M | --user-map says who is who",
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

  /// What a check ends with is copied into a shell.
  @Test
  void aCheckEndsWithTheCommandThatDoesIt() throws IOException {
    Path in = ForeignData.write("csv", folder.resolve("my data"));
    Path out = folder.resolve("it's");
    Cli checked =
        Cli.run("convert", "--check", "--from", in.toString(), "--core=1", "--out", out.toString());
    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(out).doesNotExist();
    String line = checked.out().lines().toList().getLast();
    assertThat(line)
        .isEqualTo(
            "grlm convert --from '%s' --core=1 --out '%s'"
                .formatted(in, out.toString().replace("'", "'\\''")));
    List<String> words = ShellWordsTest.words(line);
    Cli done = Cli.run(words.subList(1, words.size()));
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(DatasetReader.read(out).histories()).isNotEmpty();
  }

  /// Somebody has to be told where to; the figures as JSON stay JSON.
  @Test
  void aCheckWithoutAFolderNamesOneThatIsFree() throws IOException {
    Path in = ForeignData.write("csv", folder.resolve("clicks-of-may"));
    Cli checked = Cli.run("convert", "--from", in.toString(), "--check", "--json");
    assertThat(Json.parse(checked.out()).path("users").asInt()).isEqualTo(2);
    assertThat(checked.err().lines().toList().getLast())
        .isEqualTo("grlm convert --from " + in + " --json --out clicks-of-may");
  }

  @Test
  void usersOfTwoSourcesAreJoinedWhenItIsSaid() throws IOException {
    Path one = ForeignData.write("csv", folder.resolve("one"));
    Path other = ForeignData.write("tsv", folder.resolve("other"));
    List<String> both =
        List.of("convert", "--from", "a=" + one, "--from", "b=" + other, "--check", "--json");
    Cli separate = Cli.run(both);
    assertThat(Json.parse(separate.out()).path("users").asInt()).isEqualTo(4);
    assertThat(separate.err()).contains("2 user ids stand in several sources");
    var told = new ArrayList<>(both);
    told.addAll(List.of("--user-ids", "joined"));
    assertThat(Json.parse(Cli.run(told).out()).path("users").asInt()).isEqualTo(2);
    Path map = folder.resolve("who.tsv");
    Files.writeString(map, "source\tuser\tperson\na\tnobody\tann\n");
    told.set(told.size() - 2, "--user-map");
    told.set(told.size() - 1, map.toString());
    Cli mapped = Cli.run(told);
    assertThat(Json.parse(mapped.out()).path("users").asInt()).isEqualTo(4);
    assertThat(mapped.err()).contains("1 of its rows are of no user with an event");
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
        .contains("poem.txt has no separators");
  }
}
