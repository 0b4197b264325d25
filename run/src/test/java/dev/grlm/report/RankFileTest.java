package dev.grlm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankFileTest {
  @TempDir Path folder;

  private static Evaluation row(String name, int... ranks) {
    return new Evaluation(name, Split.TEST, List.of("ann", "bob"), ranks, 0);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("ranks.tsv");
    RankFile.write(file, List.of(row("grlm", 1, Metrics.ABSENT), row("terms", 20, 3)));
    assertThat(file).content().isEqualTo("user\tgrlm\tterms\nann\t1\t20\nbob\t\t3\n");
    var read = RankFile.read(file, Split.TEST);
    assertThat(read.sequencedKeySet()).containsExactly("grlm", "terms");
    assertThat(read.values())
        .allSatisfy(row -> assertThat(row.users()).containsExactly("ann", "bob"));
    assertThat(read.firstEntry().getValue().metrics())
        .isEqualTo(row("grlm", 1, Metrics.ABSENT).metrics());
    assertThat(read.lastEntry().getValue().rank(1)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "item,grlm;a,1 | :1: not a file of ranks, it begins with 'item\tgrlm'",
        "user,grlm;a,1;b,1,2 | :3: 3 columns, not 2",
        "user,grlm;a,first | :2: 'first' is not a rank",
        "user,grlm;a,21 | :2: rank 21 is not in 1..20",
        "user,grlm;a,-1 | :2: rank -1 is not in 1..20",
      })
  void whatIsBrokenIsNamed(String lines, String message) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("broken.tsv"), lines.replace(',', '\t').replace(';', '\n') + "\n");
    assertThatThrownBy(() -> RankFile.read(file, Split.TEST))
        .isInstanceOf(IOException.class)
        .hasMessage(file + message);
  }
}
