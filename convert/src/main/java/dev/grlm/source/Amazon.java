package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Amazon review dumps of 2014, 2018 and 2023: reviews and metadata, an object a line; of 2023
/// also the files of ratings only, as CSV. With several categories in a folder the domain of each
/// is the word in its file's name.
enum Amazon implements Format {
  Y2014("reviewerID", "asin", "unixReviewTime", "overall", "brand", "categories"),
  Y2018("reviewerID", "asin", "unixReviewTime", "overall", "brand", "category"),
  Y2023("user_id", "parent_asin", "timestamp", "rating", "store", "categories");

  private static final String RATINGS = "user_id,parent_asin,rating,timestamp";
  private static final Pattern AFFIX =
      Pattern.compile("^(reviews|meta)_|(_5|_10)?\\.(json|jsonl|csv)$");

  private final String user;
  private final String item;
  private final String time;
  private final String rating;
  private final String brand;
  private final String categories;

  Amazon(String user, String item, String time, String rating, String brand, String categories) {
    this.user = user;
    this.item = item;
    this.time = time;
    this.rating = rating;
    this.brand = brand;
    this.categories = categories;
  }

  @Override
  public String word() {
    return "amazon-" + name().substring(1);
  }

  @Override
  public String description() {
    return "Amazon reviews and metadata of " + name().substring(1);
  }

  @Override
  public @Nullable Source detect(Input input) {
    List<Path> reviews = new ArrayList<>();
    List<Path> metadata = new ArrayList<>();
    boolean ours = false;
    for (Head head : input.heads()) {
      JsonNode first = JsonLines.first(head);
      boolean ratings = this == Y2023 && head.first().startsWith(RATINGS);
      if (ratings || (first != null && first.has(user) && first.has(item))) {
        reviews.add(head.file());
        ours |= ratings || reviewIsOurs(head);
      } else if (first != null && first.has(item)) {
        metadata.add(head.file());
      }
    }
    if (!metadata.isEmpty() && this != Y2023) {
      ours = metadataYear(input, metadata) == this;
    }
    return reviews.isEmpty() || !ours ? null : new Dump(reviews, metadata);
  }

  /// Whether reviews alone tell that they are of this year.
  private boolean reviewIsOurs(Head head) {
    boolean later =
        head.lines().stream().limit(20).anyMatch(line -> line.contains("\"verified\":"));
    return switch (this) {
      case Y2014 -> !later;
      case Y2018 -> later;
      case Y2023 -> true;
    };
  }

  private static Amazon metadataYear(Input input, List<Path> metadata) {
    for (Head head : input.where(head -> metadata.contains(head.file()))) {
      for (String line : head.lines()) {
        JsonNode object = JsonLines.object(line);
        if (object != null
            && (object.has("category") || object.has("also_buy") || object.has("main_cat"))) {
          return Y2018;
        }
      }
    }
    return Y2014;
  }

  private static String category(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
    return AFFIX.matcher(name).replaceAll("");
  }

  /// The files of one dump.
  private final class Dump implements Source {
    private final List<Path> reviews;
    private final List<Path> metadata;
    private final EventCells.Names names = new EventCells.Names(user, item, time, "", rating, "");

    Dump(List<Path> reviews, List<Path> metadata) {
      this.reviews = List.copyOf(reviews);
      this.metadata = List.copyOf(metadata);
    }

    @Override
    public String format() {
      return word();
    }

    @Override
    public List<SourceFile> files() {
      var files = new ArrayList<SourceFile>();
      metadata.forEach(file -> files.add(SourceFile.items(file)));
      reviews.forEach(file -> files.add(SourceFile.events(file)));
      return files;
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      for (Path file : metadata) {
        String domain = domain(file);
        JsonLines.read(file, sink, meter, (object, line) -> item(object, domain, line, sink));
      }
      for (Path file : reviews) {
        if (file.toString().replaceFirst("\\.gz$", "").endsWith(".csv")) {
          ratings(file, sink, meter);
        } else {
          String domain = domain(file);
          JsonLines.read(file, sink, meter, (object, line) -> event(object, domain, line, sink));
        }
      }
    }

    private String domain(Path file) {
      return reviews.size() > 1 ? category(file) : "";
    }

    private void event(JsonNode object, String domain, SourceLines line, Sink sink)
        throws IOException {
      var cells =
          new EventCells.Cells(
              JsonLines.cell(object, names.user()),
              JsonLines.cell(object, names.item()),
              JsonLines.cell(object, names.time()),
              null,
              JsonLines.cell(object, names.rating()),
              domain);
      Event event = EventCells.event(cells, names, Times.Unit.AUTO, line::fault);
      if (event != null) {
        sink.event(event);
      }
    }

    /// Ids have no commas and are not quoted, so that a plain cut is right, and fast.
    private void ratings(Path file, Sink sink, Meter meter) throws IOException {
      String domain = domain(file);
      try (SourceLines lines = SourceLines.open(file, sink, meter)) {
        for (String line = lines.next(); line != null; line = lines.next()) {
          if (line.isEmpty() || (lines.number() == 1 && line.startsWith(RATINGS))) {
            continue;
          }
          int first = line.indexOf(',');
          int second = line.indexOf(',', first + 1);
          int third = line.indexOf(',', second + 1);
          if (first < 0 || second < 0 || third < 0) {
            lines.fault("line", line, Reasons.WRONG_COLUMNS);
            continue;
          }
          int fourth = line.indexOf(',', third + 1);
          var cells =
              new EventCells.Cells(
                  line.substring(0, first),
                  line.substring(first + 1, second),
                  line.substring(third + 1, fourth < 0 ? line.length() : fourth),
                  null,
                  line.substring(second + 1, third),
                  domain);
          Event event = EventCells.event(cells, names, Times.Unit.AUTO, lines::fault);
          if (event != null) {
            sink.event(event);
          }
        }
      }
    }

    private void item(JsonNode object, String domain, SourceLines line, Sink sink)
        throws IOException {
      String id =
          EventCells.id(
              JsonLines.cell(object, names.item()), names.item(), Reasons.NO_ITEM, line::fault);
      if (id == null) {
        return;
      }
      JsonNode all = object.path(categories);
      boolean nested = all.isArray() && !all.isEmpty() && all.get(0).isArray();
      List<String> path = JsonLines.texts(nested ? all.get(0) : all);
      var more = new ArrayList<String>();
      for (int other = 1; nested && other < all.size(); other++) {
        more.addAll(JsonLines.texts(all.get(other)));
      }
      if (path.isEmpty()) {
        path = JsonLines.texts(object.path(this2023() ? "main_category" : "main_cat"));
      }
      Map<String, String> fields = new LinkedHashMap<>();
      String features = JsonLines.text(object.path(this2023() ? "features" : "feature"));
      if (!features.isEmpty()) {
        fields.put("features", features);
      }
      sink.item(
          new Item(
              id,
              JsonLines.text(object.path("title")),
              JsonLines.text(object.path(brand)),
              path,
              more,
              JsonLines.text(object.path("description")),
              domain,
              fields));
    }

    private boolean this2023() {
      return Amazon.this == Y2023;
    }
  }
}
