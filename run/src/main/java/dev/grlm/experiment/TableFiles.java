package dev.grlm.experiment;

import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of a table: `table.json`, `table.csv`, `table.tex`, `index.html`. The same table gives
/// the same bytes.
final class TableFiles {
  private TableFiles() {}

  static void write(ExperimentTable table, Path folder) throws IOException {
    Json.write(folder.resolve("table.json"), table);
    text(folder.resolve("table.csv"), CsvTable.of(table));
    text(folder.resolve("table.tex"), LatexTable.of(table));
    text(folder.resolve("index.html"), page(table));
  }

  private static void text(Path file, String text) throws IOException {
    AtomicFile.writeText(file, writer -> writer.write(text));
  }

  static String page(ExperimentTable table) {
    var printed = new PrintedTable(table);
    var body = new StringBuilder();
    body.append("<h1>").append(Html.escape(table.question())).append("</h1>\n");
    if (!table.claim().isEmpty()) {
      body.append("<p>The paper: ").append(Html.escape(table.claim())).append("</p>\n");
    }
    body.append(html(table.question(), printed));
    table
        .overPersons()
        .ifPresent(persons -> body.append(html("Over persons", new PrintedTable(persons))));
    body.append("<p>").append(Html.escape(printed.notes())).append("</p>\n");
    body.append("<ul>\n");
    table.lines().stream()
        .filter(line -> !line.settings().isEmpty())
        .map(line -> line.variant() + ": " + String.join(" ", line.settings()))
        .distinct()
        .forEach(line -> body.append("<li>").append(Html.escape(line)).append("</li>\n"));
    body.append("</ul>\n");
    return Page.html(table.name(), body.toString());
  }

  private static String html(String caption, PrintedTable printed) {
    var headings = new ArrayList<String>();
    List<String> names = printed.headings();
    for (int column = 0; column < names.size(); column++) {
      headings.add(column < printed.names() ? names.get(column) : "#" + names.get(column));
    }
    var html = new HtmlTable(caption, headings);
    for (List<String> row : printed.rows()) {
      html.row("", row.stream().map(Html::escape).toList());
    }
    return html.html();
  }
}
