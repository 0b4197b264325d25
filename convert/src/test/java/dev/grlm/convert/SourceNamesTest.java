package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.convert.ConversionSettings.Origin;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data/ml-100k                     | ''",
        "ml=data/ml-100k                  | ml",
        "a=x b=y                          | a b",
        "a=x a=y b=z                      | a a b",
        "data/ml-100k data/scientific     | ml-100k scientific",
        "jan.csv feb.csv.gz data/ml.1m/.  | jan feb ml",
        "old/clicks.csv new/clicks.csv    | clicks clicks-2",
        "clicks=a new/clicks.csv          | clicks clicks-2",
        "x/c.csv y/c.tsv z/c z/c-2        | c c-2 c-3 c-2-2",
        ".hidden a                        | .hidden a",
      })
  void sourcesAreCalledAsTheirDomainElseAsTheirFile(String origins, String names) {
    List<Origin> all =
        Arrays.stream(origins.split(" "))
            .map(word -> word.split("=", 2))
            .map(cut -> new Origin(Path.of(cut[cut.length - 1]), cut.length == 2 ? cut[0] : ""))
            .toList();
    assertThat(SourceNames.of(all)).containsExactly(names.split(" "));
  }
}
