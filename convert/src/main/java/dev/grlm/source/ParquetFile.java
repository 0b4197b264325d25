package dev.grlm.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One Parquet file, read by a DuckDB in memory that can reach nothing but this file. Whatever is
/// wrong with the file is an `IOException` of one line. For one thread.
final class ParquetFile implements AutoCloseable {
  static final int MEMORY_MIB = 512;
  private static final int LONGEST_REASON = 200;
  private static final String TABLE = "read_parquet(?, hive_partitioning = false)";

  private final Path file;
  private final Connection connection;
  private final List<Column> columns;

  /// @param type as DuckDB calls it
  private record Column(String name, String type) {
    /// What the column is called in our own queries, whatever its name is.
    static String alias(int place) {
      return "c" + place;
    }

    /// What is asked of the column. Times come as text in UTC, since the driver's own classes for
    /// them go by the time zone of this machine.
    String expression(int place) {
      String alias = alias(place);
      return switch (type) {
        case "TIMESTAMP WITH TIME ZONE" -> inUtc("make_timestamp(epoch_us(", alias);
        case "TIMESTAMPTZ_NS" -> inUtc("make_timestamp_ns(epoch_ns(", alias);
        case "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
            "CAST(" + alias + " AS VARCHAR)";
        default -> alias;
      };
    }

    /// An infinite time has no epoch and must not pass for none.
    private static String inUtc(String functions, String alias) {
      return "coalesce(CAST("
          + functions
          + alias
          + ")) AS VARCHAR), CASE WHEN "
          + alias
          + " IS NOT NULL THEN 'infinity' END)";
    }
  }

  private ParquetFile(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.columns = describe();
  }

