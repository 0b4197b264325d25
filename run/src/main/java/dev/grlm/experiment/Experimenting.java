package dev.grlm.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.evaluate.Bootstrap;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Folders;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.page.TextTable;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.IfFinished;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.run.UnreadSettings;
import dev.grlm.stage.FolderLock;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Fits all variants of an experiment, one after the other, and makes its table. A variant that is
/// done is not done again, a run that was interrupted goes on, and a stage that does not differ
/// from one of an earlier variant is taken from there.
///
/// @param base what all variants are told
/// @param told the settings that `base` was made of, for a reader
/// @param data folders by the names that the table shows
/// @param seeds of every variant
/// @param inputs given to all beside the data
/// @param shared runs that are there already, or folders of them: their stages are taken, too
/// @param out folder of the experiment
public record Experimenting(
    Experiment experiment,
    RunConfig base,
    List<String> told,
    SequencedMap<String, Path> data,
    List<Long> seeds,
    SystemRun.Inputs inputs,
    List<Path> shared,
    Path out) {
  public Experimenting {
    told = List.copyOf(told);
    seeds = List.copyOf(seeds);
    shared = List.copyOf(shared);
    data = new LinkedHashMap<>(data);
  }

  /// @throws IOException in one line, when something was told that cannot be, or a file fails
  public ExperimentTable run(IfFinished ifFinished, RunListener listener) throws IOException {
    List<Variant> variants = variants();
    if (!experiment.standAlone()) {
      requirePossible(variants);
    }
    List<RunFolder> there = FoundRuns.in(shared);
    try (FolderLock _ = FolderLock.of(out)) {
      begin(variants, ifFinished);
      List<Place> places = places(variants);
      var fitting = new CellFitting(this, variants.getFirst(), there, listener);
      List<ExperimentTable.LeftOut> leftOut =
          new AllCells(this, variants, places, fitting, listener).fit();
      Bootstrap bootstrap =
          new Bootstrap(base.shared().evaluation().resamples(), base.shared().seed());
      ExperimentTable table =
          new TableMaker(out, experiment, variants, seeds, bootstrap)
              .table(List.copyOf(data.keySet()), told, leftOut);
      TableFiles.write(table, out);
      TimeFile.write(out, places.stream().filter(place -> Cell.isThere(out, place)).toList());
      return table;
    }
  }

  /// How long fitting took, of what is there.
  public TextTable times() throws IOException {
    List<Place> places = places(variants());
    return TimeFile.shown(out, places.stream().filter(place -> Cell.isThere(out, place)).toList());
  }

  /// What is fitted, looked at before any work.
  ///
  /// @throws IOException in one line, where two variants are one, or a setting of one is not read
  public List<Variant> variants() throws IOException {
    List<Variant> variants = experiment.variants(base);
    requireDifferent(variants);
    return variants;
  }

  /// The first variant of a data set and seed comes first: others may be made of it.
  private List<Place> places(List<Variant> variants) {
    var places = new ArrayList<Place>();
    for (long seed : seeds) {
      for (String set : data.keySet()) {
        variants.forEach(variant -> places.add(new Place(set, variant.name(), seed)));
      }
    }
    return places;
  }

  /// The run of a variant.
  RunFolder folder(Place place) {
    return new RunFolder(place.in(out.resolve("runs")));
  }

  RunConfig config(Variant variant, long seed) throws IOException {
    return ConfigFile.over(variant.over(base), null, List.of("seed=" + seed));
  }

  /// By which what was fitted is judged.
  RunConfig judged(Variant variant, long seed) throws IOException {
    return variant.judged(config(variant, seed));
  }

  /// Two lines of one and the same run would be taken for a result.
  private void requireDifferent(List<Variant> variants) throws IOException {
    Map<RunConfig, String> known = new HashMap<>();
    var names = new ArrayList<String>();
    for (Variant variant : variants) {
      if (names.contains(variant.name())) {
        throw new IOException("two variants are called '" + variant.name() + "'");
      }
      names.add(variant.name());
      RunConfig config = variant.judged(variant.over(base));
      requireRead(variant, config, variant.settings(), "fit");
      requireRead(variant, config, variant.judging(), "evaluate");
      boolean told = !variant.told().isEmpty() && !experiment.givesInputs(variant);
      String same = told ? known.get(config) : null;
      if (same != null) {
        throw new IOException(
            "variant '%s' is the same as '%s': %s is so already"
                .formatted(variant.name(), same, String.join(", ", variant.told())));
      }
      known.putIfAbsent(config, variant.name());
    }
  }

  private void requireRead(Variant variant, RunConfig config, List<String> settings, String verb)
      throws IOException {
    List<String> keys = ConfigFile.keys(base, null, settings);
    for (String note : UnreadSettings.notes(config, keys, verb)) {
      throw new IOException("variant '%s': %s".formatted(variant.name(), note));
    }
  }

  /// What one variant cannot do is to be known before the others have taken hours.
  private void requirePossible(List<Variant> variants) throws IOException {
    for (Variant variant : variants) {
      for (String set : data.keySet()) {
        requirePossible(variant, new Place(set, variant.name(), seeds.getFirst()));
      }
    }
  }

  void requirePossible(Variant variant, Place place) throws IOException {
    new RunStages(folder(place), config(variant, place.seed()), inputs, RunListener.silent())
        .require();
  }

  private void begin(List<Variant> variants, IfFinished ifFinished) throws IOException {
    Path file = out.resolve(ExperimentFile.NAME);
    var settings = new LinkedHashMap<String, List<String>>();
    variants.forEach(variant -> settings.put(variant.name(), variant.told()));
    var now =
        new ExperimentFile(
            ExperimentFile.FORMAT,
            experiment.name(),
            experiment.settings(),
            common(),
            fingerprints(),
            settings);
    Path cells = out.resolve("cells");
    Path runs = out.resolve("runs");
    if (Files.exists(file)) {
      String difference = ExperimentFile.read(file).difference(now, base.byRecipe().tree());
      // What was told wrongly, so that nothing was begun, is no other experiment.
      boolean begun = Files.exists(cells) || Files.exists(runs);
      if (!difference.isEmpty() && begun && ifFinished == IfFinished.REFUSE) {
        throw new IOException(
            "%s: holds another experiment: %s; --replace begins anew, another folder keeps both"
                .formatted(out, difference));
      }
      if (!difference.isEmpty()) {
        Folders.delete(cells);
        Folders.delete(runs);
      }
    } else if (Files.exists(runs)) {
      throw new IOException(
          "%s: there already, and %s is not; choose another --out".formatted(runs, file));
    }
    Json.write(file, now);
  }

  /// What holds for all variants.
  private ObjectNode common() {
    ObjectNode tree = base.tree();
    tree.remove("seed");
    if (experiment.standAlone()) {
      tree.remove("systems"); // each variant has its own, and more may be added
    }
    return tree;
  }

  private SequencedMap<String, Map<String, String>> fingerprints() throws IOException {
    var all = new LinkedHashMap<String, Map<String, String>>();
    for (Map.Entry<String, Path> set : data.entrySet()) {
      all.put(set.getKey(), Fingerprint.byName(experiment.files(set.getValue())));
    }
    if (inputs.identifiers().isPresent()) {
      all.put("", Fingerprint.byName(List.of(inputs.identifiers().get())));
    }
    return all;
  }
}
