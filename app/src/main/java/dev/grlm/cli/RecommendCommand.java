package dev.grlm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.History;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.page.TextTable;
import dev.grlm.run.BulkRecommendations;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemReason;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    description = "Recommend items for a stored user or for a history of item ids.",
    footer = {
      "",
      "Examples:",
      "  grlm recommend --run runs/demo/run --user u0001",
      "  grlm recommend --run runs/demo/run --history p0012,p0345 -k 5 --json",
      "  grlm recommend --run runs/demo/run --user u0001 --explain",
      "  grlm recommend --run runs/demo/run --user u0001 --free",
      "  grlm recommend --run runs/demo/run --all --out runs/demo/lists.jsonl"
    })
final class RecommendCommand implements Callable<Integer>, Stop.Stoppable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "Run folder.")
  Path run = Path.of(".");

  /// Who is asked for: a stored user, or a history.
  static final class Who {
    @Option(names = "--user", paramLabel = "ID", description = "A user of the data set.")
    @Nullable String user;

    @Option(
        names = "--history",
        paramLabel = "ID",
        description =
            "Item ids, oldest first, separated by commas. May be repeated, and may be a list in JSON,"
                + " for ids with commas in them.")
    @Nullable List<String> history;

    @ArgGroup(exclusive = false)
    @Nullable All all;
  }

  /// Everybody, into a file.
  static final class All {
    @Option(
        names = "--all",
        required = true,
        description = "All users of the data set, a line each; an interrupted file is continued.")
    boolean all;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    Path out = Path.of(".");
  }

  @ArgGroup(multiplicity = "1")
  Who who = new Who();

  @Option(names = "-k", paramLabel = "N", description = "How many items (default 10).")
  int k = 10;

  @Option(
      names = "--domain",
      paramLabel = "NAME",
      description = "Recommend items of this domain only.")
  @Nullable String domain;

  @Option(
      names = "--free",
      description =
          "Let the model write any Term ID and ground it, instead of those of the catalogue only: finds"
              + " items that were added with an open vocabulary.")
  boolean free;

  @Option(
      names = "--explain",
      description =
          "Say what spoke for every item: bought together with which item of the history, words in"
              + " common, the model.")
  boolean explain;

  @Option(
      names = "--system",
      paramLabel = "NAME",
      description = "Which system of the run answers; default: its first.")
  @Nullable String system;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (k < 1) {
      throw new ParameterException(spec.commandLine(), "-k must be at least 1, is " + k);
    }
    if (free && who.all != null) {
      // What goes on with an interrupted file must not mix two kinds of lists.
      throw new ParameterException(spec.commandLine(), "--free does not go with --all");
    }
    if (explain && who.all != null) {
      throw new ParameterException(spec.commandLine(), "--explain does not go with --all");
    }
    if (who.all != null && Files.isDirectory(who.all.out)) {
      throw new IOException(who.all.out + ": is a directory"); // known before any list is made
    }
    try (var progress = new ProgressPrinter(spec.commandLine().getErr());
        Grlm opened = opened(progress);
        Grlm grlm = asked(opened)) {
      if (who.all != null) {
        int before = BulkRecommendations.write(grlm, k, who.all.out, progress);
        progress.say(
            "recommend",
            grlm.histories().size() + " users, " + before + " of them from before: " + who.all.out);
        return 0;
      }
      PrintWriter out = spec.commandLine().getOut();
      if (who.user != null) {
        show(grlm, grlm.recommendFor(who.user, k), history(grlm, who.user), out);
      } else if (who.history != null) {
        List<String> history = HistoryIds.of(who.history, id -> grlm.catalog().indexOf(id) >= 0);
        show(grlm, grlm.recommend(history, k), history, out);
      }
    }
    return 0;
  }

  @Override
  public String kept() {
    return who.all == null
        ? "nothing was written"
        : who.all.out + " keeps the lists so far; the same command goes on from there";
  }

  private Grlm asked(Grlm opened) throws IOException {
    Grlm about = opened;
    if (domain != null) {
      try {
        about = opened.about(domain);
      } catch (IllegalArgumentException unknown) {
        throw new IOException(run + ": " + unknown.getMessage(), unknown);
      }
    }
    return free ? about.free() : about;
  }

  private Grlm opened(RunListener listener) throws IOException {
    return system == null
        ? Grlm.open(Systems.ALL, run, listener)
        : Grlm.open(Systems.ALL, run, system, listener);
  }

  private static List<String> history(Grlm grlm, String user) {
    History history = grlm.history(user).orElseThrow();
    return java.util.Arrays.stream(history.items())
        .mapToObj(item -> grlm.catalog().item(item).id())
        .toList();
  }

  private void show(Grlm grlm, List<Grlm.Recommended> list, List<String> history, PrintWriter out) {
    if (list.size() < k) {
      spec.commandLine().getErr().println(tooFew(grlm, list.size(), history));
    }
    List<List<ItemReason>> reasons = explain ? grlm.reasons(history, list) : List.of();
    if (json) {
      out.println(Json.pretty(json(list, reasons)));
      return;
    }
    print(grlm, list, history, out);
    if (explain) {
      out.println(WhatSpoke.table(list, reasons));
      out.flush();
    }
  }

  /// Why a list is short: it is filled up with popular items as long as there are any.
  private static String tooFew(Grlm grlm, int found, List<String> history) {
    String left = found == 0 ? "nothing is left to recommend" : "only " + found + " items are left";
    if (grlm.domain().isPresent()) {
      return "%s of the domain '%s'".formatted(left, grlm.domain().get());
    }
    String seen =
        "%s: the history has %d of the %d items of the catalogue"
            .formatted(left, history.stream().distinct().count(), grlm.catalog().size());
    return grlm.repeats()
        ? seen
        : seen + ", which are not recommended again; grlm fit --repeats allow does";
  }

  private static List<ObjectNode> json(
      List<Grlm.Recommended> list, List<List<ItemReason>> reasons) {
    List<ObjectNode> nodes = list.stream().map(RecommendCommand::json).toList();
    for (int place = 0; place < reasons.size(); place++) {
      nodes.get(place).set("reasons", WhatSpoke.json(reasons.get(place)));
    }
    return nodes;
  }

  private static ObjectNode json(Grlm.Recommended place) {
    var node = Json.object();
    node.put("rank", place.rank());
    node.put("item", place.item().id());
    node.put("title", place.item().title());
    node.put("termId", place.identifier().toString());
    node.put("score", place.place().score());
    node.put("source", place.place().source().name().toLowerCase(Locale.ROOT));
    return node;
  }

  /// The history and the list as a person reads them.
  static void print(Grlm grlm, List<Grlm.Recommended> list, List<String> history, PrintWriter out) {
    out.println("history, oldest first:");
    for (String id : history) {
      int item = grlm.catalog().indexOf(id);
      out.printf(
          "  %s  %s  %s%n", id, grlm.catalog().item(item).title(), grlm.identifiers().of(item));
    }
    var table =
        new TextTable().number("rank").text("item").text("title").text("Term ID").text("source");
    for (Grlm.Recommended place : list) {
      table.row(
          String.valueOf(place.rank()),
          place.item().id(),
          place.item().title(),
          place.identifier().toString(),
          place.place().source().name().toLowerCase(Locale.ROOT));
    }
    out.println(table);
    out.flush();
  }
}
