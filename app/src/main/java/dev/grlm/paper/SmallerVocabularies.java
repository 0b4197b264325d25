package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.DatasetFiles;
import dev.grlm.experiment.Preparation;
import dev.grlm.experiment.Variant;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.grlm.compress.CompressedTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Variants that are given the Term IDs of the first one over fewer terms: like terms become one,
/// by their embeddings and k-means.
///
/// @param sizes of the vocabularies
record SmallerVocabularies(List<Size> sizes) {
  /// The system whose terms they are.
  static final String SYSTEM = "grlm";

  /// The paper's: 54,255 terms become 8,000, 5,000 and 3,000.
  static final List<String> PAPER = List.of("8000", "5000", "3000");

  /// The same shares of whatever vocabulary is at hand.
  static final List<String> RATIOS = List.of("8000/54255", "5000/54255", "3000/54255");

  /// @param terms that remain
  /// @param of as many; 0 where `terms` is the number itself
  record Size(int terms, int of) {
    static Size parse(String told) {
      int slash = told.indexOf('/');
      if (slash < 0) {
        return new Size(Values.count(told, "a number of terms"), 0);
      }
      int terms = Values.count(told.substring(0, slash), "a number of terms");
      int of = Values.count(told.substring(slash + 1), "a number of terms");
      if (terms >= of) {
        throw new IllegalArgumentException("a share of the terms is below 1, not '" + told + "'");
      }
      return new Size(terms, of);
    }

    String variant() {
      return of == 0 ? "terms-" + terms : "terms-%d-of-%d".formatted(terms, of);
    }

    /// @param length of an identifier, which has as many terms at least
    int of(int vocabulary, int length) {
      return of == 0 ? terms : Math.max(length, (int) Math.round((double) vocabulary * terms / of));
    }
  }

  SmallerVocabularies {
    sizes = List.copyOf(sizes);
  }

  /// @param told `TERMS`, or `TERMS/OF` for a share of the vocabulary; none for `otherwise`
  /// @throws IllegalArgumentException naming one that cannot be
  static SmallerVocabularies of(List<String> told, List<String> otherwise) {
    List<String> all = told.isEmpty() ? otherwise : told;
    return new SmallerVocabularies(all.stream().map(Size::parse).toList());
  }

  List<Variant> variants(String... settings) {
    return sizes.stream().map(size -> Variant.of(size.variant(), settings)).toList();
  }

  Optional<Size> size(Variant variant) {
    return sizes.stream().filter(size -> size.variant().equals(variant.name())).findFirst();
  }

  /// The Term IDs of the first variant's run over fewer terms.
  ///
  /// @param variant one of these
  SystemRun.Inputs inputs(Variant variant, Preparation preparation) throws IOException {
    Size size = size(variant).orElseThrow();
    Path given = preparation.first().identifiers(SYSTEM);
    Path file = preparation.work().resolve("term_ids.tsv");
    Files.createDirectories(file.getParent());
    Catalog catalog = DatasetFiles.read(preparation.first().dataset()).catalog();
    var identifiers = TermIdFile.identifiers(given, catalog);
    long vocabulary =
        identifiers.all().stream().flatMap(one -> one.symbols().stream()).distinct().count();
    try {
      CompressedTerms.write(
          preparation.first(),
          preparation.config().shared().placement(),
          given,
          size.of((int) vocabulary, identifiers.length()),
          file,
          preparation.config().shared().seed());
    } catch (IllegalArgumentException wrong) {
      throw new IOException(
          "variant '%s': %s".formatted(variant.name(), wrong.getMessage()), wrong);
    }
    return SystemRun.Inputs.identifiers(file);
  }
}
