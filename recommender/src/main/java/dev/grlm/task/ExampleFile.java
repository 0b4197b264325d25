package dev.grlm.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// `examples.jsonl`: what a model is trained on, a sample a line, with its ids and as the text that
/// the model is shown and learns. Trainers read this file, so a person who opens it sees the
/// training. Stateless.
public final class ExampleFile {
  private ExampleFile() {}

  /// How a model sees an example.
  public interface Rendering {
    /// The example as far as the model reads it: perhaps without its oldest items.
    default Example shown(Example example) {
      return example;
    }

    /// What is shown of it, as text.
    String prompt(Example example);

    /// What is learnt of it, as text.
    String target(Example example);
  }

  /// @return how many examples of each task were written, and what has none
  public static SortedMap<String, Long> write(
      Path file, Dataset dataset, List<Task> tasks, Rendering rendering) throws IOException {
    var counts = new TreeMap<String, Long>();
    AtomicFile.writeText(
        file,
        writer -> {
          for (Task task : tasks) {
            long count = 0;
            Iterator<Example> examples = task.examples(dataset).iterator();
            while (examples.hasNext()) {
              Example shown = rendering.shown(examples.next());
              writer.write(Json.line(json(shown, dataset.catalog(), rendering)));
              writer.write('\n');
              count++;
            }
            counts.put("examples of " + task.name(), count);
            counts.putAll(task.leftOut());
          }
        });
    return counts;
  }

  private static ObjectNode json(Example example, Catalog catalog, Rendering rendering) {
    ObjectNode node = Json.object();
    node.put("task", example.task());
    node.put("subject", example.subject());
    var items = node.putArray("items");
    for (int item : example.items()) {
      items.add(catalog.item(item).id());
    }
    node.put("prompt", rendering.prompt(example));
    node.put("target", rendering.target(example));
    return node;
  }

  /// The examples of a file, in its order.
  ///
  /// @throws IOException naming file, line and value, when a line is none or an item is unknown
  public static List<Example> read(Path file, Catalog catalog) throws IOException {
    var examples = new ArrayList<Example>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        try {
          examples.add(example(Json.parse(line), catalog));
        } catch (IOException | IllegalArgumentException broken) {
          throw lines.error(String.valueOf(broken.getMessage()), broken);
        }
      }
    }
    return examples;
  }

  private static Example example(JsonNode line, Catalog catalog) {
    JsonNode named = line.path("items");
    var items = new int[named.size()];
    for (int place = 0; place < items.length; place++) {
      String id = named.path(place).asText();
      items[place] = catalog.indexOf(id);
      if (items[place] < 0) {
        throw new IllegalArgumentException("no item has the id '" + id + "'");
      }
    }
    return new Example(line.path("task").asText(), line.path("subject").asText(), items);
  }
}
