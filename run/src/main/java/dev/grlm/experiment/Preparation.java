package dev.grlm.experiment;

import dev.grlm.run.RunConfig;
import dev.grlm.system.RunFolder;
import java.nio.file.Path;

/// Where a variant's inputs are made.
///
/// @param first the finished run of the first variant, of the same data and seed
/// @param config of the variant
/// @param work folder of the variant, for files that it is to be given
public record Preparation(RunFolder first, RunConfig config, Path work) {}
