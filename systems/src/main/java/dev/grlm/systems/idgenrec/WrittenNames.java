package dev.grlm.systems.idgenrec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.chat.Calls;
import dev.grlm.chat.ChatClient;
import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.coded.ItemLines;
import dev.grlm.data.Catalog;
import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import dev.grlm.io.AtomicFile;
import dev.grlm.system.RunFolder;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.words.WordSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a T5 of tags or a language model writes of the items of a run: names that each may have,
/// best first. Every answer is kept as soon as it is there.
///
/// @param clients who is asked
record WrittenNames(SystemRun<IdgenrecSettings> run, TagClients clients) {
  static final String NAME = "tags";

  /// Items that are asked for at a time: enough for every call in flight, few enough to be held.
  private static final int BATCH = 512;

  /// The same of a T5, whose answers take their time: so often it is said how far it is.
  private static final int BATCH_OF_T5 = 8 * TagClients.BATCH;

  /// New tokens of one name; the paper's search begins with ten.
  private static final int TOKENS = 16;

  /// So many failures one after the other are no accident.
  private static final int MOST_FAILURES_IN_A_ROW = 32;

  private TextualIdConfig ids() {
    return run.settings().ids();
  }

  Path file() {
    return run.folder().resolve("tags.jsonl");
  }

  private ItemLines lines() {
    return new ItemLines(file(), "names", NAME);
  }

  private Path answers() {
    return run.folder().resolve("answers.jsonl");
  }

  Stage stage() {
    return new Stage(
        run.stage(NAME),
        () ->
            new TreeMap<>(
                Map.of(
                    NAME,
                    ids().tags().withCalls(Calls.DEFAULT),
                    "most",
                    longest(),
                    "textFields",
                    run.shared().textFields(),
                    "languages",
                    run.tables().languages(run.shared()).codes(),
                    "template",
                    Integer.toHexString(TagAnswer.template().hashCode()))),
        inputs(),
        () -> List.of(file()),
        this::write);
  }

  private List<Path> inputs() {
    var inputs = new ArrayList<>(run.datasetFiles());
    inputs.addAll(ids().tags().files());
    return inputs;
  }

  /// Words of a name: there has to be room for one that tells it from others.
  private int longest() {
    return ids().most() - 1;
  }

  private SortedMap<String, Long> write() throws IOException {
    Catalog catalog = run.dataset().catalog();
    var names = new ArrayList<List<List<String>>>();
    var counts = new Counts();
    int together = ids().tags().checkpoint().isEmpty() ? BATCH : BATCH_OF_T5;
    takeOver();
    try (ChatClient client = clients.open(ids().tags(), run.shared(), answers());
        var splitter = new WordSplitter(run.tables().languages(run.shared()))) {
      int failures = 0;
      while (names.size() < catalog.size()) {
        int from = names.size();
        List<Ask> asks =
            catalog.items().subList(from, Math.min(catalog.size(), from + together)).stream()
                .map(this::ask)
                .toList();
        List<Reply> replies = client.answer(asks);
        for (Reply reply : replies) {
          failures = reply instanceof Reply.Failed ? failures + 1 : 0;
          names.add(read(reply, splitter, counts));
          if (failures >= Math.min(MOST_FAILURES_IN_A_ROW, catalog.size())) {
            throw left(catalog, replies, "nobody answers, " + ((Reply.Failed) reply).reason());
          }
        }
        for (Reply reply : replies) {
          switch (reply) {
            case Reply.Refused(String reason) ->
                throw left(catalog, replies, "nobody answers, " + reason);
            case Reply.OverBudget _ -> throw left(catalog, replies, "the budget is over");
            case Reply.Text _, Reply.Failed _ -> {}
          }
        }
        run.listener()
            .progress(run.stage(NAME), names.size(), catalog.size(), names.size() + " items");
      }
    }
    lines().write(catalog, names);
    return counts.byReason();
  }

  /// What the run that this one goes on from was answered is not asked for again.
  private void takeOver() throws IOException {
    if (run.inputs().earlier().isPresent() && Files.notExists(answers())) {
      Path earlier =
          new RunFolder(run.inputs().earlier().get())
              .system(run.system())
              .resolve(answers().getFileName());
      if (Files.exists(earlier)) {
        AtomicFile.write(answers(), stream -> Files.copy(earlier, stream));
      }
    }
  }

  private Ask ask(Item item) {
    TagConfig tags = ids().tags();
    String whole = item.text(run.shared().textFields());
    String text = whole.substring(0, whole.offsetByCodePoints(0, shown(whole)));
    return tags.checkpoint().isEmpty()
        ? new Ask(TagAnswer.question(text, tags.names(), longest()), TOKENS * tags.names(), 0, 0, 0)
        : new Ask(text, TOKENS, 0, 0, 0);
  }

  private int shown(String text) {
    return Math.min(text.codePointCount(0, text.length()), ids().tags().textLength());
  }

  private List<List<String>> read(Reply reply, WordSplitter splitter, Counts counts) {
    if (reply instanceof Reply.Text(String text, long prompt, long written, boolean _)) {
      counts.add("prompt tokens", prompt);
      counts.add("new tokens", written);
      List<List<String>> names = TagAnswer.names(text, splitter, longest());
      counts.add("items of whom nothing usable was written", names.isEmpty() ? 1 : 0);
      return names;
    }
    counts.add("items whose calls failed", 1);
    return List.of();
  }

  private IOException left(Catalog catalog, List<Reply> replies, String why) {
    long answered = replies.stream().filter(reply -> reply instanceof Reply.Text).count();
    return new IOException(
        "%s: not all of %d items have an answer, of the last %d asked for %d have: %s; the answers so far are kept, so the same command goes on from here"
            .formatted(run.stage(NAME), catalog.size(), replies.size(), answered, why));
  }

  /// For each item of the catalogue, best first.
  ///
  /// @throws IOException in one line naming file and line, when it is not of this catalogue
  List<List<List<String>>> read() throws IOException {
    return lines().read(run.dataset().catalog()).stream().map(WrittenNames::names).toList();
  }

  private static List<List<String>> names(JsonNode list) {
    var names = new ArrayList<List<String>>();
    list.forEach(name -> names.add(ItemLines.words(name)));
    return names;
  }
}
