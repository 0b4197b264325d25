package dev.grlm.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.testkit.MarkdownDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What documents name is there: files, classes, tests, modules, profiles, variables, routes.
class NamesInDocumentsTest {
  private static final Path ROOT = DocumentsTest.ROOT;
  private static final Set<String> MODULES =
      Set.of(
          "testkit",
          "data",
          "engine",
          "recommender",
          "systems",
          "run",
          "convert",
          "minilm",
          "app",
          "samples",
          "bench");
  private static final Pattern PLACE =
      Pattern.compile(
          "(?:(?:" + String.join("|", MODULES) + ")/(?:src|scripts)|docs|deploy|\\.ci)/[\\w./-]+");

  /// Named without what its file's name says beside the number.
  private static final Pattern DECISION = Pattern.compile("docs/decisions/\\d{4}(#\\d+)?");

  private static final Pattern CLASS =
      Pattern.compile("dev\\.grlm(?:\\.[a-z0-9]+)*\\.([A-Z]\\w*[a-z]\\w*)");
  private static final Pattern TEST = Pattern.compile("-Dtest='?([\\w*,]+)'?");
  private static final Pattern MODULE = Pattern.compile("-pl ([\\w,]+)");
  private static final Pattern PROFILE = Pattern.compile("mvn [^\\n`]*-P ?(\\w+)");
  private static final Pattern VARIABLE = Pattern.compile("\\bGRLM_[A-Z_]+\\b");
  private static final Pattern ROUTE = Pattern.compile("/v1/(?!chat/)[^\\s`\"',;)?]+");

  private static final List<MarkdownDocument> DOCUMENTS = new ArrayList<>();

  /// Names of the source files, without `.java`.
  private static final Set<String> CLASSES = new HashSet<>();

  private static String sources = "";

  @BeforeAll
  static void read() throws IOException {
    for (MarkdownDocument document : MarkdownDocument.all(ROOT)) {
      if (!document.name().equals("CHANGELOG.md")) {
        DOCUMENTS.add(document);
      }
    }
    var text = new StringBuilder(Files.readString(ROOT.resolve("grlm")));
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          CLASSES.add(file.getFileName().toString().replace(".java", ""));
          text.append(Files.readString(file));
        }
      }
    }
    sources = text.toString();
  }

  /// What documents say that is like a pattern and does not hold.
  private static Stream<String> wrong(Pattern pattern, int group, Predicate<String> holds) {
    return DOCUMENTS.stream()
        .flatMap(document ->
            document
                .find(pattern)
                .map(found -> found.group(group))
                .filter(holds.negate())
                .map(found -> document.name() + ": " + found));
  }

  @Test
  void everyPlaceOfTheRepositoryIsThere() {
    assertThat(
            DOCUMENTS.stream()
                .flatMap(document ->
                    document
                        .spans()
                        .filter(span ->
                            PLACE.matcher(span).matches() && !DECISION.matcher(span).matches())
                        .filter(span -> !Files.exists(ROOT.resolve(span)))
                        .map(span -> document.name() + ": " + span)))
        .as("places that are not there")
        .isEmpty();
  }

  @Test
  void everyClassIsThere() {
    assertThat(wrong(CLASS, 1, CLASSES::contains)).as("classes that are not there").isEmpty();
  }

  @Test
  void everyTestIsThere() {
    assertThat(
            wrong(
                TEST,
                1,
                tests -> Stream.of(tests.split(",", -1)).allMatch(NamesInDocumentsTest::test)))
        .as("tests that are not there")
        .isEmpty();
  }

  private static boolean test(String glob) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return CLASSES.stream().anyMatch(name -> matcher.matches(Path.of(name)));
  }

  @Test
  void everyModuleAndEveryProfileIsThere() {
    assertThat(wrong(MODULE, 1, list -> MODULES.containsAll(List.of(list.split(",", -1)))))
        .as("modules that are not there")
        .isEmpty();
    String poms =
        MODULES.stream()
            .map(module -> ROOT.resolve(module).resolve("pom.xml"))
            .map(NamesInDocumentsTest::text)
            .collect(Collectors.joining());
    assertThat(wrong(PROFILE, 1, profile -> poms.contains("<id>" + profile + "</id>")))
        .as("profiles that are not there")
        .isEmpty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void everyVariableIsRead() {
    assertThat(wrong(VARIABLE, 0, variable -> sources.contains(variable)))
        .as("variables that nothing reads")
        .isEmpty();
  }

  @Test
  void everyRouteIsDescribed() throws IOException {
    Path described = ROOT.resolve("app/src/main/resources/dev/grlm/service/openapi.yaml");
    Set<String> routes =
        Files.readAllLines(described).stream()
            .filter(line -> line.startsWith("  /v1/"))
            .map(line -> line.strip().replaceFirst(":$", "").replaceAll("\\{\\w+\\}", "[^/]+"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(routes).isNotEmpty();
    assertThat(wrong(ROUTE, 0, route -> routes.stream().anyMatch(route::matches)))
        .as("routes that the service does not have: " + routes)
        .isEmpty();
  }
}
