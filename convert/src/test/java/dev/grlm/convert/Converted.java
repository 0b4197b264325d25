package dev.grlm.convert;

import dev.grlm.convert.ConversionSettings.Origin;
import dev.grlm.io.RunListener;
import dev.grlm.prepare.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A folder in which tests make tables and have them converted.
///
/// @param said what a conversion told its listener
record Converted(Path folder, List<String> said) {
  Converted(Path folder) {
    this(folder, new ArrayList<>());
  }

  Path out() {
    return folder.resolve("out");
  }

  Path table(String name, String... rows) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", rows) + "\n");
  }

  /// Of `[DOMAIN=]NAME` in this folder, as the command takes it.
  Conversion.Result of(Rules rules, String... origins) throws IOException {
    return of(settings -> settings.withRules(rules), origins);
  }

  Conversion.Result of(UnaryOperator<ConversionSettings> told, String... origins)
      throws IOException {
    List<Origin> all = Arrays.stream(origins).map(this::origin).toList();
    ConversionSettings settings =
        ConversionSettings.of(folder, out()).withOrigins(all).withReplace(true).withMemoryMiB(200);
    return Conversion.run(told.apply(settings), new Heard(said));
  }

  private Origin origin(String word) {
    int sign = word.indexOf('=');
    return new Origin(
        folder.resolve(word.substring(sign + 1)), word.substring(0, Math.max(0, sign)));
  }

  /// The rows of the result, blanks instead of tabs, without the header.
  List<String> rows() throws IOException {
    return Files.readAllLines(out().resolve("interactions.tsv")).stream()
        .skip(1)
        .map(row -> row.replace('\t', ' '))
        .toList();
  }

  /// `user: item item …` in the order of the result.
  List<String> histories() throws IOException {
    var histories = new ArrayList<String>();
    String user = "";
    for (String row : rows()) {
      String[] cells = row.split(" ", -1);
      String line = cells[0].equals(user) ? histories.removeLast() : cells[0] + ":";
      histories.add(line + " " + cells[1]);
      user = cells[0];
    }
    return histories;
  }

  /// Keeps what a person should read.
  private record Heard(List<String> said) implements RunListener {
    @Override
    public void stageStarted(String stage) {}

    @Override
    public void stageDone(String stage, String status, double seconds, Map<String, Long> counts) {}

    @Override
    public void progress(String stage, long done, long total, String note) {}

    @Override
    public void message(String text) {
      said.add(text);
    }
  }
}
