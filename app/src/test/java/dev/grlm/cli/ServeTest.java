package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `grlm serve` and `grlm token` as somebody types them.
class ServeTest {
  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void fit() throws Exception {
    run = folder.resolve("run");
    Path data = TinyShop.write(folder.resolve("shop"));
    List<String> arguments = TinyShop.quick("--data", data.toString(), "--out", run.toString());
    arguments.addFirst("fit");
    assertThat(Cli.run(arguments).code()).isZero();
  }

  @Test
  void servesUntilItIsAskedToStop() throws Exception {
    Path tokens = folder.resolve("tokens.txt");
    Cli made =
        Cli.run("token", "--name", "shop", "--scope", "read,write", "--file", tokens.toString());
    assertThat(made.code()).as(made.err()).isZero();
    var code = new CompletableFuture<Integer>();
    var err = new StringWriter();
    try (var output = new PipedWriter();
        var lines = new BufferedReader(new PipedReader(output))) {
      Thread server =
          Thread.ofPlatform()
              .start(() ->
                  code.complete(
                      Main.run(
                          new String[] {
                            "serve",
                            "--run",
                            run.toString(),
                            "--port",
                            "0",
                            "--tokens",
                            tokens.toString()
                          },
                          new PrintWriter(output, true),
                          new PrintWriter(err, true))));
      String line = lines.readLine();
      assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+/");
      String url = line.substring("listening on ".length());
      assertThat(status(url + "v1/health", "")).isEqualTo(200);
      assertThat(status(url + "v1/users", "")).isEqualTo(401);
      assertThat(status(url + "v1/users", made.out().strip())).isEqualTo(200);
      server.interrupt();
      assertThat(code.get(30, TimeUnit.SECONDS)).as(err.toString()).isZero();
    }
    assertThat(folder.resolve("run-journal")).isDirectory();
    assertThat(err.toString()).isEmpty();
  }

  private static int status(String url, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aPortInUseIsOneLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Cli wrong =
          Cli.run(
              "serve",
              "--run",
              run.toString(),
              "--port",
              port,
              "--journal",
              folder.resolve("other").toString());
      assertThat(wrong.code()).isEqualTo(1);
      assertThat(wrong.err().lines()).hasSize(1);
      assertThat(wrong.err()).startsWith("grlm: cannot listen at 127.0.0.1, port " + port);
    }
  }

  @Test
  void aRunThatIsNoneIsOneLine() throws Exception {
    Path pointer = Files.writeString(folder.resolve("pointer.txt"), "a\nb\n");
    for (Path none : List.of(folder.resolve("none"), pointer)) {
      Cli wrong = Cli.run("serve", "--run", none.toString(), "--port", "0");
      assertThat(wrong.code()).isEqualTo(1);
      assertThat(wrong.err().lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --run R --host 0.0.0.0                | give --tokens, or --insecure",
        "serve --run R --port 70000                  | 0 to 65535",
        "serve --run R --queue 0                     | at least 1",
        "serve --run R --deadline 0                  | positive",
        "serve --run R --drain -1                    | 0 to 3600",
        "serve --run R --share 1 --against R         | between 0 and 1",
        "serve --run R --experiment e                | --against",
        "serve --run R --against pom.xml             | needs --experiment NAME",
        "serve --run R --traces ftp://me:pw@host/key | scheme 'ftp', host 'host'",
        "serve --run R --feedback-hours 0            | must be positive",
        "serve --run R --feedback-lists -1           | not be negative",
        "serve --run R --traces localhost:4318       | --traces must be",
        "serve --run R --trace-share 2               | 0 to 1",
        "serve --run R --max-k 0                     | at least 1",
        "serve --run R --tls-keystore K              | GRLM_TLS_PASSWORD",
        "serve                                       | --run",
        "token --name a --scope admin --file F       | --scope",
        "token --name a,b --scope read               | --file",
      })
  void wrongUsageIsOneLineAndCode2(String command, String reason) {
    Cli wrong = Cli.run(Cli.words(command));
    assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.complaints()).singleElement().asString().contains(reason.strip());
    assertThat(wrong.err().lines()).hasSize(1);
  }
}
