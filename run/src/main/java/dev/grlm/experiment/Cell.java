package dev.grlm.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.io.Json;
import dev.grlm.report.RankFile;
import dev.grlm.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What one variant came to on one data set with one seed: `cells/DATA/VARIANT/SEED.json`, and the
/// ranks of the targets beside it. Once both are there the variant is done, whatever becomes of its
/// run. Immutable.
///
/// @param users of the report
/// @param figures by row and key
/// @param published figures that others have published for the data
/// @param rowSeconds wall time of recommending for all users, by row
/// @param seconds wall time of all stages that were not shared, and of what was measured
/// @param fitSeconds wall time of the stages of the systems, whenever they ran; absent in a cell of
///   an older version
/// @param persons who stands behind each user of the ranks, in their order; absent where every user
///   is a person
@JsonInclude(JsonInclude.Include.NON_NULL)
record Cell(
    int users,
    SequencedMap<String, SequencedMap<String, Double>> figures,
    List<Report.Published> published,
    SequencedMap<String, Double> rowSeconds,
    double seconds,
    @Nullable Double fitSeconds,
    @Nullable List<String> persons) {
  Cell {
    persons = persons == null ? null : List.copyOf(persons);
    figures = new Measured(figures).rows();
    published = List.copyOf(published);
    rowSeconds = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rowSeconds));
  }

  private static Path file(Path out, Place place, String suffix) {
    return place.in(out.resolve("cells")).resolveSibling(place.seed() + suffix);
  }

  static boolean isThere(Path out, Place place) {
    return Files.exists(file(out, place, ".json"));
  }

  /// @throws IOException naming the file, when it is broken
  static Cell read(Path out, Place place) throws IOException {
    return Json.read(file(out, place, ".json"), Cell.class);
  }

  /// The ranks by row: those of the report, and those that were measured beside it.
  ///
  /// @throws IOException naming the file, when it is broken
  static SequencedMap<String, Evaluation> ranks(Path out, Place place) throws IOException {
    SequencedMap<String, Evaluation> all = RankFile.read(file(out, place, ".tsv"), Split.TEST);
    for (int number = 1; Files.exists(measured(out, place, number)); number++) {
      all.putAll(RankFile.read(measured(out, place, number), Split.TEST));
    }
    return all;
  }

  /// One for all rows that are of the same users.
  private static Path measured(Path out, Place place, int number) {
    return file(out, place, "." + number + ".tsv");
  }

  /// @param ranks file of the run; what is marked as done is whole
  /// @param beside ranks of no row of the report
  void write(Path out, Place place, Path ranks, List<Evaluation> beside) throws IOException {
    Path own = file(out, place, ".tsv");
    Files.createDirectories(own.getParent());
    Files.deleteIfExists(own);
    LinkedFiles.link(ranks, own);
    SequencedMap<List<String>, List<Evaluation>> byUsers = new LinkedHashMap<>();
    beside.forEach(row -> byUsers.computeIfAbsent(row.users(), _ -> new ArrayList<>()).add(row));
    int number = 1;
    for (List<Evaluation> rows : byUsers.values()) {
      RankFile.write(measured(out, place, number), rows);
      number++;
    }
    Files.deleteIfExists(measured(out, place, number));
    Json.write(file(out, place, ".json"), this);
  }
}