  /// Reads the description of the columns. To be closed by the caller.
  ///
  /// @throws IOException in one line that starts with `file`
  static ParquetFile open(Path file) throws IOException {
    refusePacked(file);
    Connection connection = null;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:", settings());
      restrict(connection, file);
      return new ParquetFile(file, connection);
    } catch (SQLException | RuntimeException broken) {
      throw closing(connection, failure(file, broken));
    }
  }

  private static void refusePacked(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      if (stream.read() == 0x1f && stream.read() == 0x8b) {
        throw new IOException(file + ": a Parquet file inside gzip is not read; unpack it first");
      }
    } catch (IOException broken) {
      throw SourceStreams.failure(file, broken);
    }
  }

  private static Properties settings() {
    var settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("memory_limit", MEMORY_MIB + "MiB");
    settings.setProperty("temp_directory", "");
    settings.setProperty("threads", "1");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    return settings;
  }

  private static void restrict(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET allowed_paths=[" + quoted(absolute(file)) + ", " + quoted(pattern(file)) + "]");
      statement.execute("SET enable_external_access=false");
      statement.execute("SET lock_configuration=true");
    }
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().toString();
  }

  /// The one file as a pattern of files, which is what DuckDB takes a name for.
  private static String pattern(Path file) {
    return absolute(file).replaceAll("[\\[*?]", "[$0]");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private List<Column> describe() throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM " + TABLE + " LIMIT 0");
        ResultSet rows = query(statement)) {
      ResultSetMetaData described = rows.getMetaData();
      var found = new ArrayList<Column>();
      for (int column = 1; column <= described.getColumnCount(); column++) {
        found.add(new Column(described.getColumnName(column), described.getColumnTypeName(column)));
      }
      return List.copyOf(found);
    }
  }

  private ResultSet query(PreparedStatement statement) throws SQLException {
    statement.setString(1, pattern(file));
    return statement.executeQuery();
  }

  /// Names of the columns.
  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /// How many rows the file says it has.
  ///
  /// @throws IOException in one line that starts with the file
  long rowCount() throws IOException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT count(*) FROM " + TABLE);
        ResultSet rows = query(statement)) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException | RuntimeException broken) {
      throw failure(file, broken);
    }
  }

  /// The rows in the order of the file, once; nothing else may be asked meanwhile.
  ///
  /// @param used whether the column at a place is wanted; the cells of the others are empty
  /// @param most how many rows at most
  /// @throws IOException in one line that starts with the file
  Rows rows(IntPredicate used, long most) throws IOException {
    int[] places = IntStream.range(0, columns.size()).filter(used).toArray();
    String wanted =
        Arrays.stream(places)
            .mapToObj(place -> columns.get(place).expression(place))
            .collect(Collectors.joining(", "));
    String all =
        IntStream.range(0, columns.size())
            .mapToObj(Column::alias)
            .collect(Collectors.joining(", ", "(", ")"));
    String query = "SELECT " + wanted + " FROM " + TABLE + " AS file" + all;
    query += most == Long.MAX_VALUE ? "" : " LIMIT " + most;
    PreparedStatement statement = null;
    try {
      statement = connection.prepareStatement(query);
      return new Rows(statement, query(statement), places);
    } catch (SQLException | RuntimeException broken) {
      throw closing(statement, failure(file, reason(query, broken)));
    }
  }

  /// The driver hides why the first rows of a stream cannot be had; when they are to be kept, it
  /// says so.
  private Exception reason(String query, Exception hidden) {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "CREATE TEMP TABLE kept AS SELECT * FROM (" + query + ") LIMIT 1")) {
      statement.setString(1, pattern(file));
      statement.execute();
      return hidden;
    } catch (SQLException | RuntimeException shown) {
      return shown;
    }
  }

  /// The rows of the file, read once.
  final class Rows implements AutoCloseable {
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final int[] places;

    private Rows(PreparedStatement statement, ResultSet rows, int[] places) {
      this.statement = statement;
      this.rows = rows;
      this.places = places;
    }

    /// The next row, or null after the last one.
    ///
    /// @throws IOException in one line that starts with the file
    @Nullable Row next() throws IOException {
      try {
        if (!rows.next()) {
          return null;
        }
        var cells = new ParquetCell[columns.size()];
        Arrays.fill(cells, ParquetCell.Text.NONE);
        for (int wanted = 0; wanted < places.length; wanted++) {
          cells[places[wanted]] = ParquetCell.of(rows.getObject(wanted + 1));
        }
        return new Row(cells);
      } catch (SQLException | RuntimeException broken) {
        throw failure(file, broken);
      }
    }

    @Override
    public void close() throws IOException {
      try (statement;
          rows) {
        // nothing but closing, innermost first
      } catch (SQLException | RuntimeException broken) {
        throw failure(file, broken);
      }
    }
  }

  /// The cells of one row, by the columns' places.
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor shared
  record Row(ParquetCell[] cells) implements TableRow {
    /// Place of the first cell whose bytes are no text, or -1.
    int firstNotText() {
      for (int place = 0; place < cells.length; place++) {
        if (cells[place] instanceof ParquetCell.NotText) {
          return place;
        }
      }
      return -1;
    }

    @Override
    public String text(int place) {
      return cells[place].text();
    }

    @Override
    public List<List<String>> paths(int place) {
      return cells[place].paths();
    }

    @Override
    public @Nullable List<String> list(int place) {
      return switch (cells[place]) {
        case ParquetCell.Elements list -> list.texts();
        case ParquetCell.Text text -> SpelledList.of(text.text());
        case ParquetCell.NotText _ -> null;
      };
    }
  }

  private static IOException failure(Path file, Exception broken) {
    String reason =
        String.valueOf(broken.getMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("\\p{Cntrl}", "\uFFFD");
    String shown =
        reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    return new IOException(file + ": cannot be read as Parquet: " + shown, broken);
  }

  /// `failure`, after the attempt to close what it left open.
  private static IOException closing(@Nullable AutoCloseable open, IOException failure) {
    try (open) {
      return failure;
    } catch (Exception second) {
      failure.addSuppressed(second);
      return failure;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException | RuntimeException broken) {
      throw failure(file, broken);
    }
  }
}
