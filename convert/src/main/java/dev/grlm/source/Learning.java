package dev.grlm.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hands on the rows of one file, with what its first rows show before them, and what its folders
/// say in each: a partition's key is a column unless the file has it itself.
final class Learning implements RowTaker {
  private final RowTaker taker;
  private final ColumnSample sample;
  private final Map<String, String> partition;
  private final List<String> said = new ArrayList<>();
  private int width;

  Learning(RowTaker taker, ColumnSample sample, Map<String, String> partition) {
    this.taker = taker;
    this.sample = sample;
    this.partition = partition;
  }

  /// The names of a file's columns and of its folders.
  static List<String> names(List<String> names, Map<String, String> partition) {
    var all = new ArrayList<>(names);
    partition.keySet().stream().filter(key -> !names.contains(key)).forEach(all::add);
    return all;
  }

  @Override
  public void header(List<String> names) throws IOException {
    width = names.size();
    said.clear();
    partition.forEach((key, value) -> {
      if (!names.contains(key)) {
        said.add(value);
      }
    });
    taker.header(names(names, partition));
    taker.learn(sample.within(partition));
  }

  @Override
  public boolean uses(int place) {
    return taker.uses(place);
  }

  @Override
  public void row(TableRow row, EventCells.Faults faults) throws IOException {
    taker.row(said.isEmpty() ? row : new Extended(row, width, said), faults);
  }

  @Override
  public void end() throws IOException {
    taker.end();
  }

  /// A row with the values of its folders behind its own.
  private record Extended(TableRow row, int width, List<String> said) implements TableRow {
    @Override
    public String text(int place) {
      return place < width ? row.text(place) : said.get(place - width);
    }

    @Override
    public List<List<String>> paths(int place) {
      return place < width ? row.paths(place) : List.of(TableRow.path(said.get(place - width)));
    }

    @Override
    public @Nullable List<String> list(int place) {
      return place < width ? row.list(place) : null;
    }
  }
}
