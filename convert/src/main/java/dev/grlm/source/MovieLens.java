package dev.grlm.source;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// MovieLens in its three layouts: 100K (`u.data`, `u.item`), 1M and 10M (`ratings.dat`,
/// `movies.dat`), 20M and later (`ratings.csv`, `movies.csv`).
final class MovieLens implements Format {
  private static final EventCells.Names NAMES =
      new EventCells.Names("userId", "movieId", "timestamp", "", "rating", "");
  private static final Pattern YEAR = Pattern.compile("\\((\\d{4})\\)\\s*$");
  private static final String NO_GENRES = "(no genres listed)";
  private static final int LOOKED_AT = 20;
  private static final int FIRST_FLAG = 5;
  private static final Pattern GENRE = Pattern.compile("([^|]+)\\|(\\d{1,3})");
  private static final List<String> GENRES_OF_100K =
      List.of(
          "unknown",
          "Action",
          "Adventure",
          "Animation",
          "Children's",
          "Comedy",
          "Crime",
          "Documentary",
          "Drama",
          "Fantasy",
          "Film-Noir",
          "Horror",
          "Musical",
          "Mystery",
          "Romance",
          "Sci-Fi",
          "Thriller",
          "War",
          "Western");

  @Override
  public String word() {
    return "movielens";
  }

  @Override
  public String description() {
    return "MovieLens 100K, 1M, 10M, 20M and later";
  }

  @Override
  public @Nullable Source detect(Input input) {
    for (Layout layout : Layout.values()) {
      List<Head> ratings = input.where(head -> layout.ratings(head));
      if (!ratings.isEmpty()) {
        List<Head> movies = input.where(head -> layout.movies(head));
        List<Head> genres =
            layout == Layout.TABS
                ? input.where(head -> GENRE.matcher(head.first()).matches())
                : List.of();
        List<Head> users = input.where(head -> layout.users(head));
        return new Files(layout, ratings.getFirst().file(), movies, genres, users, input.columns());
      }
    }
    return null;
  }

  /// How the files of a release are written. The files of users and of tags have as many cells
  /// between the same separators, so that the cells must be of the right kind, too.
  private enum Layout {
    /// Four numbers between tabs are many a table: the rating and the time must be such, too.
    TABS(
        "\t",
        "\\d+\t\\d+\t[1-5]\t(?:[89]\\d{8}|1\\d{9})",
        "\\d+\\|.*\\|[01](\\|[01]){18}",
        "\\d+\\|\\d+\\|[MF]\\|[^|]+\\|[^|]+"),
    /// The genres begin with a letter, unlike a zip code and a time.
    COLONS(
        "::",
        "\\d+::\\d+::[\\d.]+::\\d+",
        "\\d+::(?![MF]::\\d+::\\d+::).+::(?:[^\\d\\s](?:(?!::).)*)?",
        "\\d+::[MF]::\\d+::\\d+::.*"),
    COMMAS(",", "userId,movieId,rating,timestamp", "movieId,title,genres", "userId,gender,.*");

    private final String separator;
    private final Pattern rating;
    private final Pattern movie;
    private final Pattern user;

    Layout(String separator, String rating, String movie, String user) {
      this.separator = separator;
      this.rating = Pattern.compile(rating);
      this.movie = Pattern.compile(movie);
      this.user = Pattern.compile(user);
    }

    boolean ratings(Head head) {
      return most(head, rating);
    }

    boolean movies(Head head) {
      boolean first = movie.matcher(head.first()).matches();
      return (first || most(head, movie)) && !ratings(head);
    }

    boolean users(Head head) {
      return most(head, user);
    }

    private boolean most(Head head, Pattern pattern) {
      List<String> lines = head.lines().stream().limit(this == COMMAS ? 1 : LOOKED_AT).toList();
      return 2 * lines.stream().filter(line -> pattern.matcher(line).matches()).count()
          > lines.size();
    }
  }

