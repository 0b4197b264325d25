package dev.grlm.paper;

import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Variant;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The paper's ablation: the method without one part of it, and with the task that its authors
/// added later (collaborative). What a part is called depends on the recipe; a recipe that lacks it
/// has no such line.
///
/// @param kept names of variants; none for all
record Ablation(List<String> kept) implements Experiment {
  /// Nearest items that the authors' later code learns.
  private static final int NEAREST = 5;

  Ablation {
    kept = List.copyOf(kept);
  }

  @Override
  public String name() {
    return "ablation";
  }

  @Override
  public String question() {
    return "What is each part of the method worth?";
  }

  @Override
  public String claim() {
    return "On Beauty R@5 falls from .0607 to .0576 without neighbors in the naming (CTG) and to"
        + " .0564 without samples that name an item (GTI); on Sports from .0375 to .0346 and .0361"
        + " (ablation table).";
  }

  @Override
  public List<Report.Published> published(Fitted fitted) throws IOException {
    return PublishedRows.of(
        fitted, List.of("full", "without CTG context", "without GTI", "collaborative"));
  }

  @Override
  public List<Variant> variants(RunConfig base) throws IOException {
    var all = new ArrayList<Variant>();
    all.add(Variant.of("full"));
    all.add(Variant.of("no-neighbors", "grlm.terms.neighbors=0"));
    all.addAll(ofRecipe(base.recipe("grlm")));
    List<String> names = all.stream().map(Variant::name).toList();
    for (String name : kept) {
      if (!names.contains(name)) {
        throw new IOException(
            "the ablation of %s has no '%s'; it has %s"
                .formatted(base.recipe("grlm"), name, String.join(", ", names)));
      }
    }
    return all.stream()
        .filter(variant ->
            kept.isEmpty() || variant.name().equals("full") || kept.contains(variant.name()))
        .toList();
  }

  private static List<Variant> ofRecipe(String recipe) {
    return switch (recipe) {
      case "small" ->
          List.of(
              Variant.of("no-gti", "grlm.small.naming=0"),
              Variant.of("no-lookahead", "grlm.small.lookahead=false"),
              Variant.of("no-prior", "grlm.prior.signals=[]"),
              Variant.of("collaborative", "grlm.small.collaborative.neighbors=" + NEAREST));
      case "flat" ->
          List.of(
              Variant.of("no-gti", "grlm.flat.naming=false"),
              Variant.of("collaborative", "grlm.flat.collaborative.neighbors=" + NEAREST));
      case "qwen3" -> ofCheckpoint("grlm.qwen3");
      case "qwen3-parity" -> ofCheckpoint("grlm.qwen3Parity");
      default -> List.of();
    };
  }

  private static List<Variant> ofCheckpoint(String group) {
    return List.of(
        Variant.of("no-gti", group + ".naming=false"),
        Variant.of("no-titles", group + ".titles=false"),
        Variant.of("titles-learnt-only", group + ".titlesAtInference=false"),
        Variant.of("collaborative", group + ".collaborative.neighbors=" + NEAREST));
  }
}
