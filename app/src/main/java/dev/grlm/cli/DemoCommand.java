package dev.grlm.cli;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.demo.DemoShop;
import dev.grlm.demo.DemoShopConfig;
import dev.grlm.demo.DemoShops;
import dev.grlm.demo.DemoShopsConfig;
import dev.grlm.page.Numbers;
import dev.grlm.page.TextTable;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "The main job on a made-up shop: fit, judge, recommend; minutes on two cores.",
    footer = {
      "",
      "Examples:",
      "  grlm demo",
      "  grlm demo --out runs/other --seed 7",
      "  grlm demo --shops 10 --out runs/town    data alone, for experiment joint",
      "  grlm recommend --run runs/demo/run --user u0002    afterwards"
    })
final class DemoCommand implements Callable<Integer>, Stop.Stoppable {
  /// Settings that differ from the defaults because the shop is small and the demo short.
  private static final List<String> SETTINGS =
      List.of(
          "small.training.epochs=10",
          "small.training.batch=512",
          "evaluation.validationUsers=4000");

  private static final int SHOWN_USERS = 3;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the shop and its run are kept (default: runs/demo).")
  Path out = Path.of("runs", "demo");

  @Option(
      names = "--replace",
      description = "Where DIR holds a demo that was made with other settings: make it anew.")
  boolean replace;

  @Option(
      names = "--users",
      paramLabel = "N",
      description =
          "Users of the shop; fewer are sooner done (default: "
              + DemoShopConfig.USERS
              + "; of each of several shops "
              + DemoShopsConfig.USERS
              + ").")
  @Nullable Integer users;

  @Option(
      names = "--shops",
      paramLabel = "N",
      description =
          "Instead: N shops that share words, one folder each below DIR/shops, and nothing is"
              + " fitted.")
  @Nullable Integer shops;

  @Option(
      names = "--shared",
      paramLabel = "SHARE",
      description =
          "Of several shops: which share of a shop's users go to others, too, under the same id"
              + " (default: "
              + DemoShopsConfig.SHARED
              + ").")
  @Nullable Double shared;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ProcessOptions.refuseSeveral(spec);
    if (shops != null) {
      return town(shops);
    }
    if (shared != null) {
      throw new ParameterException(spec.commandLine(), "--shared is for several, with --shops");
    }
    int count = users == null ? DemoShopConfig.USERS : users;
    if (count <= SHOWN_USERS) {
      throw new ParameterException(
          spec.commandLine(), "--users must be more than %d, is %d".formatted(SHOWN_USERS, count));
    }
    PrintWriter err = spec.commandLine().getErr();
    RunConfig config =
        options.over(ConfigFile.over(RunConfig.defaults(Systems.ALL), null, SETTINGS));
    Path data = out.resolve("shop");
    try (var progress = new ProgressPrinter(err)) {
      options.sayUnread(config, "fit", progress);
      Dataset shop =
          DemoShop.generate(new DemoShopConfig(DemoShopConfig.ITEMS, count, DemoShopConfig.SEED));
      DemoShop.write(shop, data);
      progress.say(
          "shop",
          "written to "
              + data
              + ": "
              + shop.catalog().size()
              + " items, "
              + shop.histories().size()
              + " users, "
              + shop.interactions()
              + " purchases");
      try (Grlm run =
          Grlm.fit(
              data,
              run(),
              config,
              SystemRun.Inputs.NONE,
              progress,
              FitCommand.ifFinished(replace))) {
        PrintWriter result = spec.commandLine().getOut();
        if (!json) {
          shop.histories().stream().limit(SHOWN_USERS).forEach(user -> show(run, user, result));
        }
        FitCommand.print(run.folder(), "test", json, result);
        if (!json) {
          next(run).forEach(result::println);
          result.flush();
        }
      }
    }
    return 0;
  }

  private int town(int count) throws IOException {
    SequencedMap<String, Dataset> all;
    try {
      all =
          DemoShops.generate(
              new DemoShopsConfig(
                  count,
                  DemoShopsConfig.ITEMS,
                  users == null ? DemoShopsConfig.USERS : users,
                  shared == null ? DemoShopsConfig.SHARED : shared,
                  options.seed == null ? DemoShopConfig.SEED : options.seed));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "--shops, --users, --shared: " + wrong.getMessage(), wrong);
    }
    Path folder = out.resolve("shops");
    DemoShops.write(all, folder);
    PrintWriter printer = spec.commandLine().getOut();
    var table = new TextTable().text("shop").number("items").number("users").number("purchases");
    all.forEach((name, shop) ->
        table.row(
            folder.resolve(name).toString(),
            Numbers.count(shop.catalog().size()),
            Numbers.count(shop.histories().size()),
            Numbers.count(shop.interactions())));
    printer.print(table);
    printer.flush();
    return 0;
  }

  private Path run() {
    return out.resolve("run");
  }

  /// What a person may do now, as commands that work on what is there.
  private List<String> next(Grlm run) {
    String user = run.histories().get(SHOWN_USERS).user();
    return List.of(
        "",
        "next:",
        "  grlm recommend --run %s --user %s".formatted(run(), user),
        "  grlm serve --run %s".formatted(run()),
        "  grlm fit --data DIR --out RUN    the same for your own data; grlm convert makes DIR");
  }

  @Override
  public String kept() {
    return FitCommand.keptIn(run());
  }

  private static void show(Grlm run, History user, PrintWriter out) {
    out.println("user " + user.user());
    List<String> history =
        Arrays.stream(user.items()).mapToObj(item -> run.catalog().item(item).id()).toList();
    RecommendCommand.print(run, run.recommendFor(user.user(), 5), history, out);
    out.println();
  }
}
