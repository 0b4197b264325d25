package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP as it comes and goes on the wire.
class HttpEdgeTest {
  private static final String SHOP = "https://shop.example";
  private static GrlmService service;
  private static GrlmService closed;

  @BeforeAll
  static void start() throws IOException {
    service = start(Cors.of(List.of(SHOP)));
    closed = start(Cors.NONE);
  }

  private static GrlmService start(Cors cors) throws IOException {
    var routes = new java.util.ArrayList<Route>();
    routes.add(Route.get("/v1/read", List.of("limit"), _ -> Reply.json(List.of("a", "b"))));
    routes.add(Route.post("/v1/sent", Scope.READ, call -> Reply.json(call.body())));
    routes.addAll(new PageRoutes().list());
    return GrlmService.start(
        new Routes(routes),
        new GrlmService.Binding("127.0.0.1", 0),
        new Edge(Tokens::none, cors, List.of(), null),
        ServiceSettings.DEFAULT,
        new ServiceMetrics(),
        SlowClients.ticking(ServiceSettings.DEFAULT.requestTime()));
  }

  @Test
  void aChunkIsRefusedBeforeItIsTaken() throws IOException {
    String chunked = " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n";
    String json = "Content-Type: application/json\r\n\r\n";
    assertThat(Wire.answer(service, "POST /v1/sent" + chunked + json + "100001\r\n"))
        .startsWith("HTTP/1.1 413")
        .contains("a chunk of the body is larger than 1048576 bytes");
    // Nobody waits for what is not wanted: neither chunk comes.
    for (String route : List.of("POST /v1/nothing", "DELETE /v1/read", "GET /")) {
      assertThat(Wire.answer(service, route + chunked + json + "fffff\r\n"))
          .as(route)
          .containsPattern("^HTTP/1.1 (404|405|200)")
          .containsIgnoringCase("Connection: close");
    }
  }

  @Test
  void filesOfThePageAreTheSameBytesForAll() throws Exception {
    for (Route route : new PageRoutes().list()) {
      var call =
          new Call(
              java.util.Map.of("file", "index.html"),
              "",
              List.of(),
              List.of(),
              _ -> new byte[0],
              "-",
              ServiceSettings.DEFAULT);
      Reply first = route.handler().answer(call);
      assertThat(first.shared()).as(route.template()).isTrue();
      assertThat(route.handler().answer(call).body()).isSameAs(first.body());
    }
  }

  @AfterAll
  static void stop() {
    service.close();
    closed.close();
  }

  private static String ask(String method, String path, String... headers) throws IOException {
    return Wire.answer(service, request(method, path, headers));
  }

