package dev.grlm.cli;

import dev.grlm.codebook.CodePrefix;
import dev.grlm.codebook.CodeSurvey;
import dev.grlm.codebook.CodeTables;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.report.CodeTexts;
import dev.grlm.run.CodeBooks;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "codes",
    mixinStandardHelpOptions = true,
    description = "What the codes of items look like, of a system that names items by codes.",
    footer = {
      "",
      "Level by level: codes in use, perplexity, the share of the largest, and what the largest",
      "codes are about. With --prefix or --item: the items that begin so, and the codes beside.",
      "Shown are the items that the run was fitted on; grlm terms --add printed the codes of others.",
      "",
      "Examples:",
      "  grlm fit --data runs/demo/shop --out runs/codes --systems tiger",
      "  grlm codes --run runs/codes",
      "  grlm codes --run runs/codes --prefix 0,1",
      "  grlm codes --run runs/codes --item p0042 -n 5 --json"
    })
final class CodesCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "Run folder.")
  Path run = Path.of(".");

  @Option(
      names = "--system",
      paramLabel = "NAME",
      description = "Whose codes; default: the first system of the run that has codes.")
  @Nullable String system;

  @Option(
      names = "--prefix",
      paramLabel = "CODE",
      split = ",",
      description = "Codes from the first level on: show what begins so.")
  @Nullable List<Integer> prefix;

  @Option(
      names = "--item",
      paramLabel = "ID",
      description = "Show what begins as the item does, as far as another item does.")
  @Nullable String item;

  @Option(
      names = "-n",
      paramLabel = "N",
      description = "Items that are shown below a prefix; default 20.")
  int most = SHOWN;

  @Option(names = "--json", description = "Print everything as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    refuse(prefix != null && item != null, "--prefix does not go with --item");
    refuse(most < 1, "-n must be at least 1, is " + most);
    RunConfig config = Grlm.configOf(Systems.ALL, run);
    refuse(
        system != null && !config.fitted().contains(system),
        "--system: the run fits " + config.fitted() + ", not '" + system + "'");
    var stages = new RunStages(new RunFolder(run), config, RunListener.silent());
    CodeTables tables = CodeBooks.of(stages, system == null ? CodeBooks.first(stages) : system);
    PrintWriter out = spec.commandLine().getOut();
    Optional<int[]> asked = asked(tables);
    if (asked.isPresent()) {
      CodePrefix shown = below(tables, asked.get());
      out.print(json ? Json.pretty(shown) + "\n" : CodeTexts.of(shown));
    } else {
      CodeSurvey survey = CodeSurvey.of(tables);
      out.print(json ? Json.pretty(survey) + "\n" : CodeTexts.of(survey));
    }
    out.flush();
    return 0;
  }

  private Optional<int[]> asked(CodeTables tables) throws IOException {
    if (prefix != null) {
      return Optional.of(prefix.stream().mapToInt(Integer::intValue).toArray());
    }
    if (item == null) {
      return Optional.empty();
    }
    int known = tables.catalog().indexOf(item);
    if (known < 0) {
      throw new IOException(
          "%s: the item '%s' is not among those that the run was fitted on".formatted(run, item));
    }
    return Optional.of(CodePrefix.shared(tables.codes(), known));
  }

  private CodePrefix below(CodeTables tables, int[] codes) throws IOException {
    try {
      return CodePrefix.of(tables, codes, most);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--prefix: " + wrong.getMessage(), wrong);
    }
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), why);
    }
  }
}
