package dev.grlm.service;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A PKCS12 file with the server's key and certificate.
///
/// @param password of the file and of its key
@SuppressWarnings("ArrayRecordComponent")
public record TlsFile(Path file, char[] password) {
  /// @throws IOException in one line naming the file, when it cannot be read or used
  Tls load() throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(stream, password);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return Tls.builder().sslContext(context).build();
    } catch (GeneralSecurityException | IOException failure) {
      throw new IOException(file + " cannot be used for TLS: " + failure.getMessage(), failure);
    }
  }
}
