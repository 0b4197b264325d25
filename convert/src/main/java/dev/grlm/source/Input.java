package dev.grlm.source;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A file or folder that somebody wants converted, with the head of each of its files.
///
/// @param path what was named
/// @param heads of the file, or of the regular files in the folder by name; hidden ones, `README*`
///   and what a cluster leaves (`_SUCCESS`) are left out; sub-folders are entered where they are
///   partitions, `key=value`
/// @param passedOver names of the other sub-folders
/// @param columns what the user said of columns, for tables
public record Input(Path path, List<Head> heads, List<String> passedOver, Columns columns) {
  public Input {
    heads = List.copyOf(heads);
    passedOver = List.copyOf(passedOver);
  }

  /// @throws IOException naming `path`, when it is missing or cannot be read
  public static Input of(Path path, Columns columns) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(path + ": no such file or folder");
    }
    var heads = new ArrayList<Head>();
    var passedOver = new ArrayList<String>();
    if (Files.isDirectory(path)) {
      enter(path, Map.of(), columns, heads, passedOver);
    } else {
      heads.add(Head.of(path, columns.conventions().charset(), Map.of()));
    }
    return new Input(path, heads, passedOver, columns);
  }

  private static void enter(
      Path folder,
      Map<String, String> partition,
      Columns columns,
      List<Head> heads,
      List<String> passedOver)
      throws IOException {
    List<Path> inside;
    try (Stream<Path> entries = Files.list(folder)) {
      inside = entries.filter(Input::counts).sorted().toList();
    }
    for (Path entry : inside) {
      String name = String.valueOf(entry.getFileName());
      int sign = name.indexOf('=');
      if (Files.isRegularFile(entry)) {
        heads.add(Head.of(entry, columns.conventions().charset(), partition));
      } else if (Files.isDirectory(entry) && sign > 0) {
        Map<String, String> deeper = new LinkedHashMap<>(partition);
        deeper.put(name.substring(0, sign), value(name.substring(sign + 1)));
        enter(entry, deeper, columns, heads, passedOver);
      } else if (Files.isDirectory(entry)) {
        passedOver.add(name);
      }
    }
  }

  /// Spark and Hive write characters that no folder may have as `%3A`.
  private static String value(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static boolean counts(Path entry) {
    String name = String.valueOf(entry.getFileName());
    boolean ofCluster =
        name.equals("_SUCCESS")
            || name.startsWith("_committed_")
            || name.startsWith("_started_")
            || name.equals("_metadata")
            || name.equals("_common_metadata")
            || name.equals("_delta_log");
    return !name.startsWith(".") && !name.startsWith("README") && !ofCluster;
  }

  /// The heads that fulfil `condition`, by name.
  public List<Head> where(Predicate<Head> condition) {
    return heads.stream().filter(condition).toList();
  }
}
