package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What depends on which class is used first, in a JVM that has used none.
class FreshJvmTest {
  /// Reads a configuration, as opening a run does, and writes it again.
  static final class ReadConfig {
    private ReadConfig() {}

    static void main(String[] arguments) throws IOException {
      System.out.print(Json.line(RunConfig.of(Systems.ALL, Json.parse(arguments[0])).tree()));
    }
  }

  @Test
  void aConfigurationIsReadBeforeAnyDefaultIsUsed() throws IOException, InterruptedException {
    String text = Json.line(RunConfig.defaults(Systems.ALL).tree());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ReadConfig.class.getName(),
                text)
            .redirectError(Redirect.INHERIT)
            .start();
    String read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(Json.parse(read)).isEqualTo(Json.parse(text));
  }
}
