package dev.grlm.experiment;

import dev.grlm.io.RunListener;
import dev.grlm.report.Report;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import java.nio.file.Path;

/// A variant that has been fitted and judged.
///
/// @param run open; the experiment closes it
/// @param config by which it was judged
/// @param report on test
/// @param work what was made of the data, see [Experiment#data]
/// @param pages folder for whatever a person may look at, kept beside the table
public record Fitted(
    Variant variant,
    Grlm run,
    RunConfig config,
    Report report,
    Path work,
    Path pages,
    RunListener listener) {}
