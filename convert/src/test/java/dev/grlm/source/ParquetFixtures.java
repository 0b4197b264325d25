package dev.grlm.source;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/// Writes Parquet files for tests.
final class ParquetFixtures {
  /// The events among the fixtures that the tests of all modules share.
  static final String CLICKS =
      """
      SELECT * FROM (VALUES
        ('A1', 'B1', TIMESTAMP '2014-05-13 16:53:20', 5.0::FLOAT),
        ('A1', 'B2', TIMESTAMP '2014-05-14 16:53:20', 4.0),
        ('A1', 'B3', TIMESTAMP '2014-05-15 16:53:20', 3.0),
        ('A2', 'B2', TIMESTAMP '2014-05-13 16:53:20', 1.0),
        ('A2', 'B3', TIMESTAMP '2014-05-13 16:53:20', NULL))
        AS clicks(user_id, item_id, timestamp, rating)
      """;

  /// The items that belong to [#CLICKS].
  static final String PRODUCTS =
      """
      SELECT * FROM (VALUES
        ('B1', 'Rose cream', 'Alder', ['Beauty', 'Hands']),
        ('B2', 'Soap', NULL, []),
        ('B3', 'Comb', 'Birch', ['Beauty', 'Hair']))
        AS products(item_id, title, brand, categories)
      """;

  /// Opening a database takes longer than a small file; each writer has a connection of its own.
  private static final DuckDBConnection DATABASE = open();

  private ParquetFixtures() {}

  private static DuckDBConnection open() {
    try {
      return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Writes the rows of `query` and gives `file`.
  static Path write(Path file, String query) {
    return write(file, query, "");
  }

  /// @param options further ones of DuckDB's `COPY`, with a comma before each
  static Path write(Path file, String query, String options) {
    String name = file.toString().replace("'", "''");
    try (Connection connection = DATABASE.duplicate();
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + name + "' (FORMAT parquet" + options + ")");
    } catch (SQLException failure) {
      throw new IllegalStateException(query, failure);
    }
    return file;
  }

  /// The types and values of every row, one text each.
  static List<String> rows(Path file) {
    return query(
        "SELECT (SELECT string_agg(column_name || ' ' || column_type) FROM (DESCRIBE FROM t))"
            + " || ': ' || t::VARCHAR FROM t",
        file);
  }

  static int rowGroups(Path file) {
    String name = file.toString().replace("'", "''");
    return query(
            "SELECT DISTINCT row_group_id::VARCHAR FROM parquet_metadata('" + name + "')", file)
        .size();
  }

  /// The texts in the first column.
  ///
  /// @param sql calls the file `t`
  private static List<String> query(String sql, Path file) {
    String name = file.toString().replace("'", "''");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW t AS FROM read_parquet('" + name + "')");
      try (ResultSet found = statement.executeQuery(sql)) {
        var rows = new ArrayList<String>();
        while (found.next()) {
          rows.add(found.getString(1));
        }
        return rows;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }
}
