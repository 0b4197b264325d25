package dev.grlm.cli;

import dev.grlm.stage.Build;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints: of the build, not of the source.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"grlm " + Build.version() + " (Java " + Runtime.version() + ")"};
  }
}
