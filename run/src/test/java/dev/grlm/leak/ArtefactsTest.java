package dev.grlm.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Fingerprint;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtefactsTest {
  @TempDir Path folder;

  private Artefacts of(String run, String file, String content) throws IOException {
    Path path = Files.createDirectories(folder.resolve(run)).resolve(file);
    Files.writeString(path, content);
    return new Artefacts(
        new RunFolder(folder.resolve(run)), Map.of(file, Fingerprint.sha256(path)));
  }

  /// What validation has chosen may follow validation targets; test targets it may not, so that
  /// then every byte counts.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json | {\"loss\": 1, \"validation\": 0.5} | {\"loss\": 1, \"validation\": 0.5} | true | true",
        "a.json | {\"loss\": 1, \"validation\": 0.5} | {\"loss\": 1, \"validation\": 0.6} | false | true",
        "a.json | {\"loss\": 1, \"validation\": 0.5} | {\"loss\": 2, \"validation\": 0.5} | false | false",
        "a.json | {\"p\": [{\"validation\": 1}]}    | {\"p\": [{\"validation\": 2}]}    | false | true",
        "a.tsv  | validation 1 | validation 2 | false | false",
      })
  void aFileIsTheSameOrTheSameButForWhatWasJudged(
      String file, String left, String right, boolean same, boolean butJudged) throws IOException {
    Artefacts one = of("one", file, left);
    Artefacts other = of("other", file, right);
    assertThat(one.same(file, other)).isEqualTo(same);
    assertThat(one.sameButJudged(file, other)).isEqualTo(butJudged);
    assertThat(one.same("missing.json", other)).isFalse();
    assertThat(one.sameButJudged("missing.json", other)).isFalse();
  }
}
