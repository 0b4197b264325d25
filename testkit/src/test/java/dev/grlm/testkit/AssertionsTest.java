package dev.grlm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No test asserts only when something else happened: an `if` with an assertion in it has an
/// `else`, so that what is asserted is known when the test is read.
class AssertionsTest {
  private static final Path ROOT = Path.of(System.getProperty("grlm.project.root", ".."));
  private static final Pattern IF = Pattern.compile("\\bif \\(");
  private static final Pattern ASSERTION = Pattern.compile("\\bassert\\w*\\(");

  /// Text blocks, strings, characters and comments, in which braces and words mean nothing.
  private static final Pattern NO_CODE =
      Pattern.compile(
          "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+'|//[^\\n]*|/\\*.*?\\*/");

  @Test
  void noTestAssertsOnlyWhenSomethingElseHappened() throws IOException {
    var found = new ArrayList<String>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        for (String kind : List.of("test", "browser")) {
          read(module.resolve("src").resolve(kind).resolve("java"), found);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static void read(Path folder, List<String> found) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
        conditional(Files.readString(file)).forEach(line -> found.add(file + ":" + line));
      }
    }
  }

  @Test
  void plantedOnesAreFound() {
    assertThat(conditional("if (a) {\n assertThat(b);\n}\n")).containsExactly(1);
    assertThat(conditional("x\nif (a(b)) {\n if (c) {\n assertThat(b);\n} }\n"))
        .containsExactly(2, 3);
    assertThat(conditional("if (a) {\n assertX(b);\n} else if (c) {\n assertX(d);\n}\n"))
        .containsExactly(3);
  }

  @Test
  void whatAssertsInAnyCaseIsNot() {
    assertThat(conditional("if (a) {\n assertThat(b);\n} else {\n assertThat(c);\n}\n")).isEmpty();
    assertThat(conditional("if (a) {\n return;\n}\nassertThat(b);\n")).isEmpty();
    assertThat(conditional("// if (a) {\nassertThat(\"if (b) {\");\n")).isEmpty();
  }

  /// Lines on which such an `if` stands.
  private static List<Integer> conditional(String source) {
    String code =
        NO_CODE.matcher(source).replaceAll(text -> text.group().replaceAll("[^\\n]", " "));
    var lines = new ArrayList<Integer>();
    Matcher conditions = IF.matcher(code);
    while (conditions.find()) {
      int block = after(code, conditions.end() - 1, '(', ')');
      int open = code.indexOf('{', block);
      if (open < 0 || !code.substring(block, open).isBlank()) {
        continue; // a single statement without braces, which the formatter lets nobody write
      }
      int end = after(code, open, '{', '}');
      boolean alternative = code.substring(end).stripLeading().startsWith("else");
      if (!alternative && ASSERTION.matcher(code.substring(open, end)).find()) {
        lines.add(1 + (int) code.chars().limit(conditions.start()).filter(c -> c == '\n').count());
      }
    }
    return lines;
  }

  /// The place behind the bracket that closes the one at `open`.
  private static int after(String code, int open, char opens, char closes) {
    int depth = 0;
    for (int place = open; place < code.length(); place++) {
      depth += code.charAt(place) == opens ? 1 : code.charAt(place) == closes ? -1 : 0;
      if (depth == 0) {
        return place + 1;
      }
    }
    return code.length();
  }
}
