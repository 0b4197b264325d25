package dev.grlm.export;

import static dev.grlm.io.Table.Column.number;
import static dev.grlm.io.Table.Column.text;
import static dev.grlm.io.Table.Column.texts;
import static dev.grlm.io.Table.Column.whole;

import dev.grlm.data.History;
import dev.grlm.io.Table;
import dev.grlm.recommend.Recommendation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// A table with a row for every place of every list, users in the order of the data and places from
/// the best on. To be written once.
final class ListRows {
  static final List<Table.Column> COLUMNS =
      List.of(
          text("user"),
          whole("rank"),
          text("item"),
          number("score"),
          texts("generated"),
          text("source"));

  private final AskedRow asked;
  private final ListLengths lengths;

  ListRows(AskedRow asked) {
    this.asked = asked;
    this.lengths = new ListLengths(asked);
  }

  String row() {
    return asked.row().name();
  }

  Table table() {
    return new Table(
        COLUMNS,
        sink ->
            asked.each(
                lengths::lists,
                (user, list) -> {
                  lengths.count(list);
                  write(user, list, sink);
                }));
  }

  private void write(History user, List<Recommendation> list, Table.Sink sink) throws IOException {
    long rank = 0;
    for (Recommendation place : list) {
      rank++;
      sink.row(
          user.user(),
          rank,
          asked.catalog().item(place.item()).id(),
          place.score(),
          place.generated() == null ? null : place.generated().symbols(),
          place.source().name().toLowerCase(Locale.ROOT));
    }
  }

  /// What there is to say once it is written.
  List<String> notes() {
    return lengths.notes();
  }
}
