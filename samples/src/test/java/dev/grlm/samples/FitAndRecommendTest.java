package dev.grlm.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitAndRecommendTest {
  @TempDir Path folder;

  @Test
  void whatComesNextIsPrintedFirst() throws Exception {
    Path data = TeaShop.write(folder.resolve("data"));
    String run = folder.resolve("run").toString();
    List<String> lines = printed(data.toString(), run);
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).startsWith("1 Tea pot [");
    assertThat(lines).allMatch(line -> line.matches("[123] \\w+ \\w+ \\[(\\S+, ){4}\\S+\\]"));
    assertThat(printed(data.toString(), run)).as("a second time").isEqualTo(lines);
  }

  private static List<String> printed(String... args) throws Exception {
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    try (var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(stream);
      FitAndRecommend.main(args);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
