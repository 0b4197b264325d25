package dev.grlm.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.testkit.MarkdownDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The table of docs/formats.md that tells the keys of a report, beside a report.
final class ReportTable {
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  /// Names of rows, metrics and counts are keys as well, but none of the format.
  private static final Pattern KEY = Pattern.compile("[a-z]\\w*");

  private ReportTable() {}

  /// Keys that only one of the two has, and keys one level below that the table does not name.
  static List<String> problems(MarkdownDocument document, JsonNode report) {
    var problems = new ArrayList<String>();
    var told = new TreeSet<String>();
    for (String line : section(document)) {
      String[] cells = line.split("\\|", 3);
      Set<String> named = spans(cells[2]);
      for (String key : spans(cells[1])) {
        told.add(key);
        below(report.path(key)).stream()
            .filter(inner -> KEY.matcher(inner).matches() && !named.contains(inner))
            .forEach(inner -> problems.add(key + "." + inner + " is not in the table"));
      }
    }
    var there = new TreeSet<String>();
    report.fieldNames().forEachRemaining(there::add);
    if (!told.equals(there)) {
      problems.add("the table has the keys " + told + ", a report " + there);
    }
    return problems;
  }

  private static List<String> section(MarkdownDocument document) {
    return document.lines().stream()
        .dropWhile(line -> !line.startsWith("### `report.json`"))
        .dropWhile(line -> !line.startsWith("| `"))
        .takeWhile(line -> line.startsWith("| `"))
        .toList();
  }

  private static Set<String> spans(String cell) {
    var names = new LinkedHashSet<String>();
    SPAN.matcher(cell).results().forEach(span -> names.add(span.group(1)));
    return names;
  }

  /// Keys of an object, or of the objects of a list. An object of lists is a table by names of
  /// rows.
  private static Set<String> below(JsonNode value) {
    var keys = new TreeSet<String>();
    boolean byRow = value.isObject() && value.valueStream().allMatch(JsonNode::isArray);
    if (!byRow) {
      value.fieldNames().forEachRemaining(keys::add);
    }
    if (value.isArray()) {
      value.forEach(element -> element.fieldNames().forEachRemaining(keys::add));
    }
    return keys;
  }
}
