package dev.grlm.data;

import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The dataset stage's folder: `items.jsonl` and `interactions.tsv` in the native layout, so that
/// it can be the input of another run, and `split.json`. Each file is written whole or not at all,
/// `split.json` last; it repeats the sizes, so that a folder whose files come from different writes
/// is not mistaken for a dataset.
public final class DatasetFiles {
  static final String SPLIT = "split.json";
  private static final String RULE =
      "leave-one-out: last item = test, last but one = validation, rest = training";

  private static final String RULE_BY_PART =
      "parts: first item of a part = its target, rest of validation = context, training = as the column part says";

  private DatasetFiles() {}

  /// What `split.json` says.
  ///
  /// @param rule which position is whose target, in words
  /// @param minimumLength shortest history that has a target in test
  /// @param evaluatedUsers users with a target in test
  /// @param counts [Dataset#counts]
  private record SplitFile(
      String rule,
      int minimumLength,
      int users,
      int evaluatedUsers,
      int items,
      long interactions,
      SortedMap<String, Long> counts) {
    static SplitFile of(Dataset dataset, Map<String, Long> counts) {
      boolean byPart = !dataset.leftOneOut();
      return new SplitFile(
          byPart ? RULE_BY_PART : RULE,
          byPart ? 2 : Split.MINIMUM_LENGTH,
          dataset.histories().size(),
          Split.TEST.evaluated(dataset).size(),
          dataset.catalog().size(),
          dataset.interactions(),
          new TreeMap<>(counts));
    }
  }

  /// Writes `dataset` into `folder`, which is made where it is missing.
  ///
  /// @throws IOException naming the file, when it cannot be written; naming the value, when an id
  ///   or a text cannot stand in such a file, a user has no items or two histories, or there is
  ///   nothing to write. The file in question is then as it was.
  public static void write(Path folder, Dataset dataset) throws IOException {
    if (dataset.catalog().size() == 0 || dataset.histories().isEmpty()) {
      throw new IOException(
          "cannot write "
              + folder
              + ": the dataset has "
              + dataset.catalog().size()
              + " items and "
              + dataset.histories().size()
              + " users");
    }
    AtomicFile.writeText(
        folder.resolve(NativeFolder.ITEMS), writer -> writeItems(dataset.catalog(), writer));
    AtomicFile.writeText(
        folder.resolve(NativeFolder.INTERACTIONS), writer -> writeInteractions(dataset, writer));
    Json.write(folder.resolve(SPLIT), SplitFile.of(dataset, dataset.counts()));
  }

  private static void writeItems(Catalog catalog, BufferedWriter writer) throws IOException {
    for (Item item : catalog.items()) {
      writer.write(Json.line(ItemJson.write(item)));
      writer.write('\n');
    }
  }

  private static void writeInteractions(Dataset dataset, BufferedWriter writer) throws IOException {
    boolean byPart = !dataset.leftOneOut();
    boolean timed = dataset.timed();
    boolean byPerson = dataset.namesPersons();
    writer.write(
        "user\titem\tposition"
            + (timed ? "\ttimestamp" : "")
            + (byPart ? "\tpart" : "")
            + (byPerson ? "\tperson\n" : "\n"));
    var users = new HashSet<String>();
    for (History history : dataset.histories()) {
      String user = Ids.checked("user", history.user());
      if (!users.add(user)) {
        throw new IOException("the user '" + user + "' has two histories");
      }
      if (history.length() == 0) {
        throw new IOException("the user '" + user + "' has no items");
      }
      String person = byPerson ? '\t' + Ids.checked("person", history.person()) : "";
      for (int position = 0; position < history.length(); position++) {
        String item = dataset.catalog().item(history.item(position)).id();
        String part = byPart ? '\t' + history.part(position).word() : "";
        String time = timed ? "\t" + history.time(position) : "";
        writer.write(user + '\t' + item + '\t' + position + time + part + person + '\n');
      }
    }
  }

  /// An equal dataset to the one that was written.
  ///
  /// @throws IOException naming the file, when one is missing, broken, from another write than the
  ///   others, or follows another rule than [Split]
  public static Dataset read(Path folder) throws IOException {
    Path file = folder.resolve(SPLIT);
    SplitFile stored = Json.read(file, SplitFile.class);
    Dataset read =
        new NativeFolder(
                folder.resolve(NativeFolder.ITEMS), folder.resolve(NativeFolder.INTERACTIONS))
            .read();
    if (stored.counts == null) {
      throw new IOException(file + ": there is no key 'counts'");
    }
    SplitFile expected = SplitFile.of(read, stored.counts);
    if (!stored.equals(expected)) {
      throw new IOException(
          file + ": does not fit the files beside it: says " + stored + ", they have " + expected);
    }
    return new Dataset(read.catalog(), read.histories(), stored.counts);
  }
}
