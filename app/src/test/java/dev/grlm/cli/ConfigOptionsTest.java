package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigOptionsTest {
  /// Also where a folder of sources is called as the encoder is, which holds in this repository.
  @Test
  void anEncoderIsAWordOrTheFolderOfACheckpoint(@TempDir Path folder) throws IOException {
    assertThat(ConfigOptions.encoderSetting("minilm")).isEqualTo("encoder.pretrained=\"minilm\"");
    assertThat(Path.of("src")).isDirectory();
    assertThat(ConfigOptions.encoderSetting("src")).isEqualTo("encoder.pretrained=\"src\"");
    assertThat(ConfigOptions.encoderSetting("./gone")).startsWith("encoder.checkpoint=\"/");
    Files.createFile(folder.resolve("config.json"));
    assertThat(ConfigOptions.encoderSetting(folder.toString()))
        .isEqualTo("encoder.checkpoint=\"" + folder + "\"");
  }
}
