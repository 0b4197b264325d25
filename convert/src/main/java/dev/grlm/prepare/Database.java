package dev.grlm.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// A DuckDB file of its own that spills to the disk beside it. For one thread.
final class Database implements AutoCloseable {
  private final DuckDBConnection connection;
  private final QueryWatch watch;

  /// @param folder is made; nobody else may use it
  /// @param memoryMiB what the database may hold in memory before it spills
  Database(Path folder, int memoryMiB, int threads, Watch listener) throws IOException {
    Files.createDirectories(folder);
    var properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    watch = new QueryWatch(listener);
    try {
      connection =
          (DuckDBConnection)
              DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("events.db"), properties);
      run("SET memory_limit='" + memoryMiB + "MiB'");
      run("SET threads=" + threads);
      run("SET temp_directory='" + folder.resolve("spill").toString().replace("'", "''") + "'");
      run("SET preserve_insertion_order=false");
      run("SET enable_progress_bar=true");
      run("SET enable_progress_bar_print=false");
      run("SET progress_bar_time=0");
    } catch (SQLException failure) {
      throw failure("open", failure);
    }
  }

  /// What the statements to come are for, and which part of the whole they are; see [Watch].
  void step(String what, double from, double to) {
    watch.step(what, from, to);
  }

  void run(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      watch.whileRunning(statement, () -> statement.execute(sql));
    } catch (SQLException failure) {
      throw failure(sql, failure);
    }
  }

  /// Rows that `sql` inserted, changed or deleted.
  long change(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      return watch.whileRunning(statement, () -> statement.executeLargeUpdate(sql));
    } catch (SQLException failure) {
      throw failure(sql, failure);
    }
  }

  /// The one number that `sql` gives; 0 for a null.
  long number(String sql) throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw failure(sql, failure);
    }
  }

  /// Whether there is any row.
  ///
  /// @param rows a table, and a condition where there is one
  boolean any(String rows) throws IOException {
    return number("SELECT count(*) FROM (SELECT 1 FROM " + rows + " LIMIT 1)") > 0;
  }

  DuckDBAppender appender(String table) throws IOException {
    try {
      return connection.createAppender(table);
    } catch (SQLException failure) {
      throw failure("append to " + table, failure);
    }
  }

  /// Rows of a query; each stream has a connection of its own, so that two may be open.
  Rows rows(String sql) throws IOException {
    try {
      return new Rows(sql, connection.duplicate());
    } catch (SQLException failure) {
      throw failure(sql, failure);
    }
  }

  /// The rows of one query, read once.
  static final class Rows implements AutoCloseable {
    private final String sql;
    private final java.sql.Connection connection;
    private final Statement statement;
    private final ResultSet rows;

    private Rows(String sql, java.sql.Connection connection) throws SQLException {
      this.sql = sql;
      this.connection = connection;
      this.statement = connection.createStatement();
      this.rows = statement.executeQuery(sql);
    }

    /// What is made of the present row.
    @FunctionalInterface
    interface Row<T> {
      T of(ResultSet row) throws SQLException;
    }

    boolean next() throws IOException {
      try {
        return rows.next();
      } catch (SQLException failure) {
        throw failure(sql, failure);
      }
    }

    <T> T row(Row<T> row) throws IOException {
      try {
        return row.of(rows);
      } catch (SQLException failure) {
        throw failure(sql, failure);
      }
    }

    @Override
    public void close() throws IOException {
      try (connection;
          statement;
          rows) {
        // nothing but closing, innermost first
      } catch (SQLException failure) {
        throw failure(sql, failure);
      }
    }
  }

  static IOException failure(String what, SQLException failure) {
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return new IOException(
        "the conversion's own database failed: " + reason + " in " + what, failure);
  }

  @Override
  public void close() throws IOException {
    try (watch) {
      connection.close();
    } catch (SQLException failure) {
      throw failure("close", failure);
    }
  }
}
