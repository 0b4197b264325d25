package dev.grlm.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.grlm.io.Json;
import dev.grlm.testkit.MarkdownBlock;
import dev.grlm.testkit.MarkdownDocument;
import dev.grlm.testkit.MisbehavingEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// The documents are followed: every block of commands runs, in a folder where somebody has
/// followed the README before, and every block with contents is what the commands make.
///
/// In that folder lie, beside what the README makes, small dumps of every format, checkpoints with
/// random weights under the names of published ones, and an endpoint answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
  static final Path ROOT = Path.of(System.getProperty("grlm.project.root", ".."));

  /// A pattern for the names of the documents to follow, for whoever writes one.
  private static final Pattern ONLY =
      Pattern.compile(System.getProperty("grlm.documents.only", ".*"));

  private static final Pattern OF_A_RUN = Pattern.compile("RUN/(?!systems/NAME)[\\w./-]+");

  /// Files that only some commands add to a run.
  private static final Set<String> LATER = Set.of("RUN/added-items.jsonl");

  private static final Set<String> LANGUAGES =
      Set.of("sh", "java", "json", "jsonl", "tsv", "yaml", "nginx", "text");

  @TempDir private static Path folder;
  private List<MarkdownDocument> documents = List.of();
  private MisbehavingEndpoint endpoint;
  private ReadersFolder reader;

  @BeforeAll
  void prepare() throws IOException {
    documents = MarkdownDocument.all(ROOT);
    endpoint = MisbehavingEndpoint.wellBehaved(Duration.ZERO);
    reader = new ReadersFolder(folder.resolve("grlm"), URI.create(endpoint.url()).getAuthority());
    Surroundings.write(reader.path("."));
  }

  @AfterAll
  void end() throws IOException {
    reader.close();
    endpoint.close();
  }

  /// The README comes first, and what it leaves behind is what the others find.
  @TestFactory
  Stream<DynamicTest> everyDocumentCanBeFollowed() {
    assumeThat(Stream.of("bash", "curl", "keytool").filter(this::isMissing))
        .as("programs that documents use and this machine lacks")
        .isEmpty();
    return documents.stream()
        .filter(
            document -> document.blocks().stream().anyMatch(b -> b.isRun() || !b.file().isEmpty()))
        .filter(document ->
            document.equals(documents.getFirst()) || ONLY.matcher(document.name()).find())
        .map(document ->
            DynamicTest.dynamicTest(
                document.name() + ": " + count(document), () -> follow(document)));
  }

  private boolean isMissing(String program) {
    return ReadersFolder.onPath(program).isEmpty();
  }

  private static String count(MarkdownDocument document) {
    List<MarkdownBlock> commands =
        document.blocks().stream().filter(MarkdownBlock::isCommands).toList();
    long run = commands.stream().filter(MarkdownBlock::isRun).count();
    return run + " of " + commands.size() + " blocks of commands";
  }

  private void follow(MarkdownDocument document) throws Exception {
    boolean first = document.equals(documents.getFirst());
    if (!first) {
      reader.stopService();
      reader.snapshot().restore();
    }
    for (MarkdownBlock block : document.blocks()) {
      if (isMade(block)) {
        Path file = reader.path(block.file());
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.text());
      }
    }
    List<MarkdownBlock> run = document.blocks().stream().filter(MarkdownBlock::isRun).toList();
    ReadersFolder.Outcome outcome = reader.follow(document, run);
    assertThat(outcome.code()).as(document.name() + " says\n" + outcome.said()).isZero();
    if (first) {
      reader.snapshot().take();
    }
    List<MarkdownBlock> programs =
        document.blocks().stream().filter(DocumentsTest::isProgram).toList();
    for (MarkdownBlock block : programs) {
      ReadersFolder.Outcome program = reader.runJava(block.text());
      assertThat(program.code()).as(document.place(block) + "\n" + program.said()).isZero();
      assertThat(program.said()).isNotBlank();
    }
    assertThat(unlike(document)).as("blocks that are not like the file that they name").isEmpty();
    assertThat(missingOfARun(first ? documents : List.of()))
        .as("files of a run that are not there")
        .isEmpty();
    assertThat(unlikeTheReport(document)).as("keys that a report has not").isEmpty();
  }

  private List<String> unlikeTheReport(MarkdownDocument document) throws IOException {
    return document.name().equals("docs/formats.md")
        ? ReportTable.problems(document, Json.read(reader.path("runs/shop/report.json")))
        : List.of();
  }

  /// `RUN/…` in the prose of documents.
  private Stream<String> missingOfARun(List<MarkdownDocument> read) {
    return read.stream()
        .flatMap(document ->
            document
                .spans()
                .filter(span -> OF_A_RUN.matcher(span).matches() && !LATER.contains(span))
                .filter(span -> !Files.exists(reader.path(span.replaceFirst("RUN", "runs/shop"))))
                .map(span -> document.name() + ": " + span));
  }

  /// What blocks show of files that are there otherwise than they are.
  private List<String> unlike(MarkdownDocument document) throws IOException {
    var problems = new ArrayList<String>();
    for (MarkdownBlock block : document.blocks()) {
      if (!block.file().isEmpty() && !isMade(block)) {
        Path source = ROOT.resolve(block.file());
        Path file = Files.exists(source) ? source : reader.path(block.file());
        String place = document.place(block) + " of " + block.file() + ": ";
        if (!Files.exists(file)) {
          problems.add(place + "there is no such file");
        } else if (Files.isDirectory(file)) {
          block.lines().stream()
              .map(line -> line.replaceFirst(" .*", ""))
              .filter(name -> !Files.exists(file.resolve(name)))
              .forEach(name -> problems.add(place + name + " is not there"));
        } else {
          Excerpt.problems(block.language(), block.text(), Files.readString(file))
              .forEach(problem -> problems.add(place + problem));
        }
      }
    }
    return problems;
  }

  /// Whether it is a file that the reader makes, as opposed to an excerpt of one that is there.
  private boolean isMade(MarkdownBlock block) {
    return !block.file().isEmpty()
        && !block.file().startsWith("runs/")
        && !Files.exists(ROOT.resolve(block.file()));
  }

  @Test
  void everyBlockSaysItsLanguage() {
    assertThat(documents.stream().flatMap(document -> unfenced(document)))
        .as("code that has no fence")
        .isEmpty();
    assertThat(
            documents.stream()
                .flatMap(document ->
                    document.blocks().stream()
                        .filter(block -> !LANGUAGES.contains(block.language()))
                        .map(block -> document.place(block) + " " + block.language())))
        .as("blocks in a language that is none of " + LANGUAGES)
        .isEmpty();
  }

  /// A program of its own runs, a part of one stands in a source file; the system of
  /// docs/systems.md is compiled and fitted by ModulePathTest.
  @Test
  void everyBlockOfJavaIsTried() {
    assertThat(
            documents.stream()
                .flatMap(document ->
                    document.blocks().stream()
                        .filter(block -> block.language().equals("java") && block.file().isEmpty())
                        .filter(block -> !isProgram(block))
                        .map(document::place)
                        .map(place -> place.replaceFirst(":.*", ""))))
        .as("parts of programs that stand nowhere")
        .containsOnly("docs/systems.md")
        .hasSize(1);
  }

  private static boolean isProgram(MarkdownBlock block) {
    return block.language().equals("java") && block.text().contains("void main(");
  }

  /// Blocks that nothing runs: each says why, and this lists them.
  @Test
  void everyBlockThatIsNotTestedSaysWhy(TestReporter listed) {
    var without = new ArrayList<String>();
    for (MarkdownDocument document : documents) {
      for (MarkdownBlock block : document.blocks()) {
        if (block.isBuild()) {
          listed.publishEntry(document.place(block), "a call of the build");
        } else if (block.untested().isPresent()) {
          listed.publishEntry(document.place(block), block.untested().get());
          if (block.untested().get().isBlank()) {
            without.add(document.place(block));
          }
        }
      }
    }
    assertThat(without).as("blocks that are not tested without a reason").isEmpty();
  }

  private static Stream<String> unfenced(MarkdownDocument document) {
    return document.unfenced().stream().map(line -> document.name() + ":" + line);
  }
}
