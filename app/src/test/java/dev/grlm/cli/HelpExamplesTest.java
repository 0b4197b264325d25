package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.demo.DemoShop;
import dev.grlm.demo.DemoShopConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The examples of all help texts can be typed as they stand, after `grlm demo`: what they read is
/// what the demo leaves behind, what another example makes, or a file of one's own beside it.
class HelpExamplesTest {
  /// What the demo, and serving it, leave behind.
  private static final Set<String> LEFT =
      Set.of(
          "runs/demo/shop",
          "runs/demo/run",
          "runs/demo/run/systems/grlm/identifiers.tsv",
          "runs/demo/journal");

  private record Example(String verb, List<String> words) {
    /// Values of an option in it.
    List<String> values(String option) {
      var values = new ArrayList<String>();
      for (int i = 1; i < words.size(); i++) {
        if (words.get(i - 1).equals(option)) {
          values.add(words.get(i));
        }
      }
      return values;
    }
  }

  private static List<Example> examples() {
    var examples = new ArrayList<Example>();
    Main.commandLine()
        .getSubcommands()
        .forEach((verb, command) -> {
          for (String line : command.getCommandSpec().usageMessage().footer()) {
            if (line.strip().startsWith("grlm ")) {
              List<String> words = Cli.words(line.strip().replaceFirst("   .*", ""));
              examples.add(new Example(words.get(1), words.subList(1, words.size())));
            }
          }
        });
    return examples;
  }

  private static Set<String> made(List<Example> examples) {
    var made = new HashSet<String>();
    for (Example example : examples) {
      made.addAll(example.values("--out"));
      if (example.verb().equals("dataset")) {
        made.addAll(example.values("--run"));
      }
    }
    return made;
  }

  @Test
  void everyPathBelowRunsIsThereOrMadeByAnotherExample() {
    List<Example> examples = examples();
    Set<String> made = made(examples);
    assertThat(examples).hasSizeGreaterThan(30);
    for (Example example : examples) {
      CommandLine verb =
          Objects.requireNonNull(Main.commandLine().getSubcommands().get(example.verb()));
      List<String> paths =
          verb.getCommandSpec().options().stream()
              .filter(option -> option.type() == Path.class)
              .map(OptionSpec::longestName)
              .flatMap(name -> example.values(name).stream())
              .filter(value -> value.startsWith("runs/"))
              .filter(value -> !made.contains(value))
              .toList();
      assertThat(LEFT).as(String.join(" ", example.words())).containsAll(paths);
    }
  }

  /// A line that is broken in two cannot be typed as it stands.
  @Test
  void noExampleIsWiderThanATerminal() {
    assertThat(examples())
        .allSatisfy(example ->
            assertThat(("  grlm " + String.join(" ", example.words())).length())
                .as(String.join(" ", example.words()))
                .isLessThanOrEqualTo(80));
  }

  @Test
  void everyUserAndItemIsOneOfTheShop() {
    Dataset shop = DemoShop.generate(DemoShopConfig.defaults());
    Set<String> users = shop.histories().stream().map(History::user).collect(Collectors.toSet());
    Set<String> items = shop.catalog().items().stream().map(Item::id).collect(Collectors.toSet());
    List<Example> asking = examples().stream().filter(e -> e.verb().equals("recommend")).toList();
    assertThat(asking).flatExtracting(e -> e.values("--user")).isNotEmpty().isSubsetOf(users);
    assertThat(asking)
        .flatExtracting(e -> e.values("--history"))
        .flatExtracting(ids -> List.of(ids.split(",")))
        .isNotEmpty()
        .isSubsetOf(items);
  }
}
