package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page's files, straight from the class path.
class PageRoutesTest {
  private static final Routes ROUTES = new Routes(new PageRoutes().list());

  private static Reply get(String path) throws Exception {
    Routes.Match match = ROUTES.find("GET", path);
    var call =
        new Call(
            match.path(), "", List.of(), List.of(), _ -> new byte[0], "", ServiceSettings.DEFAULT);
    return match.route().handler().answer(call);
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/index.html, text/html; charset=utf-8",
    "/view-item.js, text/javascript; charset=utf-8",
    "/openapi.yaml, application/yaml",
    "/vendor/echarts.esm.min.js, text/javascript; charset=utf-8",
  })
  void aFileComesWithItsTypeAndItsGuards(String path, String type) throws Exception {
    Reply reply = get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.mediaType()).isEqualTo(type);
    assertThat(reply.body()).isNotEmpty();
    assertThat(reply.headers())
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cache-Control", "no-cache")
        .containsKey("Content-Security-Policy");
  }

  @Test
  void everythingOfThePageNeedsNoTokenAndIsOnlyRead() {
    assertThat(new PageRoutes().list())
        .allSatisfy(route -> {
          assertThat(route.scope()).isNull();
          assertThat(route.method()).isEqualTo("GET");
          assertThat(route.parameters()).isEmpty();
        });
  }

  /// What the page refers to is served.
  @Test
  void whatThePageNamesIsThere() throws Exception {
    String page = new String(get("/").body(), StandardCharsets.UTF_8);
    var names =
        java.util.regex.Pattern.compile("(?:src|href)=\"/?([a-z][A-Za-z0-9._-]*\\.[a-z]+)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(names).isNotEmpty();
    for (String name : names) {
      assertThat(get("/" + name).status()).as(name).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/none.html",
        "/index.exe",
        "/index",
        "/.html",
        "/..",
        "/%2e%2e%2fopenapi.yaml",
        "/page%2findex.html",
        "/index.html%00.js",
        "/package-info.class",
        "/openapi.yml",
      })
  void anythingElseIsNotFound(String path) {
    assertThatThrownBy(() -> get(path))
        .isInstanceOfSatisfying(
            Problem.class,
            no -> {
              assertThat(no.status()).isEqualTo(404);
              assertThat(no.reply().headers()).isEqualTo(Map.of());
            });
  }
}
