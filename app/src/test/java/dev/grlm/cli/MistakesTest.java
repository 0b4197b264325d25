package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people get wrong, and the one line that they get for it. Exit code 1: the work failed; 2:
/// wrong usage. A word in braces stands for what the test made.
class MistakesTest {
  private static final String TABLE =
      """
      # paths
      1 | fit --data {missing} --out {new}                 | {missing} | no such folder
      1 | fit --data {file} --out {new}                    | {file} | no such folder
      1 | fit --data {empty} --out {new}                   | {empty} | expected | items.jsonl
      1 | fit --data {data} --out {file}                   | {file}
      1 | fit --data {data} --out {file}/run               | {file}
      1 | dataset --data {data} --run {file}/run           | {file}
      1 | fit --data {data} --out {new} --term-ids {missing} | {missing}: no such file
      1 | fit --data {data} --out {new} --term-ids {empty} | {empty} | is a directory
      2 | fit --data {data} --out {new} --config {missing} | {missing}: no such file
      2 | fit --data {data} --out {new} --config {empty}   | {empty}: is a directory
      2 | fit --data {data} --out {new} --config {file}    | {file}:1: broken JSON
      1 | fit --data {data} --out {new} --preset qwen3 --checkpoint {missing} | {missing}
      1 | fit --data {data} --out {new} --systems lc-rec --preset qwen3 | --checkpoint must name its folder
      1 | fit --data {data} --out {new} --encoder {missing} | {missing}
      1 | evaluate --run {data}                            | not a run folder | grlm fit
      1 | evaluate --run {missing}                         | not a run folder
      1 | recommend --run {run} --all --out {empty}        | {empty}: is a directory
      1 | term-report {missing}                            | {missing}: no such file
      1 | convert --from {missing} --out {new}             | {missing}
      1 | serve --run {missing}                            | {missing}
      1 | token --name n --scope read --file {empty}       | {empty} | is a directory
      1 | generate --checkpoint {missing} hello            | {missing}
      1 | demo --out {file}                                | {file}
      # words
      2 | fitt --data {data} --out {new}                   | did you mean fit
      2 | fit --data {data} --out {new} --preset tiny      | unknown preset 'tiny'
      2 | fit --data {data} --out {new} --set smal.width=3 | did you mean 'small'
      2 | fit --data {data} --out {new} --set small=3      | 'small' is a group
      2 | fit --data {data} --out {new} --set workers=1.5  | a whole number
      2 | fit --data {data} --out {new} --set decoding.beams=0 | at least 1: 0
      2 | fit --data {data} --out {new} --seed x           | --seed
      2 | fit --data {data} --out {new} --systems nosuch   | nosuch
      2 | fit --data {data} --out {new} --systems floor    | 'floor' learns nothing
      2 | fit --data {data} --out {new} --device gpu9      | gpu9
      1 | fit --data {data} --out {new} --text-fields colour | no item has a text field 'colour'; there are size
      1 | fit --data {data} --out {new} --text-fields title | 'title' is always read
      2 | evaluate --run {run} --split training            | VALIDATION
      2 | config nosuch                                    | no setting is called 'nosuch'
      2 | serve --run {run} --port 99999                   | --port must be 0 to 65535
      2 | serve --run {run} --host 0.0.0.0                 | give --tokens, or --insecure
      # searches
      1 | tune --data {missing} --out {new}                | {missing} | no such folder
      1 | tune --data {data} --out {file}                  | {file}
      2 | tune --data {data} --out {new} --systems nosuch  | --systems | nosuch
      2 | tune --data {data} --out {new} --systems grlm,sasrec | one system is tuned at a time
      2 | tune --data {data} --out {new} --vary small.widht=16,32 | --vary small.widht=16 | did you mean 'width'
      2 | tune --data {data} --out {new} --vary small.width=16 | give it with --set
      2 | tune --data {data} --out {new} --vary seed=1,2   | all trials are judged alike
      2 | tune --data {data} --out {new} --minutes 0       | --minutes must be above 0
      # what is there
      1 | fit --data {data} --out {run} --set embedding.dimensions=5 | holds a finished run | 'embed' would be replaced | dimensions is 5, was 8 | --replace
      1 | fit --data {other} --out {run}                   | 'dataset' would be replaced: another items.jsonl
      1 | embed --run {run} --set embedding.dimensions=5   | 'embed' would be replaced
      1 | neighbors --run {begun}                          | embeddings.safetensors: no such file
      1 | terms --run {begun}                              | neighbors.tsv: no such file
      1 | train --run {begun}                              | no such file; run 'examples' first
      1 | recommend --run {run} --user nobody              | no user has the id 'nobody'
      1 | recommend --run {run} --history i1,nosuch        | no item has the id 'nosuch'
      1 | recommend --run {run} --history [i1              | broken JSON
      1 | recommend --run {run} --user u1 --system nosuch  | 'nosuch' is not fitted
      2 | recommend --run {run} --user u1 -k 0             | -k must be at least 1
      1 | convert --from {data} --out {data}               | {data}
      # endpoints
      1 | terms --run {staged} --endpoint {dead}/v1 --model m | 24 of 24 items are left without an answer | nobody listens at
      1 | terms --run {staged} --endpoint {server}/401/v1 --model m | 24 of 24 items | status 401: no such key
      1 | terms --run {staged} --endpoint {server}/404/v1 --model m | 24 of 24 items | status 404: no model m
      1 | terms --run {staged} --endpoint {server}/400/v1 --model m | 24 of 24 items | status 400: not like this
      1 | terms --run {staged} --endpoint {server}/429/v1 --model m | 24 of 24 items | status 429: no money
      1 | terms --run {staged} --endpoint {server}/200/v1 --model m | 24 of 24 items | status 200, but the server says: sorry
      1 | terms --run {staged} --endpoint ftp://x --model m | http
      2 | terms --run {staged} --endpoint {server}/v1      | a URL and a model
      1 | terms --run {staged} --endpoint {server}/v1 --model m --set terms.prompted.calls.keyVariable=NO_SUCH_KEY | NO_SUCH_KEY
      """;

