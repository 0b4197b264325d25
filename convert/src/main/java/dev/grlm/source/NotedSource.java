package dev.grlm.source;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A source that says which files of its input it does not read, and leaves out texts that mean
/// "missing".
final class NotedSource implements Source {
  private final Source source;
  private final Missing missing;
  private final List<String> unused;
  private final long unusedFiles;

  private NotedSource(Source source, Missing missing, List<String> unused, long unusedFiles) {
    this.source = source;
    this.missing = missing;
    this.unused = List.copyOf(unused);
    this.unusedFiles = unusedFiles;
  }

  static NotedSource of(Source source, Input input) throws IOException {
    Set<Path> read = paths(source, false);
    Set<Path> users = paths(source, true);
    var unused = new ArrayList<String>();
    for (Head head : input.heads()) {
      if (!read.contains(head.file())) {
        String why = source.refusal(head.file());
        String shown = why.isEmpty() ? FileSight.unused(head, input.columns()) : why;
        shown =
            users.contains(head.file()) ? "it holds users, of whom only the ids are read" : shown;
        unused.add(head.name() + " is not used" + (shown.isEmpty() ? "" : ": " + shown));
      }
    }
    long files = unused.size();
    for (String folder : input.passedOver()) {
      unused.add("the folder " + folder + " is not entered; --from names it if it is meant");
    }
    String options = options(input.columns());
    if (!options.isEmpty() && !isTable(source)) {
      unused.add(options + " is for tables and is not used for " + source.format());
    }
    return new NotedSource(source, input.columns().conventions().missing(), unused, files);
  }

  private static Set<Path> paths(Source source, boolean ofUsers) {
    return source.files().stream()
        .filter(file -> (file.role() == SourceFile.Role.USERS) == ofUsers)
        .map(SourceFile::path)
        .collect(Collectors.toSet());
  }

  private static boolean isTable(Source source) {
    return Set.of("parquet", "csv", "tsv", "jsonl", "recbole").contains(source.format());
  }

  private static String options(Columns columns) {
    return columns.fields().keySet().stream()
        .sorted()
        .map(NotedSource::option)
        .collect(Collectors.joining(", "));
  }

  private static String option(Field field) {
    return "--" + field.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-col";
  }

  @Override
  public String format() {
    return source.format();
  }

  @Override
  public List<SourceFile> files() {
    return source.files();
  }

  @Override
  public List<String> notes() throws IOException {
    var notes = new ArrayList<>(source.notes());
    notes.addAll(unused);
    return notes;
  }

  @Override
  public boolean rowsAreInOrder() {
    return source.rowsAreInOrder();
  }

  @Override
  public long unusedFiles() {
    return unusedFiles;
  }

  @Override
  public String refusal(Path file) {
    return source.refusal(file);
  }

  @Override
  public void read(Sink sink, Meter meter) throws IOException {
    source.read(new MissingTexts(sink, missing), meter);
  }
}
