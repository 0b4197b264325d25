package dev.grlm.report;

import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.Metrics;
import dev.grlm.io.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// RUN/ranks.tsv: per user the rank of the target in the list of every row, empty where it is not
/// among the first [Metrics#LIST_LENGTH]. What any comparison of two runs is made of, user by user.
public final class RankFile {
  private static final String USER = "user";

  private RankFile() {}

  /// @param rows of one split and the same users, at least one
  public static void write(Path file, List<Evaluation> rows) throws IOException {
    List<String> users = rows.getFirst().users();
    AtomicFile.writeText(
        file,
        writer -> {
          writer.write(USER);
          for (Evaluation row : rows) {
            writer.write('\t');
            writer.write(row.name());
          }
          writer.write('\n');
          for (int user = 0; user < users.size(); user++) {
            int place = user;
            writer.write(users.get(user));
            writer.write(
                rows.stream().map(row -> word(row.rank(place))).collect(Collectors.joining()));
            writer.write('\n');
          }
        });
  }

  private static String word(int rank) {
    return "\t" + (rank == Metrics.ABSENT ? "" : rank);
  }

  /// The rows by name, in the order of the file; how many lists were short is not known.
  ///
  /// @param split that the ranks are of
  /// @throws IOException naming file and line, where one is not as [#write] wrote it
  public static SequencedMap<String, Evaluation> read(Path file, Split split) throws IOException {
    var users = new ArrayList<String>();
    var ranks = new ArrayList<int[]>();
    List<String> names;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String header = lines.readLine();
      if (header == null || !header.startsWith(USER + "\t")) {
        throw new IOException(file + ":1: not a file of ranks, it begins with '" + header + "'");
      }
      names = List.of(header.split("\t", -1)).subList(1, header.split("\t", -1).length);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", -1);
        if (cells.length != names.size() + 1) {
          throw new IOException(
              "%s:%d: %d columns, not %d"
                  .formatted(file, users.size() + 2, cells.length, names.size() + 1));
        }
        users.add(cells[0]);
        ranks.add(ranks(cells, file + ":" + (users.size() + 1)));
      }
    }
    var rows = new LinkedHashMap<String, Evaluation>();
    for (int row = 0; row < names.size(); row++) {
      int place = row;
      int[] own = ranks.stream().mapToInt(line -> line[place]).toArray();
      rows.put(names.get(row), new Evaluation(names.get(row), split, users, own, 0));
    }
    return rows;
  }

  private static int[] ranks(String[] cells, String where) throws IOException {
    var ranks = new int[cells.length - 1];
    for (int row = 0; row < ranks.length; row++) {
      String cell = cells[row + 1];
      try {
        ranks[row] = cell.isEmpty() ? Metrics.ABSENT : Integer.parseInt(cell);
      } catch (NumberFormatException wrong) {
        throw new IOException(where + ": '" + cell + "' is not a rank", wrong);
      }
      if (ranks[row] < Metrics.ABSENT || ranks[row] > Metrics.LIST_LENGTH) {
        throw new IOException(
            "%s: rank %s is not in 1..%d".formatted(where, cell, Metrics.LIST_LENGTH));
      }
    }
    return ranks;
  }
}
