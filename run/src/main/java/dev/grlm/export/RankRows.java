package dev.grlm.export;

import static dev.grlm.io.Table.Column.text;
import static dev.grlm.io.Table.Column.whole;

import dev.grlm.data.History;
import dev.grlm.evaluate.Metrics;
import dev.grlm.io.Table;
import dev.grlm.recommend.Recommendation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table with a row for every user: where in the list the target stands, if it does. To be
/// written once.
final class RankRows {
  private static final List<Table.Column> COLUMNS =
      List.of(text("user"), text("target"), whole("rank"), whole("history"), whole("listed"));

  private final AskedRow asked;
  private final ListLengths lengths;
  private long found;

  RankRows(AskedRow asked) {
    this.asked = asked;
    this.lengths = new ListLengths(asked);
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
    int target = asked.split().target(user);
    int[] items = list.stream().mapToInt(Recommendation::item).toArray();
    int rank = Metrics.rank(items, target);
    found += rank == Metrics.ABSENT ? 0 : 1;
    sink.row(
        user.user(),
        asked.catalog().item(target).id(),
        place(rank),
        (long) asked.split().context(user).length,
        (long) items.length);
  }

  private static @Nullable Long place(int rank) {
    return rank == Metrics.ABSENT ? null : Long.valueOf(rank);
  }

  /// What there is to say once it is written.
  List<String> notes() {
    var notes = new ArrayList<>(lengths.notes());
    notes.add("%d users have their target in the list".formatted(found));
    return List.copyOf(notes);
  }
}
