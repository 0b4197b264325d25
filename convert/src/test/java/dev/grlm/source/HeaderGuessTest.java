package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderGuessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "196|242|3|881250949! user,item,rating,timestamp",
        "u1|2019-10-01 12:00|p1! user,timestamp,item",
        "u1|52.5|13.4|p1! user,c2,c3,item",
        "20191001|u1|p1|10! timestamp,user,item,rating",
        "1|1|1! user,item,rating",
        "|u|p! c1,user,item",
        "u! user"
      })
  void anExampleNamesWhatTheCellsMayBe(String cells, String names) {
    assertThat(HeaderGuess.of(List.of(cells.split("\\|")))).isEqualTo(names);
  }

  /// Whatever stands there, the example fits the table and names nothing twice.
  @Property(tries = 200)
  void thereIsANamePerColumnAndNoneTwice(@ForAll List<String> cells) {
    List<String> names = List.of(HeaderGuess.of(cells).split(",", -1));
    assertThat(names).hasSize(Math.max(1, cells.size())).doesNotHaveDuplicates();
  }
}
