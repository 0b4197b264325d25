package dev.grlm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.run.AddedItems;
import dev.grlm.run.AddedItems.Added;
import dev.grlm.run.AddedItems.Name;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemAddition;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import dev.grlm.systems.grlm.GrlmSettings;
import dev.grlm.systems.grlm.GrlmSystem;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.systems.grlm.prompt.ChatClients;
import dev.grlm.systems.grlm.prompt.PromptedNewItems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "terms",
    mixinStandardHelpOptions = true,
    description = "Stage 4: a Term ID for every item; or names for new items of a fitted run.",
    footer = {
      "",
      "A language model's answers are kept in RUN/systems/grlm/answers.jsonl: the same",
      "command goes on where it was interrupted. docs/terms.md says more.",
      "",
      "Examples:",
      "  grlm terms --run runs/steps",
      "  grlm terms --run runs/steps --term-ids given.tsv",
      "  grlm terms --run runs/steps --neighbors 0    without context",
      "  grlm terms --run runs/steps --endpoint http://llm:8000/v1 --model m",
      "  grlm terms --run runs/steps --term-checkpoint qwen3 --collisions ask",
      "  grlm terms --run runs/demo/run --add new.jsonl    items of your own",
      "  grlm terms --run runs/demo/run --report"
    })
final class TermsCommand extends StageCommands.OfSystem {
  @Option(
      names = "--term-ids",
      paramLabel = "FILE",
      description = "Term IDs to take as they are; default: make them.")
  @Nullable Path termIds;

  @Option(
      names = "--add",
      paramLabel = "FILE",
      description =
          "New items (as items.jsonl) to be named by each system of the fitted run that can, with"
              + " what it knows; nothing else of the run changes.")
  @Nullable Path add;

  @Option(
      names = "--open-vocabulary",
      description =
          "With --add: take the language model's terms as they are, also those that the run does"
              + " not know.")
  boolean openVocabulary;

  @Option(
      names = "--report",
      description = "Make nothing, but say what the run's Term IDs look like (grlm term-report).")
  boolean report;

  @Option(
      names = "--json",
      description = "With --add: print the new items as JSON lines; with --report: print JSON.")
  boolean json;

  @Mixin TermOptions terms = new TermOptions();

  @Override
  List<String> further() {
    var all = new ArrayList<>(terms.named());
    if (!terms.fallback) {
      // The run may have ended with it; to go on from there is to leave it out.
      all.addFirst("terms.prompted.fallback=false");
    }
    return all;
  }

  @Override
  public Integer call() throws IOException {
    refuse(termIds != null && terms.asked(), "--term-ids does not go with a generator of terms");
    refuse(termIds != null && add != null, "--term-ids does not go with --add");
    refuse(openVocabulary && add == null, "--open-vocabulary needs --add");
    refuse(json && add == null && !report, "--json needs --add or --report");
    refuse(
        report && (add != null || termIds != null || terms.asked()),
        "--report goes with --json only, it makes nothing");
    if (report) {
      TermReportCommand.print(run, system(), json, spec.commandLine().getOut());
      return 0;
    }
    refuse(
        add != null && (terms.length != null || terms.propagate),
        "--terms-length and --propagate do not go with --add, the run is fitted");
    if (add == null) {
      return super.call();
    }
    return added(add);
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), why);
    }
  }

  @Override
  void work(RunStages stages) throws IOException {
    stages.stage(system(), "terms");
  }

  @Override
  SystemRun.Inputs inputs() {
    return termIds == null ? super.inputs() : SystemRun.Inputs.identifiers(termIds);
  }

  private int added(Path file) throws IOException {
    RunConfig config = options.over(Grlm.configOf(Systems.ALL, run), further());
    TermConfig terms = config.settings(GrlmSystem.NAME, GrlmSettings.class).terms();
    refuse(
        openVocabulary && terms.generator() == TermSource.EXTRACTIVE,
        "--open-vocabulary needs a language model: --endpoint or --term-checkpoint");
    var addition =
        new ItemAddition(
            Systems.ALL,
            PromptedNewItems.of(terms, config.shared(), ChatClients.configured()),
            openVocabulary);
    ItemAddition.Result result =
        system == null ? addition.add(run, file) : addition.add(run, system(), file);
    PrintWriter out = spec.commandLine().getOut();
    for (Added item : result.items()) {
      if (json) {
        out.println(line(item, result));
      } else {
        item.names()
            .forEach((system, name) ->
                out.println(
                    text(
                        item,
                        item.names().size() == 1 ? "" : "\t" + system,
                        name,
                        result.guessed(item.item().id(), system))));
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    try (var progress = new ProgressPrinter(err)) {
      progress.say(
          "terms",
          "%d items added, %d were there already".formatted(result.items().size(), result.known()));
      result.counts().forEach((what, count) -> progress.say("terms", what + ": " + count));
    }
    out.flush();
    return 0;
  }

  /// @param system behind a tab, where there are several
  private static String text(Added item, String system, Name name, boolean guessed) {
    String line = item.item().id() + system + "\t" + name.identifier();
    String reached = name.exact() ? line : line + "\treachable structurally only";
    return guessed ? reached + "\tguessed: no word of it is known" : reached;
  }

  private static String line(Added item, ItemAddition.Result result) {
    boolean guessed = result.guessed(item.item().id(), item.names().firstEntry().getKey());
    var line = Json.object().put("item", item.item().id());
    line.set("termId", Json.tree(item.first().identifier().symbols()));
    line.put("reach", item.first().reach()).put("guessed", guessed);
    ObjectNode identifiers = AddedItems.identifiers(item);
    for (String system : item.names().keySet()) {
      if (result.guessed(item.item().id(), system)) {
        identifiers.withObject(system).put("guessed", true);
      }
    }
    line.set("identifiers", identifiers);
    return Json.line(line);
  }
}
