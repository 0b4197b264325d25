package dev.grlm.export;

import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.io.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A header and a line per row. An empty cell is empty, a list is one of JSON, and a number that is
/// not finite is empty. Stateless.
///
/// - CSV as in RFC 4180 with line feeds: a cell with a comma, a quote or a line break stands in
///   quotes, a quote in it twice.
/// - TSV: a tab, a line break or a backslash in a cell is written `\t`, `\n`, `\r`, `\\`.
///
/// @param guarded whether text that a spreadsheet would take for a formula is kept from it
///   ([SpreadsheetText]); numbers are what they are
record DelimitedText(Form form, boolean guarded) implements Table.Writer {
  /// How cells are told apart.
  enum Form {
    CSV(',') {
      @Override
      String quoted(String text) {
        boolean plain =
            text.indexOf(',') < 0
                && text.indexOf('"') < 0
                && text.indexOf('\n') < 0
                && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
      }
    },
    TSV('\t') {
      @Override
      String quoted(String text) {
        return text.replace("\\", "\\\\")
            .replace("\t", "\\t")
            .replace("\n", "\\n")
            .replace("\r", "\\r");
      }
    };

    private final char delimiter;

    Form(char delimiter) {
      this.delimiter = delimiter;
    }

    abstract String quoted(String text);
  }

  static final DelimitedText CSV = new DelimitedText(Form.CSV, true);
  static final DelimitedText TSV = new DelimitedText(Form.TSV, true);

  DelimitedText guarding(boolean guards) {
    return new DelimitedText(form, guards);
  }

  @Override
  public void write(Path file, Table table) throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          line(writer, table.columns().stream().map(Table.Column::name).toArray());
          table.into(cells -> line(writer, cells));
        });
  }

  private void line(BufferedWriter writer, @Nullable Object... cells) throws IOException {
    for (int place = 0; place < cells.length; place++) {
      if (place > 0) {
        writer.write(form.delimiter);
      }
      writer.write(form.quoted(text(cells[place])));
    }
    writer.write('\n');
  }

  private String text(@Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case Double number -> Double.isFinite(number) ? number.toString() : "";
      case List<?> list -> Json.line(list);
      case String text -> guarded ? SpreadsheetText.cell(text) : text;
      default -> cell.toString();
    };
  }
}
