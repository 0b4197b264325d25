package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "changeit";
  @TempDir private static Path folder;
  private static Path keystore;

  @BeforeAll
  static void makeKey() throws Exception {
    keystore = folder.resolve("key.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "grlm",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
  }

  private static GrlmService start(String password, ServiceSettings settings) throws IOException {
    var routes = new Routes(List.of(Route.get("/work", List.of(), _ -> Reply.json(List.of()))));
    var tls = new TlsFile(keystore, password.toCharArray());
    return GrlmService.start(
        routes,
        new GrlmService.Binding("127.0.0.1", 0, tls),
        Tokens.none(),
        settings,
        new ServiceMetrics());
  }

  @Test
  void answersOverHttps() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(keystore)) {
      store.load(stream, PASSWORD.toCharArray());
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (GrlmService service = start(PASSWORD, ServiceSettings.DEFAULT)) {
      assertThat(service.url()).startsWith("https://127.0.0.1:");
      var client =
          new Client(HttpClient.newBuilder().sslContext(context).build(), service.url(), null);
      assertThat(client.get("/work").body()).isEqualTo("[]");
    }
  }

  @Test
  void aWrongPasswordIsOneLine() {
    assertThatThrownBy(() -> start("wrong", ServiceSettings.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(keystore + " cannot be used for TLS: ");
  }

  @Test
  void aClientThatNeverShakesHandsIsClosed() throws Exception {
    var quick =
        ServiceSettings.DEFAULT
            .withRequestTime(Duration.ofSeconds(1))
            .withIdleTime(Duration.ofSeconds(1))
            .withGrace(Duration.ofSeconds(5));
    try (GrlmService service = start(PASSWORD, quick);
        var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
