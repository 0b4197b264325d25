package dev.grlm.cli;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.demo.DemoShop;
import dev.grlm.demo.DemoShopConfig;
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
import java.util.concurrent.Callable;
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
      description = "Users of the shop; fewer are sooner done (default: ${DEFAULT-VALUE}).")
  int users = DemoShopConfig.USERS;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ProcessOptions.refuseSeveral(spec);
    if (users <= SHOWN_USERS) {
      throw new ParameterException(
          spec.commandLine(), "--users must be more than %d, is %d".formatted(SHOWN_USERS, users));
    }
    PrintWriter err = spec.commandLine().getErr();
    RunConfig config =
        options.over(ConfigFile.over(RunConfig.defaults(Systems.ALL), null, SETTINGS));
    Path data = out.resolve("shop");
    try (var progress = new ProgressPrinter(err)) {
      options.sayUnread(config, "fit", progress);
      Dataset shop =
          DemoShop.generate(new DemoShopConfig(DemoShopConfig.ITEMS, users, DemoShopConfig.SEED));
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
