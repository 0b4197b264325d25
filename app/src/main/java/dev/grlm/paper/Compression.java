package dev.grlm.paper;

import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Preparation;
import dev.grlm.experiment.Variant;
import dev.grlm.run.RunConfig;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.grlm.compress.CompressedTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The paper's table of compression: like terms become one, by their embeddings and k-means. Every
/// variant is given the Term IDs of the first one over fewer terms.
///
/// @param told numbers of terms that remain; none for the paper's
record Compression(List<String> told) implements Experiment {
  Compression {
    told = List.copyOf(told);
    var _ = terms(told);
  }

  private static List<Integer> terms(List<String> told) {
    return Values.counts(told, List.of(8_000, 5_000, 3_000), "a number of terms");
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
    terms(told).forEach(count -> variants.add(Variant.of("terms-" + count)));
    return variants;
  }

  @Override
  public SystemRun.Inputs inputs(Variant variant, SystemRun.Inputs given, Preparation preparation)
      throws IOException {
    int terms = Integer.parseInt(variant.name().substring("terms-".length()));
    Path file = preparation.work().resolve("term_ids.tsv");
    Files.createDirectories(file.getParent());
    try {
      CompressedTerms.write(
          preparation.first(),
          preparation.config().shared().placement(),
          preparation.first().identifiers("grlm"),
          terms,
          file,
          preparation.config().shared().seed());
    } catch (IllegalArgumentException wrong) {
      throw new IOException(
          "variant '%s': %s".formatted(variant.name(), wrong.getMessage()), wrong);
    }
    return SystemRun.Inputs.identifiers(file);
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
