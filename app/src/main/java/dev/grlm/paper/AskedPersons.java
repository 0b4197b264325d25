package dev.grlm.paper;

import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.IntFunction;

/// `persons.tsv`: of everyone who is asked for, the domain of the target and what stands before it.
/// Immutable.
///
/// @param byPerson in the order of the data
record AskedPersons(SequencedMap<String, Asked> byPerson) {
  private static final String HEADER = "person\tdomain\tin it\tin the other\torder known";
  private static final int COLUMNS = 5;

  /// Whom a row of the table is about: of a domain's targets those that every model is asked for,
  /// and three groups. Who has nothing of the domain is not asked for in-domain.
  enum Group {
    ALL("all"),
    OVERLAPPING("overlapping"),
    ALONE("without the other domain"),
    NEW("new to it");

    private final String words;

    Group(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean has(Asked asked) {
      return switch (this) {
        case ALL -> asked.own() > 0;
        case OVERLAPPING -> asked.own() > 0 && asked.other() > 0;
        case ALONE -> asked.own() > 0 && asked.other() == 0;
        case NEW -> asked.own() == 0;
      };
    }
  }

  /// A person with a target in test.
  ///
  /// @param domain of the target
  /// @param own events of that domain before it
  /// @param other events of the other domain before it
  /// @param ordered whether the order between the domains is known
  record Asked(String domain, int own, int other, boolean ordered) {}

  static AskedPersons of(JoinedDomains joined) {
    return of(joined.persons(), item -> joined.catalog().item(item).domain());
  }

  /// @param domainOf an item's
  static AskedPersons of(List<JoinedPerson> persons, IntFunction<String> domainOf) {
    var byPerson = new LinkedHashMap<String, Asked>();
    for (JoinedPerson person : persons) {
      History history = person.history();
      if (Split.TEST.hasTarget(history)) {
        String domain = domainOf.apply(Split.TEST.target(history));
        int[] before = Split.TEST.context(history);
        int own =
            (int) Arrays.stream(before).filter(it -> domainOf.apply(it).equals(domain)).count();
        byPerson.put(
            history.person(), new Asked(domain, own, before.length - own, person.ordered()));
      }
    }
    return new AskedPersons(byPerson);
  }

  /// Someone who is asked for.
  Asked of(String person) {
    return Objects.requireNonNull(byPerson.get(person), person);
  }

  void write(Path file) throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          writer.write(HEADER + "\n");
          for (var entry : byPerson.entrySet()) {
            Asked asked = entry.getValue();
            writer.write(
                "%s\t%s\t%d\t%d\t%b\n"
                    .formatted(
                        entry.getKey(),
                        asked.domain(),
                        asked.own(),
                        asked.other(),
                        asked.ordered()));
          }
        });
  }

  /// @throws IOException in one line that names file, line and value, where the file is missing,
  ///   broken or another one
  static AskedPersons read(Path file) throws IOException {
    var byPerson = new LinkedHashMap<String, Asked>();
    try (TextLines lines = TextLines.open(file)) {
      if (!HEADER.equals(lines.next())) {
        throw lines.error("does not begin with the columns " + HEADER);
      }
      for (String line = lines.next(); line != null; line = lines.next()) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
          throw lines.error("%d columns, not %d".formatted(cells.length, COLUMNS));
        }
        var asked =
            new Asked(
                cells[1],
                count(cells[2], lines),
                count(cells[3], lines),
                isOrdered(cells[4], lines));
        if (byPerson.put(cells[0], asked) != null) {
          throw lines.error("the person '" + cells[0] + "' stands here twice");
        }
      }
    }
    return new AskedPersons(byPerson);
  }

  private static int count(String cell, TextLines lines) throws IOException {
    if (!cell.matches("\\d{1,9}")) {
      throw lines.error("'" + cell + "' is no number of events");
    }
    return Integer.parseInt(cell);
  }

  private static boolean isOrdered(String cell, TextLines lines) throws IOException {
    return switch (cell) {
      case "true" -> true;
      case "false" -> false;
      default -> throw lines.error("'" + cell + "' is neither true nor false");
    };
  }
}
