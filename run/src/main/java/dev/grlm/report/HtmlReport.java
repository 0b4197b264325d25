package dev.grlm.report;

import dev.grlm.io.AtomicFile;
import dev.grlm.page.Page;
import java.io.IOException;
import java.nio.file.Path;

/// A [Report] as one page that needs nothing else: no network, no script, style and drawings
/// inline. The same report gives the same bytes in every locale.
public final class HtmlReport {
  private HtmlReport() {}

  /// Writes the page whole or not at all.
  public static void write(Report report, Path file) throws IOException {
    AtomicFile.writeText(file, writer -> writer.write(page(report)));
  }

  /// The page as text; well-formed XML after its first line.
  static String page(Report report) {
    String title = "Report: " + report.dataset().name() + ", " + report.split();
    return Page.html(
        title,
        ResultSections.html(report)
            + PersonSection.html(report)
            + SliceSection.html(report)
            + RunSections.html(report)
            + SampleSection.html(report));
  }
}