  private static String request(String method, String path, String... headers) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + String.join("", List.of(headers).stream().map(header -> header + "\r\n").toList())
        + "\r\n";
  }

  private static String chunked(String body) throws IOException {
    return ask(
            "POST",
            "/v1/sent",
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "\r\n" + body)
        .replaceFirst("\r\n\r\n\r\n", "\r\n\r\n");
  }

  @Test
  void aHeadIsAGetWithoutItsBody() throws Exception {
    String get = ask("GET", "/v1/read");
    String head = ask("HEAD", "/v1/read");
    assertThat(get).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n[\"a\",\"b\"]");
    assertThat(head + "[\"a\",\"b\"]")
        .isEqualToIgnoringCase(
            get.replaceFirst(
                "\r\nDate: [^\r]*",
                "\r\n"
                    + head.lines().filter(line -> line.startsWith("Date")).findFirst().orElse("")));
    assertThat(ask("HEAD", "/v1/nothing")).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
    assertThat(ask("HEAD", "/index.html")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/read | GET, HEAD, OPTIONS",
        "/v1/sent | OPTIONS, POST",
        "/index.html | GET, HEAD, OPTIONS",
      })
  void optionsAreTheMethodsOfThePath(String path, String allowed) throws Exception {
    assertThat(ask("OPTIONS", path))
        .startsWith("HTTP/1.1 204")
        .containsIgnoringCase("\r\nAllow: " + allowed + "\r\n");
    assertThat(ask("PATCH", path))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("\r\nAllow: " + allowed + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "PATCH", "POST", "HEAD", "GET", "BREW"})
  void whatIsNotThereIsNotFoundWhateverTheMethod(String method) throws Exception {
    for (String path : List.of("/v1/nothing", "/nothing.html", "/nothing", "/page/index.html")) {
      assertThat(ask(method, path)).as(path).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void aPageOfANamedOriginMayAsk() throws Exception {
    String answer = ask("GET", "/v1/read", "Origin: " + SHOP);
    assertThat(answer)
        .containsIgnoringCase("Access-Control-Allow-Origin: " + SHOP + "\r\n")
        .containsIgnoringCase("Vary: Origin");
    assertThat(ask("OPTIONS", "/v1/sent", "Origin: " + SHOP, "Access-Control-Request-Method: POST"))
        .containsIgnoringCase("Access-Control-Allow-Methods: OPTIONS, POST")
        .containsIgnoringCase("Access-Control-Allow-Headers: Authorization, Content-Type");
    assertThat(ask("GET", "/v1/nothing", "Origin: " + SHOP))
        .as("a page may read what went wrong")
        .startsWith("HTTP/1.1 404")
        .containsIgnoringCase("Access-Control-Allow-Origin");
  }

  @Test
  void noOtherPageMay() throws Exception {
    for (String origin : List.of("https://evil.example", "null", SHOP + ".evil.example", "*")) {
      assertThat(ask("OPTIONS", "/v1/sent", "Origin: " + origin))
          .startsWith("HTTP/1.1 204")
          .doesNotContainIgnoringCase("Access-Control");
    }
    assertThat(Wire.answer(closed, request("OPTIONS", "/v1/sent", "Origin: " + SHOP)))
        .startsWith("HTTP/1.1 204")
        .doesNotContainIgnoringCase("Access-Control")
        .doesNotContainIgnoringCase("Vary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "null", "shop.example", "https://shop.example/", "ftp://a", ""})
  void anOriginIsNamedInFull(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cors.of(List.of(origin)))
        .withMessageContaining("not an origin such as");
  }

  @Test
  void aPageOfAnotherSiteDoesNotFrameOurs() throws Exception {
    assertThat(ask("GET", "/")).containsIgnoringCase("frame-ancestors 'none'");
    assertThat(ask("GET", "/")).as("without TLS").doesNotContainIgnoringCase("Strict-Transport");
  }

  @Test
  void tooMuchOfAHeadIsToldApart() throws Exception {
    assertThat(ask("GET", "/v1/read", "X: " + "y".repeat(16_384)))
        .startsWith("HTTP/1.1 431")
        .contains("the headers are too large");
    assertThat(ask("GET", "/v1/read?limit=" + "1".repeat(16_400)))
        .startsWith("HTTP/1.1 414")
        .contains("too long");
    assertThat(ask("GET", "/v1/read", "X: " + "y".repeat(16_000))).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: 2, 3",
        "Content-Length: +2",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: gzip, chunked",
        " Transfer-Encoding: chunked",
        "X: y\nTransfer-Encoding: chunked",
      })
  void aBodyWhoseEndIsNotSureIsRefused(String headers) throws Exception {
    String answer = ask("POST", "/v1/sent", "Content-Type: application/json", headers, "\r\n0\r\n");
    assertThat(answer).containsPattern("^HTTP/1.1 (400|501)");
    assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+2\r\n[]\r\n0\r\n\r\n",
        "-2\r\n[]\r\n0\r\n\r\n",
        " 2\r\n[]\r\n0\r\n\r\n",
        "2 \r\n[]\r\n0\r\n\r\n",
        "0x2\r\n[]\r\n0\r\n\r\n",
        "2\n[]\r\n0\r\n\r\n",
        "2\r\n[]\n\n0\r\n\r\n",
        "2\r\n[]XX0\r\n\r\n",
        "2\r\n[]0\r\n\r\n",
        "2;a=b\r\n[]\r\n0\r\n\r\n",
        "2\r\n[]\r\n0\r\nTrailer: x\r\n\r\n",
        "2\r\n[]\r\n0\n\n",
        "00000000000000002\r\n[]\r\n0\r\n\r\n",
        "ffffffff\r\n[]\r\n0\r\n\r\n",
        "\r\n[]\r\n0\r\n\r\n",
      })
  void aChunkIsReadStrictly(String body) throws Exception {
    assertThat(chunked(body)).startsWith("HTTP/1.1 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2\r\n[]\r\n0\r\n\r\n",
        "1\r\n[\r\n1\r\n]\r\n0\r\n\r\n",
        "02\r\n[]\r\n000\r\n\r\n",
        "A\r\n[        ]\r\n0\r\n\r\n",
      })
  void aProperChunkIsTaken(String body) throws Exception {
    assertThat(chunked(body)).startsWith("HTTP/1.1 200").endsWith("[]");
  }
}
