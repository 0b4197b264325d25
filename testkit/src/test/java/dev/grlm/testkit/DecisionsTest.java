package dev.grlm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the code and the documents say about decisions can be looked up: there is one list of them,
/// the records in docs/decisions. Code names a record by `docs/decisions/` and its four digits,
/// with `#` and a number where the record numbers its paragraphs; documents link to it.
class DecisionsTest {
  private static final Path ROOT = Path.of(System.getProperty("grlm.project.root", ".."));
  private static final Path FOLDER = Path.of("docs", "decisions");

  private static final Pattern NAMED = Pattern.compile("docs/decisions/(\\d+)(?:#(\\d+))?");
  private static final Pattern LINKED =
      Pattern.compile("\\[(?:decision\\s+)?(\\d+)]\\(([^)\\s]*/)?(\\d+)-[^)\\s]*\\)");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s:#]+)(?:#[^)\\s]*)?\\)");

  /// A number that is no link, so that nobody knows which list it counts in.
  private static final Pattern BARE =
      Pattern.compile(
          "\\b(decisions?|decision records?)\\s+(no\\.\\s*)?\\d+", Pattern.CASE_INSENSITIVE);

  private static final Pattern PARAGRAPH = Pattern.compile("(?m)^(\\d+)\\. ");
  private static final Pattern LINE_OF_COMMENT = Pattern.compile("\\R\\s*(///?|\\*) ?");

  /// Records by number.
  private static final Map<Integer, String> RECORDS = new TreeMap<>();

  private static final List<Path> FILES = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    try (var records = Files.newDirectoryStream(ROOT.resolve(FOLDER), "*.md")) {
      for (Path record : records) {
        String number = record.getFileName().toString().substring(0, 4);
        assertThat(RECORDS.put(Integer.valueOf(number), Files.readString(record)))
            .as("another record " + number)
            .isNull();
      }
    }
    Files.walkFileTree(ROOT, new Sources(FILES::add));
  }

  /// Java and Markdown of the checkout, without what is built, hidden or linked.
  private static final class Sources extends SimpleFileVisitor<Path> {
    private final Consumer<Path> found;

    Sources(Consumer<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      boolean hidden = name.startsWith(".") && !folder.equals(ROOT);
      return hidden || name.equals("target")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (attributes.isRegularFile() && (name.endsWith(".java") || name.endsWith(".md"))) {
        found.accept(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  @Test
  void recordsAreNumberedWithoutGaps() {
    assertThat(RECORDS.keySet())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, RECORDS.size()).boxed().toList());
    RECORDS.forEach((number, text) -> {
      assertThat(text).startsWith("# " + number + ". ");
      assertThat(paragraphs(text))
          .as("paragraphs of record " + number)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, paragraphs(text).size()).boxed().toList());
    });
  }

  @Test
  void whateverIsNamedIsThere() throws IOException {
    var wrong = new ArrayList<String>();
    int named = 0;
    for (Path file : FILES) {
      String text = Files.readString(file);
      named += (int) NAMED.matcher(text).results().count();
      for (String problem : problems(text)) {
        wrong.add(ROOT.relativize(file) + ": " + problem);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(named).as("references of all files").isGreaterThan(40);
  }

  @Test
  void everyLinkOfADocumentLeadsSomewhere() throws IOException {
    var wrong = new ArrayList<String>();
    for (Path file : FILES) {
      if (file.toString().endsWith(".md")) {
        LINK.matcher(Files.readString(file))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !Files.exists(file.resolveSibling(link)))
            .forEach(link -> wrong.add(ROOT.relativize(file) + ": " + link));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// The marks keep these lines themselves from being read as references.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ties as in docs/deci##sions/0004         | 0
          normal form (docs/deci##sions/0013#3)    | 0
          [deci##sion 4](docs/decisions/0004-x.md) | 0
          [11](0011-x.md)                          | 0
          a decision of 20 users                   | 0
          in docs/deci##sions/0099                 | 1
          in docs/deci##sions/4                    | 1
          in docs/deci##sions/0013#99              | 1
          in docs/deci##sions/0004#1               | 1
          [deci##sion 5](0004-x.md)                | 1
          [deci##sion 99](0099-x.md)               | 1
          (deci##sion 8)                           | 1
          Deci##sions 3 and 4                      | 1
          """)
  void tellsRightFromWrong(String text, int problems) {
    assertThat(problems(text.replace("##", ""))).hasSize(problems);
  }

  @Test
  void readsOverTheEndOfALine() {
    assertThat(problems("  /// as in decision" + "\n  /// 12")).hasSize(1);
    assertThat(problems("see [decision\n  7](0007-x.md)")).isEmpty();
  }

  private static List<String> problems(String source) {
    String text = LINE_OF_COMMENT.matcher(source).replaceAll(" ");
    var problems = new ArrayList<String>();
    NAMED
        .matcher(text)
        .results()
        .filter(found -> !isThere(found))
        .map(MatchResult::group)
        .forEach(problems::add);
    LINKED
        .matcher(text)
        .results()
        .filter(found -> !agrees(found))
        .map(MatchResult::group)
        .forEach(problems::add);
    BARE.matcher(LINKED.matcher(text).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .forEach(problems::add);
    return problems;
  }

  private static boolean isThere(MatchResult found) {
    String record = RECORDS.get(Integer.valueOf(found.group(1)));
    return record != null
        && found.group(1).length() == 4
        && (found.group(2) == null || paragraphs(record).contains(Integer.valueOf(found.group(2))));
  }

  /// The number that is read is the number of the file.
  private static boolean agrees(MatchResult link) {
    Integer number = Integer.valueOf(link.group(1));
    return number.equals(Integer.valueOf(link.group(3))) && RECORDS.containsKey(number);
  }

  private static List<Integer> paragraphs(String record) {
    return PARAGRAPH.matcher(record).results().map(p -> Integer.valueOf(p.group(1))).toList();
  }
}
