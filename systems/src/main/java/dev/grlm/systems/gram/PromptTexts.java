package dev.grlm.systems.gram;

import dev.grlm.coded.ItemLines;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.words.WordSplitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The words of texts that an encoder reads, in their order: as they are written, in lower case,
/// those that enough items share.
record PromptTexts(SystemRun<?> run, PromptConfig config) {
  static final String NAME = "prompts";

  Stage stage() {
    return new Stage(
        run.stage(NAME),
        () ->
            new TreeMap<>(
                Map.of(
                    NAME,
                    config,
                    "textFields",
                    run.shared().textFields(),
                    "languages",
                    run.tables().languages(run.shared()).codes())),
        run.datasetFiles(),
        () -> List.of(file()),
        this::write);
  }

  Path file() {
    return run.folder().resolve("prompts.jsonl");
  }

  private ItemLines lines() {
    return new ItemLines(file(), "words", NAME);
  }

  private SortedMap<String, Long> write() throws IOException {
    Catalog catalog = run.dataset().catalog();
    var texts = new ArrayList<List<String>>();
    var itemsOfWord = new HashMap<String, Integer>();
    try (var splitter = new WordSplitter(run.tables().languages(run.shared()))) {
      for (Item item : catalog.items()) {
        List<String> words = split(splitter, item.text(run.shared().textFields()));
        texts.add(words);
        new HashSet<>(words).forEach(word -> itemsOfWord.merge(word, 1, Integer::sum));
      }
    }
    var read = new HashSet<String>();
    long wordless = 0;
    var kept = new ArrayList<List<String>>();
    for (List<String> words : texts) {
      List<String> shared =
          words.stream()
              .filter(word -> itemsOfWord.getOrDefault(word, 0) >= config.minimumItems())
              .limit(config.tokens())
              .toList();
      read.addAll(shared);
      wordless += shared.isEmpty() ? 1 : 0;
      kept.add(shared);
    }
    lines().write(catalog, kept);
    var counts =
        new TreeMap<String, Long>(Map.of("words of texts that are read", (long) read.size()));
    if (wordless > 0) {
      counts.put("items of whose text no word is read", wordless);
    }
    return counts;
  }

  private static List<String> split(WordSplitter splitter, String text) {
    return splitter.split(text).stream()
        .filter(WordSplitter.Word::hasLetterOrDigit)
        .map(word -> TermNormalForm.of(word.text()))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /// For each item of the catalogue.
  ///
  /// @throws IOException in one line naming file and line, when it is not of this catalogue
  List<List<String>> read() throws IOException {
    return lines().read(run.dataset().catalog()).stream().map(ItemLines::words).toList();
  }
}
