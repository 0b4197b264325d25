package dev.grlm.paper;

import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Variant;
import dev.grlm.run.RunConfig;
import java.util.List;

/// Width of the search: all variants share the trained model, and differ in their report alone.
///
/// @param told widths; none for ours
record Beams(List<String> told) implements Experiment {
  Beams {
    told = List.copyOf(told);
    var _ = widths(told);
  }

  private static List<Integer> widths(List<String> told) {
    return Values.counts(told, List.of(20, 50, 100), "a number of beams");
  }

  @Override
  public String name() {
    return "beams";
  }

  @Override
  public String question() {
    return "How wide must the search be?";
  }

  @Override
  public String claim() {
    return "";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return widths(told).stream()
        .map(width ->
            Variant.of("beams-" + width, "decoding.beams=" + width, "decoding.freeBeams=" + width))
        .toList();
  }
}
