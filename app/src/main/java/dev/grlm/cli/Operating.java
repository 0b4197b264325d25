package dev.grlm.cli;

import dev.grlm.service.Operations;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What those set who run a service.
final class Operating {
  private static final double LONGEST_DRAIN = 3_600;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description = "From not being ready any more to the end (default 0).")
  double drain;

  Duration drain() {
    if (!(drain >= 0 && drain <= LONGEST_DRAIN)) {
      throw new ParameterException(
          spec.commandLine(), "--drain must be 0 to 3600 seconds, is " + drain);
    }
    return Duration.ofMillis(Math.round(drain * 1e3));
  }

  Operations operations() {
    return Operations.draining(drain());
  }
}
