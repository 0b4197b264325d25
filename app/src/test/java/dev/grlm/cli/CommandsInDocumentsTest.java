package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.systems.Systems;
import dev.grlm.testkit.MarkdownBlock;
import dev.grlm.testkit.MarkdownDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/// What documents say of the command is so, also where no test runs it: verbs, options and the keys
/// of `--set` are there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsInDocumentsTest {
  private static final Path ROOT = Path.of(System.getProperty("grlm.project.root", ".."));
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern CALL =
      Pattern.compile("(?<![\\w/-])(?:\\./)?grlm ([a-z][a-z-]*)((?: +[^|;&`)\\n]+)?)");
  private static final Pattern SETTING = Pattern.compile("--set ([A-Za-z0-9.]+=[^\\s`,)]+)");
  private static final Pattern KEY =
      Pattern.compile("([a-z][A-Za-z0-9]*(?:\\.[a-z][A-Za-z0-9]*)+)(?:=\\S+)?");
  private static final Pattern FILE =
      Pattern.compile(".*\\.(tsv|json|jsonl|html|md|java|txt|safetensors|sh|key|jinja)");

  /// Options of other programs that documents name.
  private static final Set<String> FOREIGN =
      Set.of(
          "--add-modules",
          "--enable-native-access",
          "--module-path",
          "--sun-misc-unsafe-memory-access");

  /// A document about a system that the house does not have.
  private static final String OWN_SYSTEM = "docs/systems.md";

  /// The code of every document, prose left out.
  private static final Map<String, String> CODE = new TreeMap<>();

  private static Map<String, CommandLine> verbs = Map.of();

  @BeforeAll
  static void read() throws IOException {
    verbs = Main.commandLine().getSubcommands();
    for (MarkdownDocument document : MarkdownDocument.all(ROOT)) {
      if (!document.name().equals("CHANGELOG.md")) {
        CODE.put(document.name(), code(document));
      }
    }
  }

  /// What stands in the prose as code, and the blocks of commands, each command in one line and
  /// without remarks.
  private static String code(MarkdownDocument document) {
    Stream<String> commands =
        document.blocks().stream()
            .filter(MarkdownBlock::isCommands)
            .map(block -> block.text().replaceAll("\\\\\\n\\s*", ""))
            .map(block -> block.replaceAll("(?m)(^| )#.*$", ""));
    return Stream.concat(document.spans(), commands).collect(Collectors.joining("\n"));
  }

  private static Set<String> options(CommandLine verb) {
    var names = new TreeSet<String>();
    verb.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
    return names;
  }

  @Test
  void everyOptionIsOneOfSomeVerb() {
    var known = new TreeSet<>(FOREIGN);
    verbs.values().forEach(verb -> known.addAll(options(verb)));
    known.addAll(options(Main.commandLine()));
    assertThat(found(OPTION, 0).filter(found -> !known.contains(found.text())))
        .as("options that no verb has")
        .isEmpty();
  }

  @Test
  void everyVerbIsThereAndHasTheOptionsThatStandBehindIt() {
    var wrong = new ArrayList<String>();
    CODE.forEach((name, text) ->
        CALL.matcher(text)
            .results()
            .forEach(call -> {
              CommandLine verb = verbs.get(call.group(1));
              if (verb == null) {
                wrong.add(name + ": grlm " + call.group(1));
              } else {
                Set<String> known = options(verb);
                OPTION
                    .matcher(call.group(2))
                    .results()
                    .filter(option -> !known.contains(option.group()))
                    .forEach(option ->
                        wrong.add(name + ": grlm " + call.group(1) + " " + option.group()));
              }
            }));
    assertThat(wrong).as("verbs, or options that the verb does not have").isEmpty();
  }

  @Test
  void everySettingHasAKeyOfTheConfiguration() {
    assertThat(found(SETTING, 1).filter(found -> isUnknown(found.text())))
        .as("keys of --set that are not known")
        .isEmpty();
  }

  /// A value may be fit beside others only, or stand for one.
  private static boolean isUnknown(String setting) {
    try {
      ConfigFile.over(RunConfig.defaults(Systems.ALL), null, List.of(setting));
      return false;
    } catch (IOException refused) {
      String why = String.valueOf(refused.getMessage());
      return why.contains("unknown key") || why.contains("group") || why.contains("no keys");
    }
  }

  /// Of the code within prose what begins like a key of the configuration.
  @Test
  void everyKeyIsOneOfTheConfiguration() throws IOException {
    var tree = RunConfig.defaults(Systems.ALL).tree();
    var groups = new ArrayList<>(List.of(tree));
    Systems.ALL.forEach(system -> groups.add((ObjectNode) tree.path(system.name())));
    var wrong = new ArrayList<String>();
    for (MarkdownDocument document : MarkdownDocument.all(ROOT)) {
      document
          .spans()
          .map(span -> span.replaceAll("\\.(\\*|…)$", ""))
          .filter(span -> KEY.matcher(span).matches() && !FILE.matcher(span).matches())
          .map(span -> span.replaceAll("=.*", ""))
          .forEach(key -> {
            String pointer = "/" + key.replace('.', '/');
            String first = key.substring(0, key.indexOf('.'));
            boolean begins = groups.stream().anyMatch(group -> group.path(first).isObject());
            if (begins && groups.stream().allMatch(group -> group.at(pointer).isMissingNode())) {
              wrong.add(document.name() + ": " + key);
            }
          });
    }
    assertThat(wrong).as("keys that the configuration does not have").isEmpty();
  }

  private record Found(String document, String text) {}

  private static Stream<Found> found(Pattern pattern, int group) {
    return CODE.entrySet().stream()
        .filter(text -> !text.getKey().equals(OWN_SYSTEM) || pattern != SETTING)
        .flatMap(text ->
            pattern
                .matcher(text.getValue())
                .results()
                .map(found -> new Found(text.getKey(), found.group(group))));
  }
}
