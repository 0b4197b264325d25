package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;

/// A folder that tests fill and have read.
record InputFiles(Path folder) {
  /// @param lines joined by newlines; a name in `.gz` is packed
  InputFiles put(String name, String... lines) throws IOException {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(name);
    if (!name.endsWith(".gz")) {
      Files.write(file, bytes);
      return this;
    }
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
      stream.write(bytes);
    }
    return this;
  }

  Dataset read() throws IOException {
    return DatasetReader.read(folder);
  }

  /// Reading fails in one line that starts with the file and `place`.
  AbstractThrowableAssert<?, ?> assertBroken(String file, String place) {
    AbstractThrowableAssert<?, ?> failure =
        assertThatThrownBy(this::read)
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith(folder.resolve(file) + place);
    failure.message().doesNotContain("\n");
    return failure;
  }

  /// One user's items by id.
  static List<String> ids(Dataset dataset, int user) {
    return Arrays.stream(dataset.histories().get(user).items())
        .mapToObj(item -> dataset.catalog().item(item).id())
        .toList();
  }
}
