package dev.grlm.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the files of one edition, line by line. Blank lines say nothing and are passed over.
final class AmazonSource implements Source {
  private final AmazonEdition edition;
  private final List<AmazonFile> files;
  private final Columns columns;

  AmazonSource(AmazonEdition edition, List<AmazonFile> files, Columns columns) {
    this.edition = edition;
    this.files = List.copyOf(files);
    this.columns = columns;
  }

  @Override
  public String format() {
    return edition.word();
  }

  @Override
  public List<SourceFile> files() {
    return files.stream().map(AmazonFile::sourceFile).toList();
  }

  @Override
  public void read(Sink sink, Meter meter) throws IOException {
    EventCells cells = EventCells.of(columns, edition.unit());
    for (AmazonFile file : files) {
      try (var lines = SourceLines.open(file.path(), sink, meter)) {
        if (file.kind() == AmazonHead.Kind.RATINGS) {
          readTable(file, lines, cells, sink);
        } else {
          readObjects(file, lines, cells, sink);
        }
      }
    }
    cells.report(sink);
  }

  private static void readTable(AmazonFile file, SourceLines lines, EventCells cells, Sink sink)
      throws IOException {
    String header = lines.next();
    if (header == null || lines.number() != 1 || !AmazonRatings.isHeader(header)) {
      throw new IOException(file.path() + ":1: the header is not " + AmazonRatings.HEADER);
    }
    var ratings = new AmazonRatings(header, file.domain(), cells);
    EventCells.Faults faults = lines::fault;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        ratings.read(line, sink, faults);
      }
    }
  }

  private void readObjects(AmazonFile file, SourceLines lines, EventCells cells, Sink sink)
      throws IOException {
    var items = new AmazonItems(edition, file.domain(), cells);
    var whole = new WholeTexts(sink);
    EventCells.Faults faults = lines::fault;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        continue;
      }
      ObjectNode object = AmazonLine.parse(line);
      if (object == null) {
        faults.fault("line", line, Reasons.NOT_AN_OBJECT);
      } else if (file.kind() == AmazonHead.Kind.METADATA) {
        items.read(object, whole, faults);
      } else {
        readReview(object, file.domain(), cells, sink, faults);
      }
    }
  }

  private void readReview(
      ObjectNode review, String domain, EventCells reader, Sink sink, EventCells.Faults faults)
      throws IOException {
    EventCells.Names names = edition.names();
    if (AmazonCells.isFaulty(review, names, faults)) {
      return;
    }
    var cells =
        new EventCells.Cells(
            cell(review, names.user()),
            cell(review, names.item()),
            cell(review, names.time()),
            null,
            cell(review, names.rating()),
            domain);
    Event event = reader.event(cells, names, faults);
    if (event != null) {
      sink.event(event);
    }
  }

  private static @Nullable String cell(ObjectNode review, String key) {
    return AmazonCells.cell(review, key);
  }
}
