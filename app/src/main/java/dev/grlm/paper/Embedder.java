package dev.grlm.paper;

import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Variant;
import dev.grlm.io.Json;
import dev.grlm.run.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which encoder chooses the neighbors that an item is named beside.
///
/// @param told dimensions of the encoder that is fitted to the items' words, and folders of
///   checkpoints
record Embedder(List<String> told) implements Experiment {
  Embedder {
    told = told.isEmpty() ? List.of("64", "256", "512") : List.copyOf(told);
  }

  @Override
  public String name() {
    return "embedder";
  }

  @Override
  public String question() {
    return "Does it matter which encoder chooses the neighbors?";
  }

  @Override
  public String claim() {
    return "";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    var variants = new ArrayList<Variant>();
    for (String value : told) {
      variants.add(
          Values.areCounts(List.of(value))
              ? Variant.of("lsa-" + value, "embedding.dimensions=" + value)
              : Variant.of(
                  Values.slug(value),
                  "encoder.checkpoint="
                      + Json.line(Path.of(value).toAbsolutePath().normalize().toString())));
    }
    return variants;
  }
}
