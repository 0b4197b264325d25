package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
  @Test
  void whatIsFoundIsSaidInWords() {
    Cli doctor = Cli.run("doctor");
    assertThat(doctor.code()).as(doctor.err()).isZero();
    assertThat(doctor.err()).isEmpty();
    assertThat(doctor.out())
        .contains(System.getProperty("os.name"), "libtorch", "2.10.0", "Models can be run here.")
        .containsPattern("(?m)^memory free +[0-9.]+ GiB$")
        .containsPattern("(?m)^CUDA +\\S");
  }

  @Test
  void jsonHasTheSameFindings() throws Exception {
    Cli doctor = Cli.run("doctor", "--json");
    assertThat(doctor.code()).isZero();
    JsonNode json = Json.parse(doctor.out());
    assertThat(json.get("usable").booleanValue()).isTrue();
    assertThat(json.get("libtorch").textValue()).startsWith("2.10.0");
    assertThat(json.get("cores").intValue()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(json.get("memoryFreeBytes").longValue())
        .isBetween(1L, json.get("memoryTotalBytes").longValue());
    assertThat(json.get("build").textValue()).isIn("cpu", "gpu");
  }

  /// A platform for which there are no natives on the class path.
  @Test
  void withoutNativesTheCodeIs1AndTheReasonIsSaid() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dorg.bytedeco.javacpp.platform=linux-riscv64",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.grlm.cli.Main",
                    "doctor"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said).contains("libtorch          cannot be loaded").contains("cannot be run here");
    assertThat(said).doesNotContain("Exception");
  }
}
