package dev.grlm.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.grlm.report.Report.GenerationShares;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The shares of generated identifiers of the first ten beams, counted from an exported file and
/// the run's identifiers: every word of the definitions is written out here once more.
///
/// @param catalog terms of all items
record BeamShares(List<Beam> beams, List<List<String>> catalog) {
  private static final int TEN = 10;

  /// A line of the file.
  record Beam(
      String user,
      int beam,
      List<String> terms,
      @JsonProperty("log_probability") double logProbability,
      String kind,
      List<String> items) {}

  static BeamShares read(FittedShop shop, String row) throws IOException {
    var beams = new ArrayList<Beam>();
    for (String line : shop.lines(What.BEAMS, Format.JSONL, row, OptionalInt.empty())) {
      beams.add(FittedShop.parsed(line, Beam.class));
    }
    List<List<String>> catalog =
        Files.readAllLines(shop.run().resolve("systems/grlm/identifiers.tsv")).stream()
            .skip(1)
            .map(line -> Arrays.asList(line.split("\t")).subList(1, 6))
            .toList();
    return new BeamShares(beams, catalog);
  }

  private String kind(Beam beam) {
    boolean wellFormed =
        beam.terms().size() == 5
            && new HashSet<>(beam.terms()).size() == 5
            && beam.terms().stream().noneMatch(String::isBlank);
    return catalog.contains(beam.terms())
        ? "exact"
        : !wellFormed ? "malformed" : sharesATerm(beam) ? "structural" : "unmatched";
  }

  private boolean sharesATerm(Beam beam) {
    return catalog.stream()
        .anyMatch(item ->
            IntStream.range(0, Math.min(5, beam.terms().size()))
                .anyMatch(slot -> item.get(slot).equals(beam.terms().get(slot))));
  }

  /// @throws AssertionError where the file says otherwise of a beam than its terms do
  GenerationShares of(Predicate<Beam> wanted) {
    List<Beam> some = beams.stream().filter(beam -> beam.beam() <= TEN).filter(wanted).toList();
    for (Beam beam : some) {
      if (!beam.kind().equals(kind(beam)) || beam.items().isEmpty() == sharesATerm(beam)) {
        throw new AssertionError(beam + " is " + kind(beam));
      }
    }
    double all = some.size();
    long exact = count(some, "exact");
    long malformed = count(some, "malformed");
    long found = some.stream().filter(beam -> !beam.items().isEmpty()).count();
    long malformedFound =
        some.stream()
            .filter(beam -> beam.kind().equals("malformed") && !beam.items().isEmpty())
            .count();
    return new GenerationShares(
        exact / all,
        exact / (all - malformed),
        count(some, "structural") / all,
        count(some, "unmatched") / all,
        found / all,
        malformed / all,
        malformedFound / all,
        (long) some.size(),
        List.of());
  }

  private static long count(List<Beam> beams, String kind) {
    return beams.stream().filter(beam -> beam.kind().equals(kind)).count();
  }
}
