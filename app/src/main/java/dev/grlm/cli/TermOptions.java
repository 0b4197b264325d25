package dev.grlm.cli;

import dev.grlm.io.Json;
import dev.grlm.systems.grlm.naming.TermSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Options of how Term IDs are made.
final class TermOptions {
  private static final String PROMPTED = "terms.prompted.";

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--generator",
      paramLabel = "NAME",
      description =
          "Who names the items: extractive (default, words of their texts), checkpoint or endpoint"
              + " (a language model).")
  @Nullable String generator;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "OpenAI-compatible interface, such as http://localhost:8000/v1.")
  @Nullable String endpoint;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Language model, as the endpoint names it.")
  @Nullable String model;

  @Option(
      names = "--key-variable",
      paramLabel = "NAME",
      description = "Environment variable with the endpoint's key.")
  @Nullable String keyVariable;

  @Option(
      names = "--max-calls",
      paramLabel = "N",
      description = "Budget of calls to the endpoint; 0 (default) for none.")
  @Nullable Long maxCalls;

  @Option(
      names = "--term-checkpoint",
      paramLabel = "DIR",
      description = "Checkpoint folder of the language model that names items in this process.")
  @Nullable Path checkpoint;

  @Option(
      names = "--propagate",
      description = "Neighbors that have terms already show them to the language model.")
  boolean propagate;

  @Option(names = "--categories", description = "Show the language model categories, too.")
  boolean categories;

  @Option(
      names = "--fallback",
      description =
          "Where the budget is over or nobody answers, end with extracted terms; else the stage"
              + " stops and goes on with the next call.")
  boolean fallback;

  @Option(
      names = "--neighbors",
      paramLabel = "N",
      description = "Neighbors that an item is seen beside, 5 by default; 0 for no context.")
  @Nullable Integer neighbors;

  @Option(names = "--terms-length", paramLabel = "L", description = "Terms per item; default 5.")
  @Nullable Integer length;

  /// Whether anything is said of who names the items.
  boolean asked() {
    return generator != null || endpoint != null || checkpoint != null;
  }

  /// The settings that the options stand for.
  ///
  /// @throws ParameterException when the generator is unknown
  List<String> named() {
    var all = new ArrayList<String>();
    TermSource source = source();
    if (source != null) {
      all.add("terms.generator=\"" + source.word() + "\"");
      // What another generator was asked by may be in the run already.
      if (source != TermSource.ENDPOINT) {
        all.add(PROMPTED + "endpoint=\"\"");
      }
      if (source != TermSource.CHECKPOINT) {
        all.add(PROMPTED + "checkpoint=\"\"");
      }
      if (source == TermSource.EXTRACTIVE) {
        all.add(PROMPTED + "propagate=false");
      }
    }
    add(all, PROMPTED + "endpoint", endpoint);
    add(all, PROMPTED + "model", model);
    add(all, PROMPTED + "calls.keyVariable", keyVariable);
    add(all, PROMPTED + "calls.maxCalls", maxCalls);
    add(all, PROMPTED + "checkpoint", checkpoint == null ? null : absolute(checkpoint));
    add(all, PROMPTED + "propagate", propagate ? true : null);
    add(all, PROMPTED + "categories", categories ? true : null);
    add(all, "terms.neighbors", neighbors);
    add(all, "terms.length", length);
    add(all, PROMPTED + "fallback", fallback ? true : null);
    return all;
  }

  private @Nullable TermSource source() {
    if (generator == null) {
      return endpoint != null
          ? TermSource.ENDPOINT
          : checkpoint != null ? TermSource.CHECKPOINT : null;
    }
    try {
      return TermSource.parse(generator);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(command.commandLine(), unknown.getMessage(), unknown);
    }
  }

  private static void add(List<String> all, String key, @Nullable Object value) {
    if (value != null) {
      all.add(key + "=" + Json.line(value));
    }
  }

  private static String absolute(Path folder) {
    return folder.toAbsolutePath().normalize().toString();
  }
}
