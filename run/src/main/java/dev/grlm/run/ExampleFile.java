package dev.grlm.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.codec.InstructionPrompts;
import dev.grlm.codec.Prompts;
import dev.grlm.data.Dataset;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// RUN/examples.jsonl: the training samples of both tasks with ids, prompt and target, for people
/// and for other trainers. Our own presets build the same examples in memory.
final class ExampleFile {
  private ExampleFile() {}

  /// What of an example is shown and what is learnt, as text.
  interface Texts {
    String prompt(Example example);

    String target(Example example);
  }

  /// @return how many examples of each task were written
  static SortedMap<String, Long> write(Path file, Dataset dataset, List<Task> tasks, Texts texts)
      throws IOException {
    var counts = new TreeMap<String, Long>();
    AtomicFile.writeText(
        file,
        writer -> {
          for (Task task : tasks) {
            long count = 0;
            Iterator<Example> examples = task.examples(dataset).iterator();
            while (examples.hasNext()) {
              writer.write(Json.line(json(examples.next(), dataset, texts)));
              writer.write('\n');
              count++;
            }
            counts.put("examples of " + task.kind(), count);
          }
        });
    return counts;
  }

  /// In the marks of the presets that are trained from scratch.
  static Texts marks(Prompts prompts) {
    return new Texts() {
      @Override
      public String prompt(Example example) {
        return prompts.prompt(example);
      }

      @Override
      public String target(Example example) {
        return prompts.target(example);
      }
    };
  }

  /// In the words that a checkpoint is told.
  static Texts instructions(InstructionPrompts prompts) {
    return new Texts() {
      @Override
      public String prompt(Example example) {
        return prompts.example(example).question();
      }

      @Override
      public String target(Example example) {
        return prompts.example(example).answer().stream()
            .map(InstructionPrompts.Part::text)
            .collect(Collectors.joining());
      }
    };
  }

  private static ObjectNode json(Example example, Dataset dataset, Texts texts) {
    ObjectNode node = Json.object();
    node.put("task", example.task().name());
    node.put("subject", example.subject());
    var items = node.putArray("items");
    for (int item : example.items()) {
      items.add(dataset.catalog().item(item).id());
    }
    node.put("prompt", texts.prompt(example));
    node.put("target", texts.target(example));
    return node;
  }
}
