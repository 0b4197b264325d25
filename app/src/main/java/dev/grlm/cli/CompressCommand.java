package dev.grlm.cli;

import dev.grlm.identifier.TermReport;
import dev.grlm.io.Json;
import dev.grlm.page.TextTable;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import dev.grlm.system.RunFolder;
import dev.grlm.systems.Systems;
import dev.grlm.systems.grlm.GrlmSystem;
import dev.grlm.systems.grlm.compress.CompressedTerms;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "compress",
    mixinStandardHelpOptions = true,
    description = "Term IDs over a smaller vocabulary: like terms become one of them.",
    footer = {
      "",
      "The run only has to have its items embedded and their neighbors found.",
      "",
      "Examples:",
      "  grlm compress --run runs/demo/run --terms 800 --out small.tsv",
      "  grlm compress --run runs/demo/run --term-ids t.tsv --terms 800 --out u.tsv",
      "then:",
      "  grlm fit --data runs/demo/shop --term-ids small.tsv --out runs/small"
    })
final class CompressCommand implements Callable<Integer>, Stop.Stoppable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "Run folder.")
  Path run = Path.of(".");

  @Option(
      names = "--terms",
      required = true,
      paramLabel = "K",
      description = "Terms that remain, at least as many as an item has.")
  int terms;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the Term IDs.")
  Path out = Path.of(".");

  @Option(
      names = "--term-ids",
      paramLabel = "FILE",
      description = "Term IDs to compress; default: those of the run.")
  @Nullable Path termIds;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the clusters; default 42.")
  long seed = 42;

  @Option(names = "--json", description = "Print the counts as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    CompressedTerms done;
    try {
      var folder = new RunFolder(run);
      RunConfig config = Grlm.configOf(Systems.ALL, run);
      Path given = termIds == null ? folder.identifiers(GrlmSystem.NAME) : termIds;
      done = CompressedTerms.write(folder, config.shared().placement(), given, terms, out, seed);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--" + wrong.getMessage(), wrong);
    }
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      printer.println(Json.pretty(done));
    } else {
      print(done, printer);
    }
    printer.flush();
    return 0;
  }

  private void print(CompressedTerms done, PrintWriter printer) {
    TermReport before = done.before();
    TermReport after = done.after();
    var table = new TextTable().text("Term IDs").number("before").number("after");
    row(table, "terms", before.distinctTerms(), after.distinctTerms());
    row(table, "terms used once", before.termsUsedOnce(), after.termsUsedOnce());
    row(table, "well-formed items", before.wellFormed(), after.wellFormed());
    row(table, "distinct Term IDs", before.distinctIdentifiers(), after.distinctIdentifiers());
    row(table, "items in collision groups", before.collidingItems(), after.collidingItems());
    row(table, "largest group", before.largestGroup(), after.largestGroup());
    printer.println(table);
    printer.printf(
        Locale.ROOT,
        "%,d slots rewritten, %,d of them repaired in %,d items; %,d terms placed by their items;"
            + " written: %s%n",
        done.slotsRewritten(),
        done.slotsRepaired(),
        done.identifiersRepaired(),
        done.termsFromItems(),
        out);
  }

  private static void row(TextTable table, String name, int before, int after) {
    table.row(
        name, String.format(Locale.ROOT, "%,d", before), String.format(Locale.ROOT, "%,d", after));
  }

  @Override
  public String kept() {
    return out + " is as it was; the same command begins anew";
  }
}
