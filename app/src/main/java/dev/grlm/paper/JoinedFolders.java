package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Data sets as one of several domains.
public final class JoinedFolders {
  private JoinedFolders() {}

  /// Writes the folder `joined` of two data sets whose users are the same people. Each data set is
  /// a domain, called as its folder is; a user of one id in both is one person. Items keep their
  /// ids unless two of different domains share one: then all are called `domain:id`. Times are kept
  /// where both have them.
  ///
  /// @throws IOException in one line, where a folder cannot be read or the two share no person
  public static void write(Path source, Path target, Path joined) throws IOException {
    Dataset first = DatasetReader.read(source);
    Dataset second = DatasetReader.read(target);
    boolean timed = first.timed() && second.timed();
    boolean clash =
        first.catalog().items().stream().anyMatch(item -> second.catalog().indexOf(item.id()) >= 0);
    List<Item> items = new ArrayList<>();
    List<History> histories = new ArrayList<>();
    add(first, name(source), clash, timed, items, histories);
    Set<String> persons = histories.stream().map(History::person).collect(Collectors.toSet());
    if (second.histories().stream().map(History::person).noneMatch(persons::contains)) {
      throw new IOException(
          "%s and %s share no user, so that neither says anything of the other"
              .formatted(source, target));
    }
    add(second, name(target), clash, timed, items, histories);
    Files.createDirectories(joined);
    DatasetFiles.write(joined, new Dataset(new Catalog(items), histories, new TreeMap<>()));
  }

  /// Writes the folder `joined`: each data set is a domain of the name it is given under, first
  /// things first. Items keep their ids unless two of different domains share one: then all are
  /// called `domain:id`. Users are called `domain:user`. Times are kept where all have them.
  ///
  /// @param samePersons whether users of one id in several data sets are one person; otherwise
  ///   everyone is somebody of their own
  /// @throws IOException in one line, where a folder cannot be read
  public static void write(SequencedMap<String, Path> folders, boolean samePersons, Path joined)
      throws IOException {
    var sets = new LinkedHashMap<String, Dataset>();
    for (Map.Entry<String, Path> folder : folders.entrySet()) {
      sets.put(folder.getKey(), DatasetReader.read(folder.getValue()));
    }
    boolean timed = sets.values().stream().allMatch(Dataset::timed);
    var ids = new HashSet<String>();
    boolean clash =
        sets.values().stream()
            .flatMap(set -> set.catalog().items().stream())
            .anyMatch(item -> !ids.add(item.id()));
    List<Item> items = new ArrayList<>();
    List<History> histories = new ArrayList<>();
    sets.forEach((domain, set) -> add(set, domain, clash, timed, items, histories));
    List<History> persons =
        samePersons
            ? histories
            : histories.stream().map(history -> history.of(history.user())).toList();
    Files.createDirectories(joined);
    DatasetFiles.write(joined, new Dataset(new Catalog(items), persons, new TreeMap<>()));
  }

  /// What a folder's domain is called.
  public static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private static void add(
      Dataset dataset,
      String domain,
      boolean clash,
      boolean timed,
      List<Item> items,
      List<History> histories) {
    int before = items.size();
    for (Item item : dataset.catalog().items()) {
      items.add(
          new Item(
              clash ? domain + ":" + item.id() : item.id(),
              item.title(),
              item.brand(),
              item.categories(),
              item.moreCategories(),
              item.description(),
              domain,
              item.fields()));
    }
    for (History history : dataset.histories()) {
      int[] own = IntStream.of(history.items()).map(item -> before + item).toArray();
      var named =
          new History(
              domain + ":" + history.user(), own, history.validationStart(), history.testStart());
      History withTimes =
          timed
              ? named.at(IntStream.range(0, own.length).mapToLong(history::time).toArray())
              : named;
      histories.add(withTimes.of(history.person()));
    }
  }
}
