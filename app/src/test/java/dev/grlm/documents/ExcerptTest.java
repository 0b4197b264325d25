package dev.grlm.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          json  | {"a": 1}                | {"a": 2}                      | ''
          json  | {"a": 1}                | {"a": "2"}                    | '.a is STRING, not NUMBER'
          json  | {"a": 1, "b": 2}        | {"a": 2}                      | '.b is not there'
          json  | {"a": 1}                | {"a": 2, "b": 3}              | '.b is there, too'
          json  | {"a": 1, …}             | {"a": 2, "b": 3}              | ''
          json  | {…, "a": {"b": […]}}    | {"a": {"b": [1]}, "c": true}  | ''
          json  | {"a": …}                | {"a": {"b": [1]}}             | ''
          json  | {"a": "f7…"}            | {"a": "00ff"}                 | ''
          json  | {"a": [{"b": 1}, …]}    | {"a": [{"b": 2}, {"c": 3}]}   | ''
          json  | {"a": [{"b": 1}]}       | {"a": [{"c": 2}]}             | '.a[].b is not there'
          json  | {"a": [1]}              | {"a": []}                     | 'the file is empty'
          jsonl | {"b": "\\"…"}           | {"a": 1}~{"b": ""}            | ''
          jsonl | {"a": 1}~{"c": 1}       | {"a": 1}~{"b": ""}            | 'no line is like {"c": 1}'
          tsv   | user>item~u1>3          | user>item~u2>4                | ''
          tsv   | user>item~u1>3          | user>item~u2>i4               | 'no row is like u1 3'
          tsv   | user>item               | item>user                     | 'the header is item user'
          java  | int a;~int b;           | class C {~  int a;~  int b; } | ''
          java  | int a;~…~}              | class C {~  int a;~  int b; } | ''
          java  | int b;~…~int a;         | class C {~  int a;~  int b; } | 'not in there: int a;'
          java  | int c;                  | class C {~  int a;~  int b; } | 'this is not in there: int c;'
          """)
  void tellsWhatIsDifferent(String language, String excerpt, String file, String problem)
      throws IOException {
    String said = String.join("\n", Excerpt.problems(language, text(excerpt), text(file)));
    assertThat(said).contains(problem);
    assertThat(said.isEmpty()).isEqualTo(problem.isEmpty());
  }

  private static String text(String cell) {
    return cell.replace('~', '\n').replace('>', '\t');
  }
}
