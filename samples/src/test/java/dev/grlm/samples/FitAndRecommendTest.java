package dev.grlm.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitAndRecommendTest {
  private static final List<String> TITLES =
      List.of(
          "Green tea",
          "Tea pot",
          "Tea cup",
          "Black tea",
          "Coffee cup",
          "Coffee pot",
          "Black coffee",
          "Green mug",
          "Black mug",
          "Coffee mug");

  @TempDir Path folder;

  /// Everybody buys the next item of the list, after the last the first.
  @Test
  void whatComesNextIsPrintedFirst() throws Exception {
    Path data = shop();
    String run = folder.resolve("run").toString();
    List<String> lines = printed(data.toString(), run);
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).startsWith("1 Tea pot [");
    assertThat(lines).allMatch(line -> line.matches("[123] \\w+ \\w+ \\[(\\S+, ){4}\\S+\\]"));
    assertThat(printed(data.toString(), run)).as("a second time").isEqualTo(lines);
  }

  private Path shop() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    var items = new ArrayList<String>();
    for (int item = 0; item < TITLES.size(); item++) {
      items.add("{\"id\": \"i" + item + "\", \"title\": \"" + TITLES.get(item) + "\"}");
    }
    Files.write(data.resolve("items.jsonl"), items);
    var rows = new ArrayList<>(List.of("user\titem\tposition"));
    for (int user = 0; user < 400; user++) {
      for (int position = 0; position < 7; position++) {
        rows.add("u" + user + "\ti" + (user + position) % TITLES.size() + "\t" + position);
      }
    }
    Files.write(data.resolve("interactions.tsv"), rows);
    return data;
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
