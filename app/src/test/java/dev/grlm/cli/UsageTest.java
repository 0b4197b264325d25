package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Wrong usage ends with code 2 and one line; help shows how it is done.
class UsageTest {
  @TempDir private Path folder;

  static Collection<String> verbs() {
    return Main.commandLine().getSubcommands().keySet().stream()
        .filter(verb -> !verb.equals("help"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void helpOfEveryVerbHasAnExampleThatParses(String verb) {
    Cli help = Cli.run(verb, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).containsPattern("(?m)^Examples?:$");
    Stream<String> examples =
        help.out().lines().map(String::strip).filter(line -> line.startsWith("grlm " + verb));
    assertThat(examples).isNotEmpty().allSatisfy(UsageTest::parses);
  }

  /// What stands behind three blanks is a remark.
  private static void parses(String example) {
    List<String> words = Cli.words(example.replaceFirst("   .*", ""));
    String[] arguments = words.stream().skip(1).toArray(String[]::new);
    assertThat(Main.commandLine().parseArgs(arguments).errors()).isEmpty();
  }

  @Test
  void helpOfTheCommandNamesEveryVerb() {
    Cli help = Cli.run("--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Examples:").contains(verbs());
    assertThat(Cli.run("--version").out()).startsWith("grlm ");
  }

  @Test
  void withoutAVerbTheUsageIsShown() {
    Cli bare = Cli.run();
    assertThat(bare.code()).isEqualTo(2);
    assertThat(bare.out()).isEmpty();
    assertThat(bare.err()).contains("Usage: grlm").contains("grlm demo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fit --data D --out R --speed                       | Unknown option: '--speed'",
        "fit --data D --out R --speed 3                     | see grlm fit --help",
        "fit --data D                                       | --out=RUN",
        "fitt --data D --out R                              | did you mean fit",
        "fit --data D --out R --preset tiny                 | unknown preset 'tiny'; it is one of",
        "fit --data D --out R --set small.widht=3           | did you mean 'width'",
        "fit --data D --out R --set smal.width=3            | did you mean 'small'",
        "fit --data D --out R --set small.width             | expected key=value",
        "fit --data D --out R --set small=3                 | 'small' is a group",
        "fit --data D --out R --set small.width=wide        | wide",
        "fit --data D --out R --seed x                      | --seed",
        "fit --data D --out R --set decoding.beams=0        | at least 1: 0",
        "fit --data D --out R --repeats sometimes           | unknown repeat policy 'sometimes'",
        "fit --data D --out R --collisions hide             | hide",
        "fit --data D --out R --generator oracle            | unknown generator 'oracle'; it is one of",
        "fit --data D --out R --endpoint http://x/v1        | needs a URL and a model",
        "fit --data D --out R --generator checkpoint        | needs a folder",
        "fit --data D --out R --propagate                   | propagate needs a generator",
        "fit --data D --out R --collisions ask              | needs a generator that can be asked",
        "fit --data D --out R --neighbors -1                | is -1",
        "fit --data D --out R --term-ids F --term-checkpoint D | does not go with a generator",
        "terms --run R --open-vocabulary                    | --open-vocabulary needs --add",
        "terms --run R --report --add F                     | --report goes with --json only",
        "terms --run R --json                               | --json needs --add or --report",
        "terms --run R --add F --term-ids G                 | does not go with --add",
        "fit --from R --events J --out O --term-ids G --set seed=3 | --set, --term-ids: not beside --from",
        "recommend --run R --user u1 -k 0                   | -k must be at least 1, is 0",
        "demo --users 3                                     | --users must be more than 3, is 3",
        "train --run R --processes 0                        | --processes must be at least 1, is 0",
        "train --run R --processes two                      | --processes",
        "recommend --run R                                  | --user",
        "recommend --run R --all --out F --free             | --free does not go with --all",
        "recommend --run R --all --out F --explain          | --explain does not go with --all",
        "recommend --run R --user u1 --history i1           | mutually exclusive",
        "export --run R --what ranks --out F.trec           | none for ranks",
        "export --run R --what lists --out F.gz             | --format says how to write",
        "export --run R --what lists --out F.csv -k 0       | -k must be at least 1, is 0",
        "export --run R --what list --out F.csv             | --what",
      })
  void wrongUsageIsOneLineAndCode2(String command, String reason) {
    Cli wrong = Cli.run(Cli.words(command));
    assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err().lines()).hasSize(1);
    assertThat(wrong.complaints()).singleElement().asString().contains(reason.strip());
    assertThat(wrong.out()).isEmpty();
  }

  @Test
  void aHeapThatIsTooSmallIsOneLine() {
    var err = new StringWriter();
    int code =
        Main.heeded(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            },
            new PrintWriter(err, true));
    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("grlm: out of memory: a heap of ")
        .contains("GRLM_JAVA_OPTS", "Java heap space");
  }

  @Test
  void unknownKeyOfAConfigFileIsNamedWithTheNearestKnownOne() throws Exception {
    Path config = folder.resolve("config.json");
    Files.writeString(config, "{\"small\": {\"trainning\": {\"epochs\": 3}}}");
    Cli wrong = Cli.run("fit", "--data", "D", "--out", "R", "--config", config.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.complaints())
        .singleElement()
        .asString()
        .contains("config.json")
        .contains("'small.trainning'")
        .contains("'training'");
  }

  @Test
  void unknownSplitIsRefusedBeforeTheRunIsRead() {
    Cli wrong = Cli.run("evaluate", "--run", "R", "--split", "training");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.complaints()).singleElement().asString().containsIgnoringCase("validation");
  }
}
