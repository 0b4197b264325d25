package dev.grlm.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text with cells between separators, and quotes. Spreadsheets may say the separator in a line
/// before the header (`sep=;`).
final class DelimitedTables implements TableKind {
  private static final Pattern SAID = Pattern.compile("\"?[sS][eE][pP]=(.)\"?");

  private final String separators;

  /// @param separators those that may be guessed, each one character
  DelimitedTables(String separators) {
    this.separators = separators;
  }

  @Override
  public boolean holds(Head head) {
    return true;
  }

  @Override
  public List<String> names(Head head, Columns columns, List<String> given) {
    char separator = separator(head, columns);
    String first = line(head, passedOver(head));
    if (separator == 0 || first.startsWith("{")) {
      return List.of();
    }
    List<String> cells = cells(first, separator);
    return given.isEmpty() ? cells : given.size() == cells.size() ? given : List.of();
  }

  @Override
  public ColumnSample sample(Head head, Columns columns, List<String> given) {
    List<String> names = names(head, columns, given);
    if (names.isEmpty()) {
      return ColumnSample.NONE;
    }
    char separator = separator(head, columns);
    var rows = new ArrayList<List<String>>();
    head.lines().stream()
        .skip(passedOver(head) + (given.isEmpty() ? 1 : 0))
        .forEach(line -> rows.add(cells(line, separator)));
    return new ColumnSample(names, rows);
  }

  @Override
  public void read(
      Head head, Columns columns, List<String> given, Sink sink, Meter meter, RowTaker taker)
      throws IOException {
    char found = separator(head, columns);
    char separator = found != 0 ? found : head.first().indexOf('\t') >= 0 ? '\t' : ',';
    Delimited.quoted(
        head.file(),
        new Delimited.Quoted(separator, columns.conventions().charset(), passedOver(head), given),
        sink,
        meter,
        new Learning(taker, sample(head, columns, given), head.partition()));
  }

  private static int passedOver(Head head) {
    return SAID.matcher(head.first()).matches() ? 1 : 0;
  }

  private static String line(Head head, int index) {
    return index < head.lines().size() ? head.lines().get(index) : "";
  }

  /// The cells of a line; a quote that goes on in the next line is no quote here.
  static List<String> cells(String line, char separator) {
    if (new QuoteScan(separator).first(line) == QuoteScan.State.CLOSED) {
      try {
        List<List<String>> rows = new RecordCells(separator).rows(line);
        if (rows != null && !rows.isEmpty()) {
          return rows.getFirst();
        }
      } catch (IOException broken) {
        return List.of();
      }
    }
    return Delimited.cut(line, String.valueOf(separator));
  }

  /// The one that is said, or that stands in the header most often, or 0 where none does.
  private char separator(Head head, Columns columns) {
    boolean tabs = separators.indexOf('\t') >= 0;
    Matcher line = SAID.matcher(head.first());
    Character said = columns.separator();
    if (said == null && line.matches()) {
      said = line.group(1).charAt(0);
    }
    String header = line(head, passedOver(head));
    if (said != null) {
      return (said == '\t') == tabs ? said : 0;
    }
    if (!tabs && header.indexOf('\t') >= 0) {
      return 0;
    }
    char best = 0;
    long most = 0;
    for (int index = 0; index < separators.length(); index++) {
      char candidate = separators.charAt(index);
      long count = header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }
}