  private static final Map<String, String> ERRORS =
      Map.of(
          "401", "{\"error\": {\"message\": \"no such key\"}}",
          "404", "{\"error\": {\"message\": \"no model m\"}}",
          "400", "{\"error\": {\"message\": \"not like this\"}}",
          "429", "{\"error\": {\"message\": \"no money\", \"code\": \"insufficient_quota\"}}",
          "200", "{\"error\": {\"message\": \"sorry\"}}");

  @TempDir private static Path folder;
  private static HttpServer server;
  private static Map<String, String> words;

  @BeforeAll
  static void what() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/", MistakesTest::refuse);
    server.start();
    Path data = TinyShop.write(folder.resolve("data"));
    Path other = folder.resolve("other");
    List<String> items = TinyShop.items();
    items.replaceAll(line -> line.replace("\"id\"", "\"size\": \"big\", \"id\""));
    TinyShop.write(other, items, TinyShop.interactions());
    TinyShop.write(
        data,
        items.stream().map(line -> line.replace("big", "small")).toList(),
        TinyShop.interactions());
    Path fitted = folder.resolve("fitted");
    done(TinyShop.quick("fit", "--data", data.toString(), "--out", fitted.toString()));
    Path begun = folder.resolve("begun");
    Path staged = folder.resolve("staged");
    for (Path run : List.of(begun, staged)) {
      done(List.of("dataset", "--data", data.toString(), "--run", run.toString()));
    }
    done(List.of("embed", "--run", staged.toString(), "--set", "embedding.dimensions=8"));
    done(List.of("neighbors", "--run", staged.toString()));
    words =
        Map.ofEntries(
            Map.entry("data", data.toString()),
            Map.entry("other", other.toString()),
            Map.entry("run", fitted.toString()),
            Map.entry("begun", begun.toString()),
            Map.entry("staged", staged.toString()),
            Map.entry("empty", Files.createDirectories(folder.resolve("empty")).toString()),
            Map.entry("file", Files.writeString(folder.resolve("file"), "text\n").toString()),
            Map.entry("missing", folder.resolve("missing").toString()),
            Map.entry("new", folder.resolve("new").toString()),
            Map.entry("server", "http://127.0.0.1:" + server.getAddress().getPort()),
            Map.entry("dead", "http://127.0.0.1:1"));
  }

  @AfterAll
  static void end() {
    server.stop(0);
  }

  private static void done(List<String> arguments) {
    Cli done = Cli.run(arguments);
    assertThat(done.code()).as(done.err()).isZero();
  }

  /// The path's first part is the status.
  private static void refuse(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String status = exchange.getRequestURI().getPath().split("/", -1)[1];
      byte[] body = ERRORS.getOrDefault(status, "{}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(Integer.parseInt(status), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      filled = filled.replace("{" + word.getKey() + "}", word.getValue());
    }
    return filled;
  }

  /// `fit` would take minutes for what it does not refuse, and the finished run has these settings.
  private static List<String> arguments(String command) {
    List<String> words = Cli.words(command);
    if (!words.getFirst().equals("fit")) {
      return words;
    }
    var all = new ArrayList<>(TinyShop.quick("fit"));
    all.addAll(words.subList(1, words.size()));
    return all;
  }

  static Stream<String> mistakes() {
    return TABLE.lines().filter(line -> !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void everyMistakeIsOneLine(String row) {
    List<String> cells =
        new ArrayList<>(Arrays.stream(filled(row).split("\\|")).map(String::strip).toList());
    int code = Integer.parseInt(cells.removeFirst());
    Cli wrong = Cli.run(arguments(cells.removeFirst()));
    assertThat(wrong.complaints()).as(wrong.err()).singleElement().asString().contains(cells);
    assertThat(wrong.err()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(wrong.code()).isEqualTo(code);
    assertThat(wrong.out()).isEmpty();
  }

  @Test
  void verboseShowsWhere() {
    Cli wrong =
        Cli.run("evaluate", "--run", Objects.requireNonNull(words.get("missing")), "--verbose");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.complaints()).hasSize(1);
    assertThat(wrong.err()).contains("java.io.IOException").contains("\tat dev.grlm.");
    Cli usage = Cli.run("--verbose", "evaluate", "--run", "R", "--split", "training");
    assertThat(usage.code()).isEqualTo(2);
    assertThat(usage.err()).contains("\tat ");
  }
}
