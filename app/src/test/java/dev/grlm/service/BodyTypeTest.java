package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTypeTest {
  private static final List<String> JSON = List.of("application/json");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        " application/json ;x=y",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "application/json; charset=US-ASCII",
      })
  void jsonInUtf8IsTaken(String type) {
    assertThatCode(() -> BodyType.require(List.of(type), List.of())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain                          | must be application/json, is text/plain",
        "application/x-ndjson                | must be application/json, is application/x-ndjson",
        "application/jsonx                   | must be application/json, is application/jsonx",
        "application/json; charset=utf-16    | must be in UTF-8, is in utf-16",
        "application/json;charset=iso-8859-1 | must be in UTF-8, is in iso-8859-1",
      })
  void anotherTypeIsRefusedWithWhatItIs(String type, String reason) {
    assertThatThrownBy(() -> BodyType.require(List.of(type), List.of()))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(415))
        .hasMessage("the body " + reason);
  }

  @Test
  void noneOrTwoTypesAreRefused() {
    assertThatThrownBy(() -> BodyType.require(List.of(), List.of()))
        .hasMessage("the body must be application/json, has no Content-Type");
    assertThatThrownBy(() -> BodyType.require(List.of("application/json", "a/b\u0007"), List.of()))
        .hasMessage("the body must be application/json, is application/json, a/b?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "deflate", "br", "zstd", "nonsense"})
  void aPackedBodyIsRefusedWithWhatIsTaken(String encoding) {
    assertThatThrownBy(() -> BodyType.require(JSON, List.of(encoding)))
        .isInstanceOfSatisfying(
            Problem.class,
            packed -> {
              assertThat(packed.status()).isEqualTo(415);
              assertThat(packed.reply().headers()).containsEntry("Accept-Encoding", "identity");
            })
        .hasMessage(
            "the body is packed: Content-Encoding: " + encoding + "; send it as plain JSON");
  }

  @Test
  void identityIsNoPacking() {
    BodyType.require(JSON, List.of("identity"));
    BodyType.require(JSON, List.of(" Identity"));
    assertThatThrownBy(() -> BodyType.require(JSON, List.of("identity", "gzip")))
        .hasMessageContaining("identity, gzip");
  }

  @ParameterizedTest
  @CsvSource({
    "1f8b0800, packed by gzip",
    "28b52ffd00, packed by zstd",
    "504b0304, a zip file",
    "feff007b, in UTF-16",
    "fffe7b00, in UTF-16",
  })
  void whatIsPackedWithoutSayingSoIsToldByItsBytes(String hex, String reason) {
    assertThatThrownBy(() -> BodyType.requirePlain(java.util.HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(415))
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "PK", "{\"a\":1}", "\ufeff{}"})
  void whatIsPlainIsLeftToTheParser(String body) {
    assertThatCode(() -> BodyType.requirePlain(body.getBytes(StandardCharsets.UTF_8)))
        .doesNotThrowAnyException();
  }
}
