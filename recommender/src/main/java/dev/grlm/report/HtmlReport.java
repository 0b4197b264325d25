package dev.grlm.report;

import dev.grlm.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A [Report] as one page that needs nothing else: no network, no script, style and drawings
/// inline. The same report gives the same bytes in every locale.
public final class HtmlReport {
  private static final String STYLE = style();

  private HtmlReport() {}

  /// Writes the page whole or not at all.
  public static void write(Report report, Path file) throws IOException {
    AtomicFile.writeText(file, writer -> writer.write(page(report)));
  }

  /// The page as text; well-formed XML after its first line.
  static String page(Report report) {
    String title = "Report: " + report.dataset().name() + ", " + report.split();
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s%s%s</main>
    </body>
    </html>
    """
        .formatted(
            Html.escape(title),
            STYLE,
            ResultSections.html(report),
            RunSections.html(report),
            SampleSection.html(report));
  }

  private static String style() {
    try (InputStream stream = HtmlReport.class.getResourceAsStream("report.css")) {
      if (stream == null) {
        throw new IllegalStateException("report.css is not beside " + HtmlReport.class.getName());
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read report.css", failure);
    }
  }
}