  /// The files of a release.
  private record Files(
      Layout layout,
      Path ratings,
      List<Head> movies,
      List<Head> genres,
      List<Head> users,
      Columns columns)
      implements Source {
    @Override
    public String format() {
      return "movielens";
    }

    @Override
    public List<SourceFile> files() {
      var files = new ArrayList<SourceFile>();
      genres.forEach(head -> files.add(SourceFile.items(head.file())));
      movies.forEach(head -> files.add(SourceFile.items(head.file())));
      users.forEach(head -> files.add(new SourceFile(head.file(), SourceFile.Role.USERS)));
      files.add(SourceFile.events(ratings));
      return files;
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      EventCells reader = EventCells.of(columns, Times.Unit.SECONDS);
      List<String> flags = flags(sink, meter);
      for (Head head : movies) {
        if (layout == Layout.COMMAS) {
          Delimited.quoted(
              head.file(), Delimited.Quoted.by(','), sink, meter, new QuotedMovies(reader, sink));
        } else {
          movies(head, flags, reader, sink, meter);
        }
      }
      try (SourceLines lines = SourceLines.open(ratings, sink, meter)) {
        for (String line = lines.next(); line != null; line = lines.next()) {
          boolean header = layout == Layout.COMMAS && lines.number() == 1;
          if (!line.isEmpty() && !header) {
            event(line, lines, reader, sink);
          }
        }
      }
      reader.report(sink);
    }

    private void event(String line, SourceLines lines, EventCells reader, Sink sink)
        throws IOException {
      List<String> cells = Delimited.cut(line, layout.separator);
      if (cells.size() != 4) {
        lines.fault("line", line, Reasons.WRONG_COLUMNS);
        return;
      }
      Event event =
          reader.event(
              new EventCells.Cells(
                  cells.get(0), cells.get(1), cells.get(3), null, cells.get(2), null),
              NAMES,
              lines::fault);
      if (event != null) {
        sink.event(event);
      }
    }

    /// 100K and 1M are ISO 8859-1, 10M is UTF-8: whichever the head decodes as.
    private void movies(Head head, List<String> flags, EventCells reader, Sink sink, Meter meter)
        throws IOException {
      boolean unicode = unicode(head.start());
      Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
      try (SourceLines lines = SourceLines.open(head.file(), charset, sink, meter)) {
        for (String line = lines.next(); line != null; line = lines.next()) {
          boolean flagged = layout == Layout.TABS;
          List<String> cells = flagged ? Delimited.cut(line, "|") : threeCells(line);
          if (cells.size() < (flagged ? FIRST_FLAG + flags.size() : 3)) {
            if (!line.isEmpty()) {
              lines.fault("line", line, Reasons.WRONG_COLUMNS);
            }
            continue;
          }
          List<String> genres = flagged ? flagged(cells, flags) : TableRow.path(cells.get(2));
          movie(cells.get(0), cells.get(1), genres, reader, sink, lines::fault);
        }
      }
    }

    /// Whether the whole head is UTF-8; its end may cut a character.
    private static boolean unicode(String start) {
      String text = new String(start.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      int broken = text.indexOf('\uFFFD');
      return broken < 0 || broken >= text.length() - 3;
    }

    /// Around the first and the last separator: a title may have one in it.
    private static List<String> threeCells(String line) {
      int first = line.indexOf("::");
      int last = line.lastIndexOf("::");
      return first < 0 || last < first + 2
          ? List.of()
          : List.of(
              line.substring(0, first), line.substring(first + 2, last), line.substring(last + 2));
    }

    /// What the flags of 100K mean, as `u.genre` says, else as it said in 1998.
    private List<String> flags(Sink sink, Meter meter) throws IOException {
      var names = new TreeMap<Integer, String>();
      for (Head head : genres) {
        try (SourceLines lines =
            SourceLines.open(head.file(), StandardCharsets.ISO_8859_1, sink, meter)) {
          for (String line = lines.next(); line != null; line = lines.next()) {
            Matcher genre = GENRE.matcher(line);
            if (genre.matches()) {
              names.put(Integer.valueOf(genre.group(2)), genre.group(1));
            } else if (!line.isBlank()) {
              lines.fault("line", line, Reasons.WRONG_COLUMNS);
            }
          }
        }
      }
      if (names.isEmpty()) {
        return GENRES_OF_100K;
      }
      return IntStream.rangeClosed(0, names.lastKey())
          .mapToObj(flag -> names.getOrDefault(flag, ""))
          .toList();
    }

    private static List<String> flagged(List<String> cells, List<String> flags) {
      var genres = new ArrayList<String>();
      for (int genre = 0; genre < flags.size(); genre++) {
        if (cells.get(FIRST_FLAG + genre).equals("1") && !flags.get(genre).isEmpty()) {
          genres.add(flags.get(genre));
        }
      }
      return genres;
    }
  }

  /// `movies.csv`.
  private record QuotedMovies(EventCells reader, Sink sink) implements Delimited.Taker {
    @Override
    public void header(List<String> names) {}

    @Override
    public void row(List<String> cells, EventCells.Faults faults) throws IOException {
      if (cells.size() < 3) {
        faults.fault("line", String.join(",", cells), Reasons.WRONG_COLUMNS);
        return;
      }
      List<String> genres =
          cells.get(2).equals(NO_GENRES) ? List.of() : TableRow.path(cells.get(2));
      movie(cells.get(0), cells.get(1), genres, reader, sink, faults);
    }
  }

  private static void movie(
      String id,
      String title,
      List<String> genres,
      EventCells reader,
      Sink sink,
      EventCells.Faults faults)
      throws IOException {
    String checked = reader.item(id, NAMES.item(), faults);
    if (checked != null) {
      Matcher year = YEAR.matcher(title);
      Map<String, String> fields = year.find() ? Map.of("year", year.group(1)) : Map.of();
      sink.item(new Item(checked, title.strip(), "", genres, List.of(), "", "", fields));
    }
  }
}
