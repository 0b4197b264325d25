package dev.grlm.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words of a command as a person copies them into a POSIX shell.
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /// The words with blanks between them; a shell takes the line apart into the same words.
  static String line(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
