package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordsTest {
  /// The words of a line in which only single quotes and backslashes have a meaning, as POSIX says.
  static List<String> words(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == '\\' && !quoted) {
        word.append(line.charAt(++at));
      } else if (c == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a=data/ml-100k.csv | a=data/ml-100k.csv",
        "user id            | 'user id'",
        "it's               | 'it'\\''s'",
        "~~                 | ''",
        "$HOME              | '$HOME'",
        "a;b                | 'a;b'",
        "*                  | '*'",
        "ä                  | 'ä'",
        "--user-col         | --user-col",
        "~a|b~              | ~'a|b'~",
      })
  void wordsThatAShellWouldChangeAreQuoted(String word, String quoted) {
    assertThat(ShellWords.line(List.of(word))).isEqualTo(quoted);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.of("a", "'", "\"", "\\", " ", "$x", "`", "\n", "\t", "ä", "-", "#", "!", "~")
        .list()
        .ofMaxSize(5)
        .map(pieces -> String.join("", pieces))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property(tries = 300)
  void aShellTakesTheLineApartIntoTheSameWords(@ForAll("lines") List<String> words) {
    assertThat(words(ShellWords.line(words))).isEqualTo(words);
  }
}
