package dev.grlm.paper;

import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Preparation;
import dev.grlm.experiment.Variant;
import dev.grlm.run.RunConfig;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The paper's table of compression: like terms become one, by their embeddings and k-means. Every
/// variant is given the Term IDs of the first one over fewer terms.
///
/// @param told numbers of terms that remain, or shares of them; none for the paper's numbers
record Compression(List<String> told) implements Experiment {
  Compression {
    told = List.copyOf(told);
    var _ = smaller(told);
  }

  private static SmallerVocabularies smaller(List<String> told) {
    return SmallerVocabularies.of(told, SmallerVocabularies.PAPER);
  }

  @Override
  public String name() {
    return "compression";
  }

  @Override
  public String question() {
    return "How small may the vocabulary of terms be?";
  }

  @Override
  public String claim() {
    return "From 54,255 terms to 8,000, 5,000 and 3,000 less than 1 % is lost (table of"
        + " compression; its figures are not known to us).";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    var variants = new ArrayList<Variant>();
    variants.add(Variant.of("as-named"));
    variants.addAll(smaller(told).variants());
    return variants;
  }

  @Override
  public SystemRun.Inputs inputs(Variant variant, SystemRun.Inputs given, Preparation preparation)
      throws IOException {
    return smaller(told).inputs(variant, preparation);
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.count("identifiers.distinctTerms", "terms"),
        Column.count("identifiers.collidingItems", "in collisions"),
        Column.of(Metric.RECALL_5),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_10));
  }
}
