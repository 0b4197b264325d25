package dev.grlm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownDocumentTest {
  private static MarkdownDocument document(String text) throws IOException {
    return MarkdownDocument.of("x.md", text.lines().toList());
  }

  private static final String TEXT =
      """
      # Title
      Take `--seed` and ``a `quoted`
      word``.

      ```sh
      ./grlm demo
      ```
      ```jsonl shop/items.jsonl
      {"id": "p1"}
      {"id": "p2"}
      ```
      ```sh
      # not tested: needs a card
      ./grlm doctor
      ```
      ```
      ```
      """;

  @Test
  void blocksHaveLanguageFileAndLine() throws IOException {
    assertThat(document(TEXT).blocks())
        .containsExactly(
            new MarkdownBlock(6, "sh", "", List.of("./grlm demo")),
            new MarkdownBlock(
                9, "jsonl", "shop/items.jsonl", List.of("{\"id\": \"p1\"}", "{\"id\": \"p2\"}")),
            new MarkdownBlock(13, "sh", "", List.of("# not tested: needs a card", "./grlm doctor")),
            new MarkdownBlock(17, "", "", List.of()));
    assertThat(document(TEXT).place(document(TEXT).blocks().getFirst())).isEqualTo("x.md:6");
  }

  @Test
  void aBlockThatIsNotTestedSaysWhy() throws IOException {
    List<MarkdownBlock> blocks = document(TEXT).blocks();
    assertThat(blocks.stream().map(MarkdownBlock::isRun))
        .containsExactly(true, false, false, false);
    assertThat(blocks.get(2).untested()).contains("needs a card");
    assertThat(blocks.get(0).untested()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mvn -q verify, true",
    ".ci/run, true",
    "'# all of it\n\nmvn verify', true",
    "./grlm demo, false",
    "'mvn -q package\n./grlm demo', false",
    "'# not tested: takes hours\nmvn verify', true",
  })
  void theBuildIsNotRunByItsTests(String text, boolean build) {
    var block = new MarkdownBlock(1, "sh", "", text.lines().toList());
    assertThat(block.isBuild()).isEqualTo(build);
    assertThat(block.isRun()).isNotEqualTo(build);
  }

  @Test
  void whatIsKeptStaysInItsLine() throws IOException {
    MarkdownDocument document = document(TEXT);
    String[] kept = document.only(document.blocks().subList(0, 1)).split("\n", -1);
    assertThat(kept[5]).isEqualTo("./grlm demo");
    assertThat(String.join("", kept)).isEqualTo("./grlm demo");
    assertThat(document.prose().split("\n", -1)).hasSize(document.lines().size() + 1);
  }

  @Test
  void spansOfProseMayReachOverALine() throws IOException {
    assertThat(document(TEXT).spans()).containsExactly("--seed", "a `quoted` word");
  }

  @Test
  void codeWithoutAFenceIsFound() throws IOException {
    String text = "Text:\n\n    ./grlm demo\n# Title\n    more\n- a\n  - b\n\ntext\n    goes on\n";
    assertThat(document(text).unfenced()).containsExactly(3, 5);
  }

  @Test
  void aBlockWithoutAnEndIsAnError() {
    assertThatIOException()
        .isThrownBy(() -> document("text\n```sh\n./grlm demo\n"))
        .withMessage("x.md:2: the block has no end");
  }

  @Test
  void readmeComesFirstAndNothingThatIsBuilt(@TempDir Path root) throws IOException {
    for (String file : List.of("docs/b.md", "docs/a.md", "README.md", "app/target/c.md")) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "# " + file + "\n");
    }
    assertThat(MarkdownDocument.all(root).stream().map(MarkdownDocument::name))
        .containsExactly("README.md", "docs/a.md", "docs/b.md");
  }
}
