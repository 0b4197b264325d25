package dev.grlm.page;

import java.util.ArrayList;
import java.util.List;

/// A table whose first column names its rows. Cells are markup: whoever adds a row has escaped it.
/// Confined to one thread.
public final class HtmlTable {
  private final String caption;
  private final List<String> headers;
  private final StringBuilder body = new StringBuilder();
  private final List<Boolean> numeric = new ArrayList<>();

  /// @param caption read by screen readers, not shown
  /// @param headers text; a header that starts with `#` stands over numbers, right-aligned
  public HtmlTable(String caption, List<String> headers) {
    this.caption = caption;
    this.headers = List.copyOf(headers);
    headers.forEach(header -> numeric.add(header.startsWith("#")));
  }

  public void row(String kind, List<String> cells) {
    if (cells.size() != headers.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + headers.size() + " columns: " + cells);
    }
    body.append(kind.isEmpty() ? "<tr>" : "<tr class=\"" + kind + "\">");
    body.append("<th scope=\"row\">").append(cells.getFirst()).append("</th>");
    for (int column = 1; column < cells.size(); column++) {
      body.append(numeric.get(column) ? "<td class=\"number\">" : "<td>")
          .append(cells.get(column))
          .append("</td>");
    }
    body.append("</tr>\n");
  }

  public String html() {
    var head = new StringBuilder();
    for (int column = 0; column < headers.size(); column++) {
      String text = headers.get(column);
      head.append(
              numeric.get(column) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
          .append(Html.escape(numeric.get(column) ? text.substring(1) : text))
          .append("</th>");
    }
    return """
    <div class="scroll" tabindex="0" role="group" aria-label="%s"><table>
    <caption>%s</caption>
    <thead><tr>%s</tr></thead>
    <tbody>
    %s</tbody></table></div>
    """
        .formatted(Html.escape(caption), Html.escape(caption), head, body);
  }
}
