package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Yelp Open Dataset: its review and business files. Tips, check-ins, photos and users are not
/// read.
final class Yelp implements Format {
  private static final String BUSINESS = "business_id";
  private static final String TIP = "compliment_count";
  private static final EventCells.Names NAMES =
      new EventCells.Names("user_id", BUSINESS, "date", "", "stars", "");

  @Override
  public String word() {
    return "yelp";
  }

  @Override
  public String description() {
    return "Yelp Open Dataset, reviews and businesses";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    List<Path> reviews = having(input, "review_id");
    List<Path> businesses = having(input, "name");
    if (!reviews.isEmpty()) {
      return new Files(reviews, businesses, input.columns());
    }
    List<Path> others = new ArrayList<>(having(input, TIP));
    others.addAll(having(input, "is_open"));
    if (others.isEmpty()) {
      return null;
    }
    throw new IOException(
        input.path()
            + ": the review file of Yelp is missing (yelp_academic_dataset_review.json); found "
            + others.stream().map(file -> String.valueOf(file.getFileName())).toList());
  }

  private static List<Path> having(Input input, String key) {
    return input
        .where(head -> {
          JsonNode first = JsonLines.first(head);
          return first != null && first.has(BUSINESS) && first.has(key);
        })
        .stream()
        .map(Head::file)
        .toList();
  }

  /// The files that are read.
  private record Files(List<Path> reviews, List<Path> businesses, Columns columns)
      implements Source {
    @Override
    public String format() {
      return "yelp";
    }

    @Override
    public List<SourceFile> files() {
      var files = new ArrayList<SourceFile>();
      businesses.forEach(file -> files.add(SourceFile.items(file)));
      reviews.forEach(file -> files.add(SourceFile.events(file)));
      return files;
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      var whole = new WholeTexts(sink);
      EventCells cells = EventCells.of(columns);
      for (Path file : businesses) {
        JsonLines.read(
            file, sink, meter, (object, faults) -> business(object, cells, faults, whole));
      }
      for (Path file : reviews) {
        JsonLines.read(file, sink, meter, (object, faults) -> review(object, cells, faults, sink));
      }
      cells.report(sink);
    }

    private static void review(
        JsonNode object, EventCells cells, EventCells.Faults faults, Sink sink) throws IOException {
      var review =
          new EventCells.Cells(
              JsonLines.cell(object, NAMES.user()),
              JsonLines.cell(object, NAMES.item()),
              JsonLines.cell(object, NAMES.time()),
              null,
              JsonLines.cell(object, NAMES.rating()),
              null);
      Event event = cells.event(review, NAMES, faults);
      if (event != null) {
        sink.event(event);
      }
    }

    private static void business(
        JsonNode object, EventCells cells, EventCells.Faults faults, Sink sink) throws IOException {
      String id = cells.item(JsonLines.cell(object, BUSINESS), BUSINESS, faults);
      if (id == null) {
        return;
      }
      Map<String, String> fields = new LinkedHashMap<>();
      for (String key : List.of("city", "state")) {
        String text = JsonLines.text(object.path(key));
        if (!text.isEmpty()) {
          fields.put(key, text);
        }
      }
      List<String> names = categories(object.path("categories"));
      sink.item(
          new Item(id, JsonLines.text(object.path("name")), "", names, List.of(), "", "", fields));
    }

    /// A list until 2017, since then one text with commas.
    private static List<String> categories(JsonNode value) {
      return value.isArray()
          ? JsonLines.texts(value)
          : Arrays.stream(JsonLines.text(value).split(",\\s*"))
              .filter(name -> !name.isBlank())
              .toList();
    }
  }
}
