package dev.grlm.data;

import dev.grlm.io.TextLines;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// The native layout: `items.jsonl`, one JSON object a line (see [ItemJson]), and
/// `interactions.tsv`, whose header names the columns `user`, `item` and at most one order that
/// counts: `position`, else `timestamp`, else the order of the rows. A `timestamp` beside a
/// position is kept where every row has a whole number; a `gap_seconds` since the user's event
/// before is looked at by [#readGaps] only. A column `part` says of every row which [Part] it is
/// in; without it histories are cut by leave-one-out. A column `domain` says the domain of items
/// that do not say it themselves, which matters to positions only (see [DomainOrder]). A column
/// `person` says who stands behind a user, who is of one person; where it says nothing, users are
/// themselves. Further columns are ignored; empty lines too.
record NativeFolder(Path items, Path interactions) implements InputFolder {
  static final String ITEMS = "items.jsonl";
  static final String INTERACTIONS = "interactions.tsv";
  private static final String POSITION = "position";
  private static final String TIMESTAMP = "timestamp";
  private static final String GAP = "gap_seconds";

  /// Null where `folder` lacks one of the two files.
  static @Nullable NativeFolder in(Path folder, SortedSet<String> names) throws IOException {
    Path items = InputFolder.plainOrPacked(folder, names, ITEMS);
    Path interactions = InputFolder.plainOrPacked(folder, names, INTERACTIONS);
    return items == null || interactions == null ? null : new NativeFolder(items, interactions);
  }

  @Override
  public List<Path> files() {
    return List.of(items, interactions);
  }

  @Override
  public Dataset read() throws IOException {
    return read(false);
  }

  @Override
  public Dataset readGaps() throws IOException {
    return read(true);
  }

  private Dataset read(boolean gaps) throws IOException {
    var counts = new Counts();
    var catalog = new Catalog(ItemFile.read(items, counts));
    var histories = readHistories(new HistoryBuilder(catalog, counts), gaps);
    return new Dataset(catalog, histories, counts.byReason());
  }

  private List<History> readHistories(HistoryBuilder histories, boolean gaps) throws IOException {
    try (TextLines lines = TextLines.open(interactions)) {
      String header = lines.next();
      Columns columns = Columns.of(header == null ? "" : header, gaps, lines);
      if (columns.byPosition()) {
        histories.byPosition();
      }
      if (columns.part() >= 0) {
        histories.byPart();
      }
      if (columns.time() >= 0) {
        histories.timed();
      }
      if (columns.gaps()) {
        histories.byGaps();
      }
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isEmpty()) {
          columns.addRow(line, lines, histories);
        }
      }
    }
    return histories.build(interactions);
  }

  /// Where the columns stand.
  ///
  /// @param order -1 where the order is the order of the rows
  /// @param time -1 where rows have none
  /// @param gaps whether it is what lies between an event and the one before
  /// @param part -1 where histories are cut by leave-one-out
  /// @param domain -1 where only the items say it
  /// @param person -1 where every user is a person
  private record Columns(
      List<String> names,
      int user,
      int item,
      int order,
      int time,
      boolean gaps,
      int part,
      int domain,
      int person) {
    static Columns of(String header, boolean readGaps, TextLines lines) throws IOException {
      var names = List.of(header.split("\t", -1));
      int position = indexOf(POSITION, names, lines);
      int time = position >= 0 ? names.indexOf(TIMESTAMP) : indexOf(TIMESTAMP, names, lines);
      boolean gaps = readGaps && time < 0 && names.contains(GAP);
      var columns =
          new Columns(
              names,
              indexOf("user", names, lines),
              indexOf("item", names, lines),
              position >= 0 ? position : time,
              gaps ? names.indexOf(GAP) : time,
              gaps,
              indexOf("part", names, lines),
              names.indexOf("domain"),
              indexOf("person", names, lines));
      if (columns.user < 0 || columns.item < 0) {
        throw lines.error(
            "the header needs the columns 'user' and 'item', found " + ItemJson.shown(header));
      }
      return columns;
    }

    boolean byPosition() {
      return order >= 0 && names.get(order).equals(POSITION);
    }

    private static int indexOf(String name, List<String> names, TextLines lines)
        throws IOException {
      int index = names.indexOf(name);
      if (index != names.lastIndexOf(name)) {
        throw lines.error("the header has the column '" + name + "' twice");
      }
      return index;
    }

    void addRow(String line, TextLines lines, HistoryBuilder histories) throws IOException {
      String[] cells = line.split("\t", -1);
      if (cells.length < names.size()) {
        throw lines.error(
            cells.length
                + " columns, the header has "
                + names.size()
                + ": "
                + ItemJson.shown(line));
      }
      if (cells[user].isBlank() || cells[item].isBlank()) {
        throw lines.error("no user or no item: " + ItemJson.shown(line));
      }
      if (domain >= 0) {
        histories.domain(cells[item], cells[domain]);
      }
      if (person >= 0) {
        histories.person(cells[user], cells[person], lines);
      }
      long value = order < 0 ? lines.number() : orderOf(cells[order], lines);
      long when = time < 0 || time == order ? value : timeOf(cells[time], gaps, histories);
      Part of = part < 0 ? Part.TRAINING : partOf(cells[part], lines);
      histories.add(cells[user], cells[item], value, when, of, lines);
    }

    /// Nothing is ordered by it, so that no row is refused for it. What lies before a user's first
    /// event is not always known.
    private static long timeOf(String cell, boolean gap, HistoryBuilder histories) {
      if (gap && cell.isBlank()) {
        return HistoryBuilder.UNKNOWN_GAP;
      }
      try {
        return wholeOf(cell);
      } catch (ArithmeticException | NumberFormatException notWhole) {
        histories.broken();
        return 0;
      }
    }

    private static Part partOf(String cell, TextLines lines) throws IOException {
      try {
        return Part.parse(cell);
      } catch (IllegalArgumentException unknown) {
        throw lines.error(String.valueOf(unknown.getMessage()), unknown);
      }
    }

    private long orderOf(String cell, TextLines lines) throws IOException {
      try {
        return wholeOf(cell);
      } catch (ArithmeticException | NumberFormatException notWhole) {
        throw lines.error(
            "the " + names.get(order) + " '" + cell + "' is not a whole number", notWhole);
      }
    }

    /// Tables that went through a data frame say `1400000000.0`.
    private static long wholeOf(String cell) {
      try {
        return Long.parseLong(cell);
      } catch (NumberFormatException notPlain) {
        return new BigDecimal(cell).longValueExact();
      }
    }
  }
}
