package dev.grlm.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Catalog;
import dev.grlm.evaluate.RankedLists;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.recommend.Recommendation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// RUN/recommendations.jsonl: one line per user with the ranked items.
public final class RecommendationFile {
  private RecommendationFile() {}

  static void write(Path file, RankedLists lists, Catalog catalog) throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          for (int user = 0; user < lists.users().size(); user++) {
            ObjectNode line = Json.object();
            line.put("user", lists.users().get(user).user());
            var items = line.putArray("items");
            for (Recommendation place : lists.lists().get(user)) {
              items.add(json(place, catalog));
            }
            writer.write(Json.line(line));
            writer.write('\n');
          }
        });
  }

  /// A place of a list as the files and the command show it.
  public static ObjectNode json(Recommendation place, Catalog catalog) {
    ObjectNode node = Json.object();
    node.put("item", catalog.item(place.item()).id());
    node.put("score", place.score());
    if (place.generated() != null) {
      node.put("generated", place.generated().toString());
    }
    node.put("source", place.source().name().toLowerCase(Locale.ROOT));
    return node;
  }
}
