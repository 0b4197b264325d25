package dev.grlm.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.task.Example;
import dev.grlm.task.Prompts;
import dev.grlm.task.Task;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.task.WordTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// RUN/examples.jsonl: the training samples of both tasks with ids, prompt and target, for people
/// and for other trainers. Our own presets build the same examples in memory.
final class ExampleFile {
  private ExampleFile() {}

  /// @return how many examples of each task were written
  static SortedMap<String, Long> write(
      Path file, Dataset dataset, Identifiers identifiers, WordTable words, int window)
      throws IOException {
    var prompts = new Prompts(dataset.catalog(), identifiers, words);
    List<Task> tasks =
        List.of(new UserSequencePrediction(window, false), new TermInternalization());
    var counts = new TreeMap<String, Long>();
    AtomicFile.writeText(
        file,
        writer -> {
          for (Task task : tasks) {
            long count = 0;
            Iterator<Example> examples = task.examples(dataset).iterator();
            while (examples.hasNext()) {
              writer.write(Json.line(json(examples.next(), dataset, prompts)));
              writer.write('\n');
              count++;
            }
            counts.put("examples of " + task.kind(), count);
          }
        });
    return counts;
  }

  private static ObjectNode json(Example example, Dataset dataset, Prompts prompts) {
    ObjectNode node = Json.object();
    node.put("task", example.task().name());
    node.put("subject", example.subject());
    var items = node.putArray("items");
    for (int item : example.items()) {
      items.add(dataset.catalog().item(item).id());
    }
    node.put("prompt", prompts.prompt(example));
    node.put("target", prompts.target(example));
    return node;
  }
}
