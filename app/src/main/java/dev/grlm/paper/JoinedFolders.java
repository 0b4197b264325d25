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

  /// Two data sets whose users are the same people. A user of one id in both is one person, with a
  /// history of each; nobody's is joined yet. Items keep their ids unless two of different domains
  /// share one: then all are called `domain:id`. Times are kept where both have them.
  ///
  /// @param pair what the folders' domains are called
  /// @throws IOException in one line, where a folder cannot be read, users of one are units of
  ///   persons, or the two share no person
  static Dataset read(Path source, Path target, DomainPair pair) throws IOException {
    Dataset first = ofPersons(source);
    Dataset second = ofPersons(target);
    boolean timed = first.timed() && second.timed();
    boolean clash =
        first.catalog().items().stream().anyMatch(item -> second.catalog().indexOf(item.id()) >= 0);
    List<Item> items = new ArrayList<>();
    List<History> histories = new ArrayList<>();
    add(timed ? first : first.untimed(), pair.source(), clash, items, histories);
    Set<String> persons = histories.stream().map(History::user).collect(Collectors.toSet());
    if (second.histories().stream().map(History::user).noneMatch(persons::contains)) {
      throw new IOException(
          "%s and %s share no user, so that neither says anything of the other"
              .formatted(source, target));
    }
    add(timed ? second : second.untimed(), pair.target(), clash, items, histories);
    return new Dataset(new Catalog(items), histories, new TreeMap<>());
  }

  /// A user `17@arts` is not all that its person did, and in another folder called otherwise.
  private static Dataset ofPersons(Path folder) throws IOException {
    Dataset dataset = DatasetReader.read(folder);
    for (History history : dataset.histories()) {
      if (!history.person().equals(history.user())) {
        throw new IOException(
            "%s: the user '%s' is one of those of the person '%s', and two folders are joined by users who are people; give what both were converted from to grlm convert at once, and what it makes as --data"
                .formatted(folder, history.user(), history.person()));
      }
    }
    return dataset;
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
    sets.forEach((domain, set) -> {
      var own = new ArrayList<History>();
      add(timed ? set : set.untimed(), domain, clash, items, own);
      for (History history : own) {
        History named = PartOfHistory.renamed(history, domain + ":" + history.user());
        histories.add(samePersons ? named : named.of(named.user()));
      }
    });
    Files.createDirectories(joined);
    DatasetFiles.write(joined, new Dataset(new Catalog(items), histories, new TreeMap<>()));
  }

  private static void add(
      Dataset dataset, String domain, boolean clash, List<Item> items, List<History> histories) {
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
    int[] numbers = IntStream.range(before, items.size()).toArray();
    dataset
        .histories()
        .forEach(history -> histories.add(PartOfHistory.renumbered(history, numbers)));
  }
}
