package dev.grlm.export;

import static dev.grlm.io.Table.Column.number;
import static dev.grlm.io.Table.Column.text;
import static dev.grlm.io.Table.Column.texts;
import static dev.grlm.io.Table.Column.whole;

import dev.grlm.data.History;
import dev.grlm.evaluate.GenerationRates;
import dev.grlm.identifier.Lengths;
import dev.grlm.io.Table;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.GeneratingRecommender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A table with a row for every beam of every user: what was written, and the items it was grounded
/// to, before any of them is masked or left out as a repeat. To be written once.
final class BeamRows {
  private static final List<Table.Column> COLUMNS =
      List.of(
          text("user"),
          whole("beam"),
          texts("terms"),
          number("log_probability"),
          text("kind"),
          texts("items"));

  private final AskedRow asked;
  private final GeneratingRecommender recommender;
  private final Lengths terms;
  private final Map<BeamKind, Long> kinds = new EnumMap<>(BeamKind.class);
  private long without;

  /// @param recommender of the row that is asked
  BeamRows(AskedRow asked, GeneratingRecommender recommender) {
    this.asked = asked;
    this.recommender = recommender;
    this.terms = asked.row().rates().map(GenerationRates::lengths).orElseThrow();
  }

  Table table() {
    return new Table(
        COLUMNS,
        sink -> asked.each(recommender::generate, (user, beams) -> write(user, beams, sink)));
  }

  private void write(History user, List<Generated> beams, Table.Sink sink) throws IOException {
    without += beams.isEmpty() ? 1 : 0;
    long rank = 0;
    for (Generated beam : beams) {
      rank++;
      BeamKind kind = BeamKind.of(beam, terms);
      kinds.merge(kind, 1L, Long::sum);
      sink.row(
          user.user(),
          rank,
          beam.identifier().symbols(),
          beam.logProbability(),
          kind.word(),
          beam.grounding().items().stream().map(item -> asked.catalog().item(item).id()).toList());
    }
  }

  /// What there is to say once it is written.
  List<String> notes() {
    var notes = new ArrayList<String>();
    var counted = new ArrayList<String>();
    kinds.forEach((kind, count) -> counted.add(count + " " + kind.word()));
    notes.add(
        "row %s, split %s: %d users, beams: %s"
            .formatted(
                asked.row().name(),
                asked.split().word(),
                asked.users(),
                counted.isEmpty() ? "none" : String.join(", ", counted)));
    if (without > 0) {
      notes.add(without + " users have no beams, because the model reads nothing of their history");
    }
    return List.copyOf(notes);
  }
}
