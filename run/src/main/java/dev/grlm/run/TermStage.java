package dev.grlm.run;

import dev.grlm.chat.ChatClient;
import dev.grlm.data.Catalog;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.RunListener;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.extract.ExtractiveTermGenerator;
import dev.grlm.systems.grlm.extract.GeneratedTerms;
import dev.grlm.systems.grlm.extract.GivenTermIds;
import dev.grlm.systems.grlm.extract.TermConfig;
import dev.grlm.systems.grlm.extract.TermSource;
import dev.grlm.systems.grlm.prompt.PromptedTermGenerator;
import dev.grlm.systems.grlm.prompt.PromptedTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The stage that names the items: by extraction, by a language model, or from a file.
final class TermStage {
  private final Stages stages;
  private final StageRunner runner;
  private final RunListener listener;
  private final ChatClients clients;
  private final TermConfig terms;

  TermStage(Stages stages, StageRunner runner, RunListener listener, ChatClients clients) {
    this.stages = stages;
    this.runner = runner;
    this.listener = listener;
    this.clients = clients;
    this.terms = stages.config().terms().withTextFields(stages.config().textFields());
  }

  /// @param given Term IDs to be taken as they are; null to make them
  void run(@Nullable Path given) throws IOException {
    RunFolder folder = stages.folder();
    var inputs =
        new ArrayList<Path>(List.of(folder.dataset().resolve("items.jsonl"), folder.neighbors()));
    if (given != null) {
      inputs.add(given);
    }
    runner.stage(
        "terms",
        given == null ? settings() : terms.extractive(),
        inputs,
        List.of(folder.identifiers()),
        () -> {
          Catalog catalog = stages.data().catalog();
          Neighbors found = NeighborFiles.read(folder.neighbors(), catalog);
          return given != null
              ? take(given, catalog, found)
              : terms.generator() == TermSource.EXTRACTIVE
                  ? extract(catalog, found)
                  : ask(catalog, found);
        });
  }

  /// What the identifiers depend on: not how calls are made, but what they say.
  private Object settings() {
    return terms.generator() == TermSource.EXTRACTIVE
        ? terms.extractive()
        : Map.of(
            "terms", terms.extractive(),
            "generator", terms.generator(),
            "prompted", terms.prompted().withDefaultCalls(),
            "templates", Integer.toHexString(PromptedTermGenerator.templates().hashCode()));
  }

  private SortedMap<String, Long> extract(Catalog catalog, Neighbors found) throws IOException {
    GeneratedTerms generated = new ExtractiveTermGenerator(terms).generate(catalog, found);
    TermIdFile.write(stages.folder().identifiers(), catalog, generated.identifiers());
    return new TreeMap<>(
        Map.of(
            "slots from the item's own text", generated.fromText(),
            "slots filled from neighbors", generated.fromNeighbors(),
            "slots filled from the catalogue", generated.fromCatalog(),
            "slots filled from the item's id", generated.fromItem()));
  }

  private SortedMap<String, Long> ask(Catalog catalog, Neighbors found) throws IOException {
    PromptedTerms named;
    try (ChatClient client = clients.open(terms, stages.config(), stages.folder().answers())) {
      var generator =
          new PromptedTermGenerator(
              terms,
              client,
              (done, total) -> listener.progress("terms", done, total, done + " items"));
      named = generator.generate(catalog, found);
    }
    if (named.left() > 0 && !terms.prompted().fallback()) {
      throw new IOException(
          "terms: %d of %d items are left without an answer: %s; the answers so far are kept, so the same command goes on from here, and --fallback ends with extracted terms"
              .formatted(named.left(), catalog.size(), named.trouble()));
    }
    TermIdFile.write(stages.folder().identifiers(), catalog, named.identifiers());
    return named.counts();
  }

  private SortedMap<String, Long> take(Path given, Catalog catalog, Neighbors found)
      throws IOException {
    TermIdFile file = TermIdFile.read(given);
    var tokenizer =
        new GivenTermIds(file, new ExtractiveTermGenerator(terms.withLength(file.length())));
    TermIdFile.write(stages.folder().identifiers(), catalog, tokenizer.tokenize(catalog, found));
    return tokenizer.counts(catalog);
  }
}
