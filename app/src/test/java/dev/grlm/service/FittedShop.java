package dev.grlm.service;

import dev.grlm.cli.Cli;
import dev.grlm.cli.TinyShop;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A run over the tiny shop.
record FittedShop(Path run) {
  static FittedShop fit(Path folder) throws IOException {
    Path run = folder.resolve("run");
    Path data = TinyShop.write(folder.resolve("shop"));
    List<String> arguments = TinyShop.quick("--data", data.toString(), "--out", run.toString());
    arguments.addFirst("fit");
    Cli fit = Cli.run(arguments);
    if (fit.code() != 0) {
      throw new IOException(fit.err());
    }
    return new FittedShop(run);
  }

  LiveRun open(Path journal) throws IOException {
    return open(journal, LiveSettings.DEFAULT);
  }

  LiveRun open(Path journal, LiveSettings settings) throws IOException {
    return LiveRun.open(Systems.ALL, run, journal, settings);
  }
}
