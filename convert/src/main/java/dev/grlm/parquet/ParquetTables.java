package dev.grlm.parquet;

import dev.grlm.io.AtomicFile;
import dev.grlm.io.Folders;
import dev.grlm.io.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Writes tables as Parquet, the rows in their order: texts, 64-bit whole numbers, doubles, and
/// lists of texts. What is written goes through a DuckDB file beside the target, which holds what
/// does not fit into memory and is deleted at the end. Stateless.
public final class ParquetTables implements Table.Writer {
  private static final int MEMORY_MIB = 512;

  @Override
  public void write(Path file, Table table) throws IOException {
    AtomicFile.writeAt(
        file,
        temporary -> {
          Path scratch = temporary.resolveSibling(temporary.getFileName() + ".db");
          try {
            Files.createDirectory(scratch);
            write(temporary, scratch, table);
          } catch (SQLException failure) {
            String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            throw new IOException(reason, failure);
          } finally {
            Folders.delete(scratch);
          }
        });
  }

  private static void write(Path file, Path scratch, Table table) throws IOException, SQLException {
    String url = "jdbc:duckdb:" + scratch.resolve("rows.db");
    try (var connection = (DuckDBConnection) DriverManager.getConnection(url, settings(scratch));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE written (" + columns(table) + ")");
      try (DuckDBAppender appender = connection.createAppender("written")) {
        table.into(cells -> append(appender, cells));
      }
      statement.execute("COPY written TO " + literal(file.toString()) + " (FORMAT parquet)");
    }
  }

  private static Properties settings(Path scratch) {
    var settings = new Properties();
    settings.setProperty("memory_limit", MEMORY_MIB + "MiB");
    settings.setProperty("temp_directory", scratch.resolve("spill").toString());
    settings.setProperty("threads", "1");
    settings.setProperty("preserve_insertion_order", "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    return settings;
  }

  private static String columns(Table table) {
    return table.columns().stream()
        .map(column -> '"' + column.name().replace("\"", "\"\"") + "\" " + type(column.kind()))
        .collect(Collectors.joining(", "));
  }

  private static String type(Table.Kind kind) {
    return switch (kind) {
      case TEXT -> "VARCHAR";
      case WHOLE -> "BIGINT";
      case NUMBER -> "DOUBLE";
      case TEXTS -> "VARCHAR[]";
    };
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static void append(DuckDBAppender appender, @Nullable Object... cells)
      throws IOException {
    try {
      appender.beginRow();
      for (Object cell : cells) {
        append(appender, cell);
      }
      appender.endRow();
    } catch (SQLException failure) {
      throw new IOException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object cell) throws SQLException {
    switch (cell) {
      case null -> appender.appendNull();
      case Long whole -> appender.append(whole.longValue());
      case Double number -> appender.append(number.doubleValue());
      case Collection<?> list -> appender.append(list);
      default -> appender.append(cell.toString());
    }
  }
}
