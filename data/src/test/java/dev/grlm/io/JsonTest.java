package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @TempDir Path folder;

  record Settings(int beams, List<String> fields) {}

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("settings.json"), text);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    var settings = new Settings(20, List.of("title", "ä\n\"\u2028"));
    Path file = folder.resolve("settings.json");
    Json.write(file, settings);
    assertThat(Json.read(file, Settings.class)).isEqualTo(settings);
    assertThat(Json.convert(Json.parse(Json.line(settings)), Settings.class)).isEqualTo(settings);
    assertThat(Json.line(settings)).doesNotContain("\n");
  }

  @Test
  void gzipIsUnpacked() throws IOException {
    Path file = folder.resolve("settings.json.gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
      stream.write("{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Json.read(file).path("a").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{\"a\": 1",
        "{\"a\": 1} {\"b\": 2}",
        "{\"a\": 1}]",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": 1,}",
        "{'a': 1}",
        "{a: 1}",
        "{\"a\": NaN}",
        "{\"a\": 01}",
        "{\"a\": 1} // done",
        "\"a\nb\""
      })
  void anythingButOneValueIsAnErrorInOneLine(String text) throws IOException {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("broken JSON")
        .message()
        .doesNotContain("\n", "REDACTED");
    Path file = file(text);
    assertThatThrownBy(() -> Json.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .message()
        .doesNotContain("\n", "REDACTED");
  }

  @Test
  void theLineOfTheTroubleIsNamed() throws IOException {
    Path file = file("{\n \"a\": 1,\n \"b\": oops\n}");
    assertThatThrownBy(() -> Json.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":3: broken JSON: ")
        .hasMessageContaining("oops");
    assertThatThrownBy(() -> Json.parse("{\"a\": oops}"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("broken JSON at column 7: ");
  }

  @Test
  void aKeyThatTheRecordLacksIsNamed() throws IOException {
    Path file = file("{\"beams\": 20, \"baems\": 10}");
    assertThatThrownBy(() -> Json.read(file, Settings.class))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("\"baems\"");
    assertThatThrownBy(() -> Json.convert(Json.parse("{\"baems\": 10}"), Settings.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"baems\"");
  }

  @Test
  void missingAndUndecodableFilesAreNamed() throws IOException {
    Path missing = folder.resolve("missing.json");
    assertThatThrownBy(() -> Json.read(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such file");
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xE4, '"'});
    assertThatThrownBy(() -> Json.read(latin))
        .isInstanceOf(IOException.class)
        .hasMessage(latin + ": not UTF-8");
  }
}
