package dev.grlm.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Table;
import dev.grlm.io.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTablesTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("user \"id\""),
          Column.whole("rank"),
          Column.number("score"),
          Column.texts("terms"));

  @TempDir private Path folder;

  private static List<String> rows(Path file, String sql) throws SQLException {
    String name = file.toString().replace("'", "''");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql.replace("FILE", "read_parquet('" + name + "')"))) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }

  private List<String> left() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyKindOfCellComesBackAndNothingIsLeftBesideTheFile() throws Exception {
    Path file = folder.resolve("it's.parquet");
    Files.writeString(file, "what stood there before");
    new ParquetTables()
        .write(
            file,
            new Table(
                COLUMNS,
                sink -> {
                  sink.row("é 'x'", 1L, -.1, List.of("a", "b, c"));
                  sink.row(null, null, null, null);
                  sink.row("", Long.MAX_VALUE, Double.NEGATIVE_INFINITY, List.of());
                }));
    assertThat(rows(file, "SELECT t::VARCHAR FROM FILE AS t"))
        .containsExactly(
            "{'user \"id\"': 'é \\'x\\'', 'rank': 1, 'score': -0.1, 'terms': [a, 'b, c']}",
            "{'user \"id\"': NULL, 'rank': NULL, 'score': NULL, 'terms': NULL}",
            "{'user \"id\"': '', 'rank': 9223372036854775807, 'score': -inf, 'terms': []}");
    assertThat(rows(file, "SELECT column_type FROM (DESCRIBE SELECT * FROM FILE)"))
        .containsExactly("VARCHAR", "BIGINT", "DOUBLE", "VARCHAR[]");
    assertThat(left()).containsExactly("it's.parquet");
  }

  /// As many as a database cuts into several groups.
  @Test
  void manyRowsKeepTheirOrder() throws Exception {
    Path file = folder.resolve("many.parquet");
    int many = 200_000;
    new ParquetTables()
        .write(
            file,
            new Table(
                List.of(Column.whole("number")),
                sink -> {
                  for (long row = 0; row < many; row++) {
                    sink.row(row * 7919 % many);
                  }
                }));
    String misplaced =
        "SELECT count(*) FROM (SELECT number, row_number() OVER () - 1 AS place FROM FILE)"
            + " WHERE number <> place * 7919 % "
            + many;
    assertThat(rows(file, misplaced)).containsExactly("0");
    assertThat(rows(file, "SELECT count(*) FROM FILE")).containsExactly("200000");
  }

  @Test
  void rowsThatFailLeaveWhatStoodThere() throws IOException {
    Path file = Files.writeString(folder.resolve("kept.parquet"), "before");
    var table =
        new Table(
            COLUMNS,
            sink -> {
              sink.row("u", 1L, 1.0, List.of());
              throw new IOException("the row could not be made");
            });
    assertThatThrownBy(() -> new ParquetTables().write(file, table))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("the row could not be made");
    assertThat(file).hasContent("before");
    assertThat(left()).containsExactly("kept.parquet");
  }
}
