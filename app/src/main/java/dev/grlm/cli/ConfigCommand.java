package dev.grlm.cli;

import dev.grlm.io.Json;
import dev.grlm.systems.Systems;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Every setting that --set and --config take: type, default, range, meaning.",
    footer = {"", "Examples:", "  grlm config", "  grlm config grlm.small", "  grlm config --json"})
final class ConfigCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "KEY",
      arity = "0..*",
      description = "Only these keys, or what stands in these groups.")
  List<String> keys = List.of();

  @Option(names = "--json", description = "Print a list in JSON.")
  boolean json;

  @Option(names = "--page", description = "Print the page docs/config.md.")
  boolean page;

  @Override
  public Integer call() {
    List<ConfigReference.Entry> all = ConfigReference.of(Systems.ALL);
    var shown = new LinkedHashSet<ConfigReference.Entry>();
    for (String key : keys) {
      List<ConfigReference.Entry> found = ConfigReference.in(all, key);
      if (found.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "no setting is called '" + key + "'; grlm config lists them all");
      }
      shown.addAll(found);
    }
    print(keys.isEmpty() ? all : List.copyOf(shown));
    return 0;
  }

  private void print(List<ConfigReference.Entry> shown) {
    PrintWriter out = spec.commandLine().getOut();
    if (page) {
      out.print(ConfigPage.markdown(shown));
    } else if (json) {
      out.println(Json.pretty(shown));
    } else {
      out.print(ConfigPage.text(shown));
    }
    out.flush();
  }
}
