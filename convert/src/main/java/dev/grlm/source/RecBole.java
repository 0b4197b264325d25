package dev.grlm.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// RecBole's atomic files: `NAME.inter` and `NAME.item`, tab-separated, a type behind every name of
/// the header. The parts of a benchmark (`NAME.train.inter`, …) are read together.
final class RecBole implements Format {
  private static final String TAB = "\t";
  private static final Pattern PART =
      Pattern.compile("(?<stem>.*)\\.(?<part>train|valid|validation|test|part[0-9]+)\\.inter");
  private static final List<String> ORDER = List.of("train", "valid", "validation", "test");

  @Override
  public String word() {
    return "recbole";
  }

  @Override
  public String description() {
    return "RecBole's atomic files, NAME.inter and NAME.item";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    List<Head> events = input.where(RecBole::holdsEvents);
    List<Head> items =
        input.where(head -> typed(head) && !holdsEvents(head) && head.first().contains("item_id:"));
    if (events.isEmpty()) {
      return null;
    }
    for (Head head : events) {
      if (!head.first().contains(TAB)) {
        throw new IOException(
            head.file()
                + ": the header has no tabs, which must stand between the columns of RecBole's files: '"
                + head.first()
                + "'");
      }
    }
    if (items.size() > 1 || (events.size() > 1 && !areParts(events))) {
      throw new IOException(
          input.path()
              + ": several files of a kind, leave one of each: "
              + names(events)
              + " "
              + names(items));
    }
    return new Files(
        events.stream().sorted(Comparator.comparingInt(RecBole::rank)).toList(),
        items,
        input.columns());
  }

  private static List<String> names(List<Head> heads) {
    return heads.stream().map(Head::name).toList();
  }

  /// Whether they are the parts of one file, each once.
  private static boolean areParts(List<Head> events) {
    List<Matcher> parts = events.stream().map(head -> PART.matcher(head.name())).toList();
    return parts.stream().allMatch(Matcher::matches)
        && parts.stream().map(part -> part.group("stem")).distinct().count() == 1
        && parts.stream().map(part -> part.group("part")).distinct().count() == events.size();
  }

  /// Earlier events first, where no column says when they were.
  private static int rank(Head head) {
    Matcher part = PART.matcher(head.name());
    return part.matches() ? ORDER.indexOf(part.group("part")) : 0;
  }

  private static boolean typed(Head head) {
    return head.first().contains(":token");
  }

  private static boolean holdsEvents(Head head) {
    return typed(head) && head.first().contains("user_id:") && head.first().contains("item_id:");
  }

  /// The files of one data set.
  private record Files(List<Head> events, List<Head> items, Columns columns) implements Source {
    @Override
    public String format() {
      return "recbole";
    }

    @Override
    public List<SourceFile> files() {
      var files = new ArrayList<SourceFile>();
      items.forEach(head -> files.add(SourceFile.items(head.file())));
      events.forEach(head -> files.add(SourceFile.events(head.file())));
      return files;
    }

    @Override
    public List<String> notes() throws IOException {
      var notes = new TableNotes(columns);
      for (Head head : items) {
        notes.items(head.name(), 1, sample(head), "");
      }
      notes.events(events.getFirst().name(), events.size(), sample(events.getFirst()));
      return notes.lines();
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      for (Head head : items) {
        rows(head, sink, meter, new TableRows.Items(columns, sink));
      }
      var taker = new TableRows.Events(columns, sink);
      for (Head head : events) {
        rows(head, sink, meter, taker);
      }
    }

    private static void rows(Head head, Sink sink, Meter meter, RowTaker taker) throws IOException {
      Path file = head.file();
      var learning = new Learning(taker, sample(head), head.partition());
      try {
        Delimited.plain(file, TAB, StandardCharsets.UTF_8, sink, meter, new WithoutTypes(learning));
      } catch (IOException failure) {
        throw SourceStreams.failure(file, failure);
      }
    }

    private static ColumnSample sample(Head head) {
      return new ColumnSample(
          untyped(Delimited.cut(head.first(), TAB)),
          head.lines().stream().skip(1).map(line -> Delimited.cut(line, TAB)).toList());
    }
  }

  private static List<String> untyped(List<String> names) {
    return names.stream().map(name -> name.replaceFirst(":.*", "")).toList();
  }

  /// `user_id:token` is called `user_id`; a sequence of tokens is a path.
  private record WithoutTypes(Delimited.Taker taker) implements Delimited.Taker {
    @Override
    public void header(List<String> names) throws IOException {
      if (names.stream().anyMatch(name -> name.startsWith("item_id_list:"))) {
        throw new IOException(
            "histories in one cell (item_id_list) are not read; give the plain .inter");
      }
      taker.header(untyped(names));
    }

    @Override
    public void row(List<String> cells, EventCells.Faults faults) throws IOException {
      taker.row(cells, faults);
    }

    @Override
    public void end() throws IOException {
      taker.end();
    }
  }
}
