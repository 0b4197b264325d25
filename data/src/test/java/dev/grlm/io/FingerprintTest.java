package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir Path folder;

  /// The two shortest examples of FIPS 180-2.
  @Test
  void knownDigests() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "");
    assertThat(Fingerprint.sha256(file))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Files.writeString(file, "abc");
    assertThat(Fingerprint.sha256(file))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aFileOfManyBuffersIsDigestedWhole() throws Exception {
    var bytes = new byte[1_000_003];
    new Random(1).nextBytes(bytes);
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(Fingerprint.sha256(Files.write(folder.resolve("f"), bytes)))
        .isEqualTo(HexFormat.of().formatHex(expected));
  }

  @Test
  void missingFileIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Fingerprint.sha256(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> Fingerprint.sha256(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.toString());
  }
}
