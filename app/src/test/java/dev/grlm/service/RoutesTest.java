package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final Route.Handler NOTHING = _ -> Reply.nothing();
  private static final Routes ROUTES =
      new Routes(
          List.of(
              Route.get("/v1/items", List.of(), NOTHING),
              Route.put("/v1/items", NOTHING),
              Route.get("/v1/items/{id}", List.of(), NOTHING),
              Route.delete("/v1/items/{id}", NOTHING),
              Route.open("/v1/items/best", Reply.JSON, NOTHING),
              Route.open("/{file}", "", NOTHING),
              Route.get("/a/{one}/b/{two}", List.of(), NOTHING)));

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/items, /v1/items",
    "PUT, /v1/items, /v1/items",
    "GET, /v1/items/i1, /v1/items/{id}",
    "DELETE, /v1/items/i1, /v1/items/{id}",
    "GET, /v1/%69tems/i1, /v1/items/{id}",
    "GET, /index.html, /{file}",
    "GET, /.., /{file}",
  })
  void aPathFindsItsRoute(String method, String path, String template) {
    assertThat(ROUTES.find(method, path).route().template()).isEqualTo(template);
  }

  @Test
  void theFirstOfTwoThatFitIsTaken() {
    assertThat(ROUTES.find("GET", "/v1/items/best").route().scope()).isEqualTo(Scope.READ);
  }

  @Test
  void parametersAreWholeSegmentsUnescaped() {
    assertThat(ROUTES.find("GET", "/v1/items/a%2Fb%20c+d").path())
        .isEqualTo(Map.of("id", "a/b c+d"));
    assertThat(ROUTES.find("GET", "/a/1/b/%2e%2e").path())
        .isEqualTo(Map.of("one", "1", "two", ".."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/items/", "/v1/items/a/b", "//", "/a//b/2", "/", ""})
  void whatFitsNoTemplateIsNotFound(String path) {
    assertThatThrownBy(() -> ROUTES.find("GET", path))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(404));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v1/items    | GET, HEAD, OPTIONS, PUT",
        "get  | /v1/items    | GET, HEAD, OPTIONS, PUT",
        "PUT  | /v1/items/i1 | DELETE, GET, HEAD, OPTIONS",
        "POST | /index.html  | GET, HEAD, OPTIONS",
      })
  void anotherMethodIsToldWhichThereAre(String method, String path, String allowed) {
    assertThatThrownBy(() -> ROUTES.find(method, path))
        .isInstanceOfSatisfying(
            Problem.class,
            no -> {
              assertThat(no.status()).isEqualTo(405);
              assertThat(no.reply().headers()).containsEntry("Allow", allowed);
            });
  }

  @Test
  void aBrokenEscapeIsTheClientsFault() {
    assertThatThrownBy(() -> ROUTES.find("GET", "/v1/items/%f"))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(400));
  }
}
