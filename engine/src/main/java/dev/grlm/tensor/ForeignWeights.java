package dev.grlm.tensor;

import dev.grlm.io.LfsPointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Tells what lies where safetensors are expected, as it comes out of downloads: a pointer, a page
/// of an error, another format of weights.
final class ForeignWeights {
  private static final int LOOKED_AT = 256;
  private static final int LISTED = 5;

  private ForeignWeights() {}

  /// @throws IOException in one line, when the file begins as something else that is known
  static void refuse(Path file, FileChannel channel) throws IOException {
    ByteBuffer begin = ByteBuffer.allocate(LOOKED_AT);
    channel.read(begin, 0);
    String text = new String(begin.array(), 0, begin.position(), StandardCharsets.ISO_8859_1);
    if (LfsPointer.is(text)) {
      throw LfsPointer.error(file, text);
    }
    String kind = kind(text);
    if (!kind.isEmpty()) {
      throw new IOException(file + ": " + kind + ", not safetensors");
    }
  }

  /// Safetensors begin with the length of their header, and some lengths are the first bytes of
  /// other formats.
  private static boolean begins(String text) {
    return text.startsWith("\0\0{", 6);
  }

  private static String kind(String text) {
    if (begins(text)) {
      return "";
    }
    if (text.startsWith("GGUF")) {
      return "a GGUF file";
    }
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("\u0080\u0002")) {
      return "PyTorch's own format (a pickle)";
    }
    if (text.startsWith("\u001f\u008b")) {
      return "packed by gzip";
    }
    String lower = text.stripLeading().toLowerCase(Locale.ROOT);
    return lower.startsWith("<!doctype html") || lower.startsWith("<html") ? "a web page" : "";
  }

  /// What a folder has instead of weights in safetensors.
  static IOException noneIn(Path folder, String expected) throws IOException {
    Path missing = folder.resolve(expected);
    if (!Files.isDirectory(folder)) {
      return new IOException(missing + ": no such file");
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    names.sort(null);
    return new IOException(missing + ": no such file" + instead(names));
  }

  private static String instead(List<String> names) {
    if (names.contains("adapter_model.safetensors")) {
      return "; the folder holds adapters (LoRA) alone: merge them into their base model first";
    }
    for (String name : names) {
      if (name.endsWith(".bin") || name.endsWith(".pt") || name.endsWith(".pth")) {
        return "; " + name + " is a pickle, which is not read: save the model as safetensors";
      }
      if (name.endsWith(".gguf")) {
        return "; " + name + " is not read: take the folder that it was made of";
      }
      if (name.endsWith(".safetensors")) {
        return "; there is "
            + name
            + ", but neither of this name nor a model.safetensors.index.json that names it";
      }
    }
    return names.isEmpty()
        ? "; the folder is empty"
        : "; there is " + String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
  }
}
