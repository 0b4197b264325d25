package dev.grlm.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads an input folder, native or in the layout of the authors' code; a folder that is both is
/// read as native. Each file may be packed with gzip (`.gz`).
///
/// Reading changes nothing: no core filter, no cap, no item or user dropped for being short. What
/// cannot be kept (an interaction with an item that the catalogue lacks) is counted by reason in
/// [Dataset#counts]; what is merely worth knowing is counted there too.
public final class DatasetReader {
  private static final int SHOWN_NAMES = 8;

  private DatasetReader() {}

  /// @throws IOException in one line: naming file, line and value, when the input is broken; naming
  ///   what was found, when the folder has neither layout
  public static Dataset read(Path folder) throws IOException {
    return detect(folder).read();
  }

  /// As [#read], with times that count from the first event of a user where the folder says only
  /// what lies between neighbouring ones. They tell what is at one time, and nothing else.
  ///
  /// @throws IOException as [#read]
  public static Dataset readGaps(Path folder) throws IOException {
    return detect(folder).readGaps();
  }

  /// The files that [#read] takes from `folder`, items first.
  ///
  /// @throws IOException naming what was found, when the folder has neither layout
  public static List<Path> files(Path folder) throws IOException {
    return detect(folder).files();
  }

  private static InputFolder detect(Path folder) throws IOException {
    SortedSet<String> names = names(folder);
    InputFolder found = NativeFolder.in(folder, names);
    if (found == null) {
      found = GrlmFolder.in(folder, names);
    }
    if (found == null) {
      throw new IOException(
          folder
              + ": found "
              + shown(names)
              + "; expected "
              + NativeFolder.ITEMS
              + " and "
              + NativeFolder.INTERACTIONS
              + ", or NAME."
              + GrlmFolder.ITEMS
              + " and "
              + GrlmFolder.SEQUENCES
              + " (each may be .gz); other formats: grlm convert --from "
              + folder
              + " --out DIR");
    }
    return found;
  }

  private static SortedSet<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": no such folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String shown(SortedSet<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String first = names.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "));
    int further = names.size() - SHOWN_NAMES;
    return further > 0 ? first + " and " + further + " more" : first;
  }
}
