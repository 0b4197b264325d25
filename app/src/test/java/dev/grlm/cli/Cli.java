package dev.grlm.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;

/// A command line run in this process, and what came of it.
public record Cli(int code, String out, String err) {
  public static Cli run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Cli(code, out.toString(), err.toString());
  }

  /// The arguments of a command as somebody types it, without quotes.
  static List<String> words(String command) {
    return Pattern.compile(" +").splitAsStream(command.strip()).toList();
  }

  public static Cli run(List<String> arguments) {
    return run(arguments.toArray(String[]::new));
  }

  /// The lines that say what went wrong; there must be one or none.
  List<String> complaints() {
    return err.lines().filter(line -> line.startsWith("grlm: ")).toList();
  }
}
