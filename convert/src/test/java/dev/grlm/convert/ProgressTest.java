package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.RunListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<String> heard = new ArrayList<>();

  private Progress progress(long total) {
    return new Progress(
        new RunListener() {
          @Override
          public void stageStarted(String stage) {}

          @Override
          public void stageDone(
              String stage, String status, double seconds, Map<String, Long> counts) {}

          @Override
          public void progress(String stage, long done, long all, String note) {
            heard.add(stage + " " + (done >> 20) + " of " + (all >> 20));
          }

          @Override
          public void message(String text) {}
        },
        total);
  }

  /// The well-known values of the empty text and of `abc`.
  @Test
  void filesThatAreReadInTurnsHaveAFingerprintEach() {
    Progress progress = progress(6);
    byte[] bytes = "xabcx".getBytes(StandardCharsets.US_ASCII);
    progress.read(Path.of("b"), bytes, 1, 1);
    progress.read(Path.of("a"), bytes, 5, 0);
    progress.read(Path.of("b"), bytes, 2, 2);
    Map<Path, String> fingerprints = progress.fingerprints();
    assertThat(fingerprints)
        .containsExactly(
            Map.entry(
                Path.of("b"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            Map.entry(
                Path.of("a"), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    assertThat(heard).isEmpty();
  }

  /// A file may have grown since its size was asked for.
  @Test
  void everyEightMebibytesAreToldAndNeverMoreThanAll() {
    Progress progress = progress(20L << 20);
    byte[] mebibytes = new byte[3 << 20];
    for (int times = 0; times < 9; times++) {
      progress.read(Path.of("a"), mebibytes, 0, mebibytes.length);
    }
    assertThat(heard).containsExactly("read 9 of 20", "read 18 of 20", "read 20 of 20");
  }
}
