package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {
  @ParameterizedTest
  @CsvSource({
    "not UTF-8, --encoding",
    "day and month may stand in either order, --date-order",
    "not a time, 2019-10-01",
    "wrong number of columns, --separator"
  })
  void aReasonThatAnOptionHelpsSaysWhich(String reason, String option) {
    assertThat(Reasons.help(reason)).contains(option);
    assertThat(Reasons.help(List.of("lines dropped: " + reason)))
        .containsExactly(Reasons.help(reason));
  }

  @Test
  void whereNothingHelpsNothingIsSaid() {
    assertThat(Reasons.help(Reasons.BAD_ID)).isEmpty();
    assertThat(Reasons.help(List.of("lines dropped: " + Reasons.NO_USER))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"no user id, true", "no item id, true", "not a time, false", "not UTF-8, false"})
  void onlyALineWithoutAUserOrAnItemIsAnAbsence(String reason, boolean absence) {
    assertThat(new Fault(Path.of("f"), 3, "c", "v", reason).isAbsence()).isEqualTo(absence);
  }

  @Test
  void aFaultIsOneLineWhateverItsValueIs() {
    var fault =
        new Fault(Path.of("f.csv"), 7, "time", "a\nb\u2028\ud83dc" + "x".repeat(200), "not a time");
    assertThat(fault.toString())
        .startsWith("f.csv:7: column 'time': not a time: 'a\ufffdb\ufffd\ufffdc")
        .endsWith("x…'")
        .hasSizeLessThan(160);
  }
}
