package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  private final StringWriter out = new StringWriter();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  /// What the log says of requests over a socket; `%s` in one is the token.
  private List<String> logged(String kind, boolean hashed, String... requests) throws Exception {
    Path file = folder.resolve("tokens");
    String token = TokenFile.add(file, "shop", List.of(Scope.READ));
    var routes =
        new Routes(
            List.of(
                Route.get("/v1/users", List.of("query", "limit"), _ -> Reply.json(List.of())),
                Route.get("/v1/users/{id}", List.of(), _ -> Reply.json(List.of("secret")))));
    try (AccessLog log = AccessLog.to(out, kind, hashed, failures::add);
        GrlmService service =
            GrlmService.start(
                routes,
                new GrlmService.Binding("127.0.0.1", 0),
                new Edge(fixed(file), Cors.NONE, List.of(), log),
                ServiceSettings.DEFAULT,
                new ServiceMetrics(),
                SlowClients.ticking(Duration.ofSeconds(10)))) {
      for (String request : requests) {
        Wire.answer(
            service,
            request
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + token
                + "\r\n\r\n");
      }
    }
    assertThat(out.toString()).doesNotContain(token, "secret");
    return out.toString().lines().toList();
  }

  private static java.util.function.Supplier<Tokens> fixed(Path file) throws IOException {
    Tokens tokens = Tokens.read(file);
    return () -> tokens;
  }

  @Test
  void aLineIsOfTheCommonForm() throws Exception {
    assertThat(logged("common", false, "GET /v1/users/ann", "HEAD /v1/users/ann"))
        .satisfiesExactly(
            get ->
                assertThat(get)
                    .matches(
                        "127\\.0\\.0\\.1 - shop \\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:[0-9:]{8} \\+0000\\] "
                            + "\"GET /v1/users/ann HTTP/1.1\" 200 10"),
            head -> assertThat(head).endsWith("\"HEAD /v1/users/ann HTTP/1.1\" 200 -"));
  }

  @Test
  void aLineOfJsonSaysMore() throws Exception {
    List<String> lines = logged("json", false, "GET /v1/users?query=ann&limit=3&x");
    JsonNode line = Json.parse(lines.getFirst());
    assertThat(lines).hasSize(1);
    assertThat(line.path("path").asText()).isEqualTo("/v1/users?query=*&limit=3&x=*");
    assertThat(line.path("status").asInt()).isEqualTo(400);
    assertThat(line.path("caller").asText()).isEqualTo("shop");
    assertThat(line.path("route").asText()).isEqualTo("/v1/users");
    assertThat(line.path("milliseconds").asDouble()).isPositive();
    assertThat(java.time.Instant.parse(line.path("time").asText())).isNotNull();
  }

  @Test
  void idsOfUsersAreHashedTheSameWayUntilTheEnd() throws Exception {
    List<String> lines =
        logged(
            "common",
            true,
            "GET /v1/users/ann",
            "GET /v1/users/%61nn",
            "GET /v1/users/bob",
            "GET /v1/user/ann?ann=bob");
    String ann = lines.getFirst().replaceFirst(".*\"GET ([^ ]*) .*", "$1");
    assertThat(ann).matches("/v1/users/~[0-9a-f]{16}");
    assertThat(lines.get(1)).contains(ann);
    assertThat(lines.get(2)).contains("/v1/users/~").doesNotContain(ann);
    assertThat(lines.get(3)).contains("\"GET - HTTP/1.1\" 404");
    assertThat(String.join("", lines)).doesNotContain("ann", "bob");
    out.getBuffer().setLength(0);
    java.nio.file.Files.delete(folder.resolve("tokens"));
    assertThat(logged("common", true, "GET /v1/users/ann").getFirst()).doesNotContain(ann);
  }

  @Test
  void nothingBeginsALineOfItsOwn() throws Exception {
    String forged = "\" 200 1\n1.2.3.4 - - \"GET /\\";
    var access =
        new Access(
            java.time.Instant.EPOCH,
            "-",
            forged,
            forged,
            forged,
            forged,
            "none",
            404,
            0,
            Duration.ZERO);
    for (String kind : List.of("common", "json")) {
      assertThat(AccessFormat.of(kind, false).apply(access).chars())
          .allMatch(c -> c >= ' ' && c < 0x7f);
    }
    assertThat(AccessFormat.of("common", false).apply(access))
        .contains("\\x22\\x20200\\x201\\x0a1.2.3.4")
        .containsPattern("^[^\"]*\"[^\"]*\"[^\"]*$");
    assertThat(logged("common", false, "GET /nothing%0d%0aforged", "BAD\u0001 /x", "GET"))
        .hasSize(3);
  }

  @Test
  void aLogThatFailsIsToldOnceAndHoldsNobodyUp() throws Exception {
    Appendable broken =
        new Appendable() {
          @Override
          public Appendable append(CharSequence text) throws IOException {
            throw new IOException("full");
          }

          @Override
          public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("full");
          }

          @Override
          public Appendable append(char c) throws IOException {
            throw new IOException("full");
          }
        };
    try (AccessLog log = AccessLog.to(broken, "common", false, failures::add)) {
      for (int i = 0; i < 3; i++) {
        log.add(
            new Access(
                java.time.Instant.EPOCH, "-", "", "GET", "/", "", "/", 200, 0, Duration.ZERO));
      }
    }
    assertThat(failures).containsExactly("the access log cannot be written: full");
  }

  @Test
  void aPrinterThatSwallowsItsFailureIsToldToo() {
    var full =
        new PrintWriter(
            new Writer() {
              @Override
              public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("full");
              }

              @Override
              public void flush() {}

              @Override
              public void close() {}
            });
    try (AccessLog log = AccessLog.to(full, "common", false, failures::add)) {
      log.add(of("/", ""));
    }
    assertThat(failures)
        .containsExactly("the access log cannot be written: what it is written to takes nothing");
  }

  @Test
  void ofAQueryOnlyNumbersAreTold() {
    var format = AccessFormat.of("common", false);
    assertThat(format.apply(of("/v1/users", "limit=5&query=ann"))).contains("?limit=5&query=* ");
    for (String told : List.of("limit=ann", "limit=", "limit=5ann", "limit=-1")) {
      assertThat(format.apply(of("/v1/users", told))).contains("/v1/users?limit=* ");
    }
  }

  private static Access of(String path, String query) {
    return new Access(
        java.time.Instant.EPOCH, "-", "", "GET", path, query, "/", 200, 0, Duration.ZERO);
  }

  @Test
  void anotherKindIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccessLog.to(out, "xml", false, failures::add))
        .withMessage("the access log is off, common or json, not 'xml'");
  }
}
