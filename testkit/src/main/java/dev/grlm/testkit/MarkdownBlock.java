package dev.grlm.testkit;

import java.util.List;
import java.util.Optional;

/// A fenced block of a document.
///
/// The word behind the fence is the language. What follows it names a file: of this repository, of
/// a run, or one that the reader makes with these contents. A block of commands that the tests do
/// not run says so in its first line: `# not tested: REASON`.
///
/// @param line of the document that the block's first line is, from 1
/// @param file empty where the block names none
public record MarkdownBlock(int line, String language, String file, List<String> lines) {
  private static final String UNTESTED = "# not tested: ";
  private static final List<String> BUILD = List.of("mvn ", ".ci/");

  public MarkdownBlock {
    lines = List.copyOf(lines);
  }

  /// Whether it is for a shell.
  public boolean isCommands() {
    return language.equals("sh");
  }

  /// Why the tests do not run it.
  public Optional<String> untested() {
    return Optional.of(lines.isEmpty() ? "" : lines.getFirst())
        .filter(first -> isCommands() && first.startsWith(UNTESTED))
        .map(first -> first.substring(UNTESTED.length()).strip());
  }

  /// Whether it is for a shell and consists of calls of the build, in which the tests run: it would
  /// never end.
  public boolean isBuild() {
    return isCommands()
        && lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .allMatch(line -> BUILD.stream().anyMatch(line::startsWith));
  }

  /// Whether it is for a shell and nothing stands against running it.
  public boolean isRun() {
    return isCommands() && !isBuild() && untested().isEmpty();
  }

  public String text() {
    return String.join("\n", lines) + "\n";
  }
}
