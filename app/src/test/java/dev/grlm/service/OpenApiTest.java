package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.grlm.cli.Cli;
import dev.grlm.io.Json;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document describes the service: its routes, and every status of every operation.
class OpenApiTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private static final String EVENT = "{\"events\":[{\"user\":\"new\",\"item\":\"i1\"}]}";

  /// A new item and other metadata of a known one.
  private static final String BATCH =
      "{\"items\":[{\"id\":\"n2\",\"title\":\"green mug\"},{\"id\":\"i2\",\"title\":\"mug\"}]}";

  @TempDir private static Path folder;
  private static String text = "";
  private static JsonNode document = Json.object();
  private static FittedShop shop;
  private static LiveRun live;
  private static GrlmService service;
  private static Client writer;
  private static Client reader;
  private static Client nobody;
  private static final Set<String> seen = new TreeSet<>();

  @BeforeAll
  static void start() throws IOException {
    try (InputStream stream = OpenApiTest.class.getResourceAsStream("openapi.yaml")) {
      text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
    document = new YAMLMapper().readTree(text);
    shop = FittedShop.fit(folder);
    live = shop.open(folder.resolve("journal"));
    Path file = folder.resolve("tokens");
    String all = TokenFile.add(file, "all", List.of(Scope.READ, Scope.WRITE));
    String onlyRead = TokenFile.add(file, "reader", List.of(Scope.READ));
    service =
        GrlmService.start(
            live,
            ANY_PORT,
            Tokens.read(file),
            ServiceSettings.DEFAULT.withLargestBody(2_000).withLargestBulk(2_000));
    nobody = Client.of(service);
    writer = nobody.with(all);
    reader = nobody.with(onlyRead);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    live.close();
  }

  @Test
  void aStandardParserHasNothingToSay() {
    var options = new ParseOptions();
    options.setResolve(true);
    var parsed = new OpenAPIV3Parser().readContents(text, null, options);
    assertThat(parsed.getMessages()).isNullOrEmpty();
    assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(document.path("paths"));
  }

  @Test
  void theDocumentIsWhatIsServed() throws Exception {
    assertThat(nobody.get("/openapi.yaml").body()).isEqualTo(text);
  }

  @Test
  void itIsServedAsJsonToo() throws Exception {
    assertThat(nobody.get("/openapi.json").json()).isEqualTo(document);
  }

  @Test
  void everyRouteStandsInItAndTheOtherWayRound() {
    var documented = new TreeSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    documented.add(
                        operation.getKey().toUpperCase(Locale.ROOT)
                            + " "
                            + path.getKey()
                            + (operation.getValue().has("security") ? "" : " with a token"))));
    var routes = new TreeSet<String>();
    for (Route route :
        GrlmService.routes(
            live,
            ServiceSettings.DEFAULT,
            new ServiceMetrics(),
            Clock.systemUTC(),
            Operations.plain())) {
      String suffix = route.scope() == null ? "" : " with a token";
      routes.add(route.method() + " " + route.template() + suffix);
    }
    assertThat(documented).isEqualTo(routes);
  }

  /// Sends a request to a documented operation and holds the answer against its schema.
  private static void check(int status, String method, String template, Client.Answer answer)
      throws IOException {
    String place = method + " " + template + " " + status;
    assertThat(answer.status()).as(place + ": " + answer.body()).isEqualTo(status);
    JsonNode response =
        document
            .path("paths")
            .path(template)
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses")
            .path(Integer.toString(status));
    assertThat(response.isMissingNode()).as(place).isFalse();
    if (response.has("$ref")) {
      response = document.at(response.path("$ref").asText().substring(1));
    }
    for (var header : response.path("headers").properties()) {
      validate(header.getValue().path("schema"), Json.tree(answer.header(header.getKey())), place);
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).isEmpty();
    } else {
      String declared = content.properties().iterator().next().getKey();
      String type = answer.header("Content-Type");
      assertThat(declared).as(place).isIn(type.replaceFirst(";.*", ""), "*/*");
      JsonNode schema = content.path(declared).path("schema");
      boolean json = declared.endsWith("json");
      validate(schema, json ? answer.json() : Json.tree(answer.body()), place);
    }
    seen.add(place);
  }

  private static void validate(JsonNode schema, JsonNode value, String place) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    JsonSchema compiled = SCHEMAS.getSchema(whole);
    assertThat(compiled.validate(value)).as(place + ": " + value).isEmpty();
  }

  @Test
  void everyDocumentedStatusIsAnsweredAsDocumented() throws Exception {
    String question = "{\"user\":\"u1\",\"k\":4}";
    String batch = "{\"requests\":[" + question + "," + question + "]}";
    bodies("/v1/recommendations", "POST", question, false);
    bodies("/v1/recommendations:batch", "POST", batch, false);
    bodies("/v1/recommendations:explain", "POST", question, false);
    bodies("/v1/items", "PUT", "{\"id\":\"n1\",\"title\":\"blue tin mug\",\"size\":3}", true);
    bodies("/v1/items:propose", "POST", "{\"id\":\"n9\",\"title\":\"red tin mug\"}", false);
    bodies("/v1/events", "POST", EVENT, true);
    bodies("/v1/items:batch", "PUT", BATCH, true);
    bodies("/v1/items:delete", "POST", "{\"items\":[\"n2\",\"none\"]}", true);
    bodies("/v1/users:erase", "POST", "{\"users\":[\"new\",\"none\"]}", true);
    check(200, "POST", "/v1/events", writer.post("/v1/events", EVENT));
    largeBodies();
    gets("/v1/items", "/v1/items?query=mug", "/v1/items?limit=0");
    gets("/v1/items/{id}", "/v1/items/i1", "/v1/items/i1?x=1", "/v1/items/none");
    String term = writer.get("/v1/items/i1").json().path("termId").get(0).asText();
    gets("/v1/terms/{term}", "/v1/terms/" + term, "/v1/terms/x?limit=y", "/v1/terms/none");
    gets("/v1/users", "/v1/users?query=u", "/v1/users?query=%FF");
    gets("/v1/users/{id}", "/v1/users/u1", "/v1/users/u1?x=1", "/v1/users/none");
    gets("/v1/changes", "/v1/changes?limit=100", "/v1/changes?offset=1");
    String similar = "/v1/items/{id}/similar";
    gets(similar, "/v1/items/i1/similar", "/v1/items/i1/similar?x=1", "/v1/items/none/similar");
    gets("/v1/experiments", "/v1/experiments", "/v1/experiments?x=1");
    gets("/v1/next-fit", "/v1/next-fit", "/v1/next-fit?x=1");
    gets("/v1/report", "/v1/report", "/v1/report?x=1");
    gets("/metrics", "/metrics", "/metrics?x=1");
    deletes("/v1/items/{id}", "/v1/items/n1", "/v1/items/none");
    deletes("/v1/users/{id}", "/v1/users/new", "/v1/users/none");
    open("/v1/health", "/v1/health", true);
    open("/livez", "/livez", true);
    open("/readyz", "/readyz", true);
    open("/openapi.yaml", "/openapi.yaml", true);
    open("/openapi.json", "/openapi.json", true);
    open("/", "/", false);
    open("/{file}", "/index.html", false);
    open("/vendor/echarts.esm.min.js", "/vendor/echarts.esm.min.js", false);
    check(404, "GET", "/{file}", nobody.get("/none.html"));
    check(422, "POST", "/v1/events", reusedKey());
    overload();
    withoutReport();
    unreadable();
    unable();
    assertThat(seen).isEqualTo(documentedStatuses());
  }

  private static Set<String> documentedStatuses() {
    var all = new TreeSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    operation
                        .getValue()
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status ->
                            all.add(
                                operation.getKey().toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey()
                                    + " "
                                    + status))));
    return all;
  }

  private static HttpRequest xml(Client client, String path) {
    return client.request(path).header("Accept", "application/xml, */*;q=0").build();
  }

  private static void bodies(String path, String method, String body, boolean writes)
      throws Exception {
    String json = "application/json";
    check(200, method, path, writer.send(method, path, json, body));
    check(400, method, path, writer.send(method, path, json, "{\"unknown\":[]"));
    check(401, method, path, nobody.send(method, path, json, body));
    check(401, method, path, nobody.with("wrong").send(method, path, json, body));
    if (writes) {
      check(403, method, path, reader.send(method, path, json, body));
    }
    HttpRequest picky =
        writer
            .request(path)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", json)
            .header("Accept", "text/html")
            .build();
    check(406, method, path, writer.send(picky));
    check(413, method, path, writer.send(method, path, json, " ".repeat(3_000) + body));
    check(415, method, path, writer.send(method, path, "text/plain", body));
  }

  private static void gets(String template, String good, String bad, String... missing)
      throws Exception {
    check(200, "GET", template, reader.get(good));
    check(400, "GET", template, reader.get(bad));
    check(401, "GET", template, nobody.get(good));
    check(406, "GET", template, reader.send(xml(reader, good)));
    for (String path : missing) {
      check(404, "GET", template, reader.get(path));
    }
  }

  private static void deletes(String template, String good, String missing) throws Exception {
    check(401, "DELETE", template, nobody.delete(good));
    check(403, "DELETE", template, reader.delete(good));
    check(400, "DELETE", template, writer.delete(good + "?x=1"));
    check(204, "DELETE", template, writer.delete(good));
    check(404, "DELETE", template, writer.delete(missing));
  }

  private static void open(String template, String path, boolean picky) throws Exception {
    check(200, "GET", template, nobody.get(path));
    if (picky) {
      check(406, "GET", template, nobody.send(xml(nobody, path)));
    }
  }

  /// A queue of one and no time at all.
  private static void overload() throws Exception {
    String question = "{\"user\":\"u1\"}";
    String two = "{\"requests\":[" + question + "," + question + "]}";
    String one = "{\"requests\":[" + question + "]}";
    var tight = new LiveSettings(1, 1, Duration.ofNanos(1), 200, 1);
    try (LiveRun busy = shop.open(folder.resolve("busy"), tight);
        GrlmService other =
            GrlmService.start(
                busy, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT.withMostExplained(0))) {
      Client of = Client.of(other);
      String explain = "/v1/recommendations:explain";
      check(429, "POST", explain, of.post(explain, question));
      check(429, "POST", "/v1/recommendations:batch", of.post("/v1/recommendations:batch", two));
      String batch = "/v1/recommendations:batch";
      check(503, "POST", batch, of.post(batch, one));
      check(503, "POST", "/v1/recommendations", of.post("/v1/recommendations", question));
    }
    var stopping = shop.open(folder.resolve("stopping"));
    try (GrlmService other =
        GrlmService.start(stopping, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT)) {
      stopping.close();
      Client.Answer refused = Client.of(other).post("/v1/recommendations", question);
      check(429, "POST", "/v1/recommendations", refused);
      check(503, "GET", "/v1/health", Client.of(other).get("/v1/health"));
      check(503, "GET", "/livez", Client.of(other).get("/livez"));
      check(503, "GET", "/readyz", Client.of(other).get("/readyz"));
    }
  }

  /// No room for a body above the usual size.
  private static void largeBodies() throws Exception {
    var none = ServiceSettings.DEFAULT.withLargestBody(10).withMostLarge(0);
    try (GrlmService other = GrlmService.start(live, ANY_PORT, Tokens.none(), none)) {
      Client of = Client.of(other);
      String json = "application/json";
      check(429, "PUT", "/v1/items:batch", of.send("PUT", "/v1/items:batch", json, BATCH));
      check(429, "POST", "/v1/items:delete", of.post("/v1/items:delete", BATCH));
      check(429, "POST", "/v1/users:erase", of.post("/v1/users:erase", BATCH));
      check(429, "POST", "/v1/events", of.post("/v1/events", EVENT));
    }
  }

  private static Client.Answer reusedKey() throws Exception {
    Client.Answer answer = null;
    for (String item : List.of("i1", "i2")) {
      String body = "{\"events\":[{\"user\":\"keyed\",\"item\":\"" + item + "\"}]}";
      answer =
          writer.send(
              writer
                  .request("/v1/events")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "one and the same")
                  .build());
    }
    return Objects.requireNonNull(answer);
  }

  private static void withoutReport() throws Exception {
    Path report = shop.run().resolve("report.json");
    Path away = Files.move(report, shop.run().resolve("report.away"));
    check(404, "GET", "/v1/report", reader.get("/v1/report"));
    Files.move(away, report);
  }

  /// A system that goes by item numbers neither explains nor names.
  private static void unable() throws Exception {
    Path run = folder.resolve("numbers");
    String data = folder.resolve("shop").toString();
    List<String> fitting = List.of("fit", "--data", data, "--out", run.toString());
    List<String> system = List.of("--systems", "sasrec", "--set", "sasrec.training.epochs=1");
    Cli fit = Cli.run(Stream.concat(fitting.stream(), system.stream()).toList());
    assertThat(fit.code()).as(fit.err()).isZero();
    try (LiveRun numbers = new FittedShop(run).open(folder.resolve("counted"));
        GrlmService other =
            GrlmService.start(numbers, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT)) {
      Client of = Client.of(other);
      String explain = "/v1/recommendations:explain";
      check(409, "POST", explain, of.post(explain, "{\"user\":\"u1\"}"));
      String item = "{\"id\":\"n1\",\"title\":\"blue tin mug\"}";
      check(409, "PUT", "/v1/items", of.send("PUT", "/v1/items", "application/json", item));
      check(409, "POST", "/v1/items:propose", of.post("/v1/items:propose", item));
      String items = "{\"items\":[" + item + "]}";
      Client.Answer batch = of.send("PUT", "/v1/items:batch", "application/json", items);
      check(409, "PUT", "/v1/items:batch", batch);
    }
  }

  /// What a token without the scope read gets.
  private static void unreadable() throws Exception {
    Path file = folder.resolve("write-only");
    String token = TokenFile.add(file, "events", List.of(Scope.WRITE));
    try (GrlmService other =
        GrlmService.start(live, ANY_PORT, Tokens.read(file), ServiceSettings.DEFAULT)) {
      Client of = Client.of(other).with(token);
      for (String path : List.of("", ":batch", ":explain")) {
        String route = "/v1/recommendations" + path;
        check(403, "POST", route, of.post(route, "{}"));
      }
      check(403, "GET", "/v1/items", of.get("/v1/items"));
      check(403, "GET", "/v1/items/{id}", of.get("/v1/items/i1"));
      check(403, "GET", "/v1/items/{id}/similar", of.get("/v1/items/i1/similar"));
      check(403, "GET", "/v1/terms/{term}", of.get("/v1/terms/mug"));
      check(403, "GET", "/v1/users", of.get("/v1/users"));
      check(403, "GET", "/v1/users/{id}", of.get("/v1/users/u1"));
      check(403, "POST", "/v1/items:propose", of.post("/v1/items:propose", "{}"));
      check(403, "GET", "/v1/changes", of.get("/v1/changes"));
      check(403, "GET", "/v1/experiments", of.get("/v1/experiments"));
      check(403, "GET", "/v1/next-fit", of.get("/v1/next-fit"));
      check(403, "GET", "/v1/report", of.get("/v1/report"));
      check(403, "GET", "/metrics", of.get("/metrics"));
    }
  }
}
