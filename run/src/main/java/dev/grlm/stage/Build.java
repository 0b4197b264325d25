package dev.grlm.stage;

import java.lang.module.ModuleDescriptor;
import java.util.Objects;

/// Which build this is.
public final class Build {
  private Build() {}

  /// As the build's own file says it; `development` where classes were compiled without it. A jar's
  /// manifest counts on a class path only, its descriptor on a module path only.
  public static String version() {
    ModuleDescriptor descriptor = Build.class.getModule().getDescriptor();
    String version =
        descriptor == null
            ? Build.class.getPackage().getImplementationVersion()
            : descriptor.rawVersion().orElse(null);
    return Objects.requireNonNullElse(version, "development");
  }
}
