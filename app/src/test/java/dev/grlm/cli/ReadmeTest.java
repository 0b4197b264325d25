package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The README is run: its data lines are the beginning of a shop, its commands work on it, its
/// program compiles. Paths are taken below a temporary folder, and commands that train get the
/// settings of [TinyShop]; nothing else is changed.
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("grlm.project.root", ".."));
  private static final String GRLM = "./grlm ";

  @TempDir private Path folder;

  /// The contents of the fenced blocks of one language, in order.
  private static List<String> blocks(String language) throws IOException {
    var fences = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$");
    return fences
        .matcher(Files.readString(ROOT.resolve("README.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> commands() throws IOException {
    return blocks("sh").stream().flatMap(String::lines).toList();
  }

  @Test
  void everyCommandIsKnown() throws IOException {
    assertThat(commands())
        .hasSizeGreaterThan(4)
        .contains("./grlm demo", "mvn verify")
        .allMatch(line -> line.startsWith(GRLM) || line.equals("mvn verify"));
  }

  /// `--set small.training.epochs=10` and its like between the blocks.
  @Test
  void everyOptionOfTheTextIsKnown() throws IOException {
    String text = Files.readString(ROOT.resolve("README.md"));
    OptionSpec[] known =
        Main.commandLine().getSubcommands().values().stream()
            .flatMap(verb -> verb.getCommandSpec().options().stream())
            .toArray(OptionSpec[]::new);
    List<String> names = Stream.of(known).flatMap(o -> Stream.of(o.names())).distinct().toList();
    String prose = text.replaceAll("--enable-native-access\\S*", "");
    assertThat(Pattern.compile("--[a-z][a-z-]*").matcher(prose).results().map(m -> m.group()))
        .isNotEmpty()
        .allSatisfy(option -> assertThat(names).contains(option));
  }

  @Test
  void everyCommandRuns() throws IOException {
    shop();
    var json = new ArrayList<String>();
    for (String line : commands().stream().filter(line -> line.startsWith(GRLM)).toList()) {
      Cli done = Cli.run(arguments(line));
      assertThat(done.code()).as(line + "\n" + done.err()).isZero();
      assertThat(done.out()).as(line).isNotBlank();
      if (line.contains("--json")) {
        json.add(done.out());
      }
    }
    assertThat(json).isNotEmpty().allSatisfy(text -> assertThat(Json.parse(text)).isNotEmpty());
    assertThat(folder.resolve("runs/shop/report.html")).isNotEmptyFile();
  }

  /// The README's lines, and enough more for something to be learnt.
  private void shop() throws IOException {
    Path shop = Files.createDirectories(folder.resolve("shop"));
    var items = new ArrayList<>(blocks("jsonl").getFirst().lines().toList());
    items.addAll(TinyShop.items());
    Files.write(shop.resolve("items.jsonl"), items);
    var interactions = new ArrayList<>(blocks("tsv").getFirst().lines().toList());
    interactions.addAll(TinyShop.interactions());
    Files.write(shop.resolve("interactions.tsv"), interactions);
  }

  /// A command of the README with its paths below the temporary folder.
  private List<String> arguments(String line) {
    List<String> words = Cli.words(line.substring(GRLM.length()));
    CommandLine verb =
        Objects.requireNonNull(Main.commandLine().getSubcommands().get(words.getFirst()), line);
    var arguments = new ArrayList<String>();
    arguments.add(words.getFirst());
    for (int i = 1; i < words.size(); i++) {
      OptionSpec before = verb.getCommandSpec().findOption(words.get(i - 1));
      boolean path = before != null && before.type() == Path.class;
      arguments.add(path ? folder.resolve(words.get(i)).toString() : words.get(i));
    }
    OptionSpec out = verb.getCommandSpec().findOption("--out");
    if (out != null && !out.required()) {
      arguments.addAll(List.of("--out", folder.resolve("runs/demo").toString()));
    }
    if (verb.getCommandSpec().findOption("--set") != null && !words.contains("evaluate")) {
      arguments.addAll(TinyShop.SETTINGS);
      arguments.addAll(List.of("--set", "small.training.epochs=1"));
    }
    return arguments;
  }

  @Test
  void theProgramCompiles() throws IOException {
    Path source = folder.resolve("Shop.java");
    Files.writeString(source, blocks("java").getFirst());
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-proc:none", "-d", folder.toString(), "-cp", classPath()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    String text = Files.readString(ROOT.resolve("README.md"));
    assertThat(Pattern.compile("\\]\\(([^):]+)\\)").matcher(text).results().map(m -> m.group(1)))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }
}
