package dev.grlm.systems.grlm;

import dev.grlm.chat.ChatClient;
import dev.grlm.data.Catalog;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.grlm.extract.ExtractiveTermGenerator;
import dev.grlm.systems.grlm.extract.GeneratedTerms;
import dev.grlm.systems.grlm.known.GivenTermIds;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.systems.grlm.prompt.ChatClients;
import dev.grlm.systems.grlm.prompt.PromptedNewItems;
import dev.grlm.systems.grlm.prompt.PromptedTermGenerator;
import dev.grlm.systems.grlm.prompt.PromptedTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The stage that names the items: by extraction, by a language model, or from a file.
final class TermStage {
  private static final String NAME = "terms";

  private final SystemRun<GrlmSettings> run;
  private final ChatClients clients;
  private final TermConfig terms;

  TermStage(SystemRun<GrlmSettings> run, ChatClients clients) {
    this.run = run;
    this.clients = clients;
    this.terms = run.settings().terms().withTextFields(run.shared().textFields());
  }

  Stage stage() {
    Optional<Path> given = run.inputs().identifiers();
    var inputs = new ArrayList<>(List.of(run.run().items(), run.run().neighbors()));
    given.ifPresent(inputs::add);
    return Stage.of(
        run.stage(NAME),
        given.isPresent() ? terms.extractive() : settings(),
        inputs,
        List.of(run.identifiers()),
        () -> {
          Catalog catalog = run.dataset().catalog();
          Neighbors found = run.tables().neighbors();
          if (given.isPresent()) {
            return take(given.get(), catalog, found);
          }
          return terms.generator() == TermSource.EXTRACTIVE
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
    TermIdFile.write(run.identifiers(), catalog, generated.identifiers());
    FilledTerms.write(run.folder().resolve(FilledTerms.FILE), catalog, generated);
    return new TreeMap<>(
        Map.of(
            "slots from the item's own text", generated.fromText(),
            "slots filled from neighbors", generated.fromNeighbors(),
            "slots filled from the catalogue", generated.fromCatalog(),
            "slots filled from the item's id", generated.fromItem()));
  }

  private SortedMap<String, Long> ask(Catalog catalog, Neighbors found) throws IOException {
    PromptedTerms named;
    try (ChatClient client =
        clients.open(terms, run.shared(), PromptedNewItems.answers(run.folder()))) {
      var generator =
          new PromptedTermGenerator(
              terms,
              client,
              (done, total) ->
                  run.listener().progress(run.stage(NAME), done, total, done + " items"));
      named = generator.generate(catalog, found);
    }
    if (named.left() > 0 && !terms.prompted().fallback()) {
      throw new IOException(
          "terms: %d of %d items are left without an answer: %s; the answers so far are kept, so the same command goes on from here, and --fallback ends with extracted terms"
              .formatted(named.left(), catalog.size(), named.trouble()));
    }
    TermIdFile.write(run.identifiers(), catalog, named.identifiers());
    Files.deleteIfExists(run.folder().resolve(FilledTerms.FILE)); // of extracted terms
    return named.counts();
  }

  private SortedMap<String, Long> take(Path given, Catalog catalog, Neighbors found)
      throws IOException {
    TermIdFile file = TermIdFile.read(given);
    var tokenizer =
        new GivenTermIds(file, new ExtractiveTermGenerator(terms.withLength(file.length())));
    TermIdFile.write(run.identifiers(), catalog, tokenizer.tokenize(catalog, found));
    Files.deleteIfExists(run.folder().resolve(FilledTerms.FILE));
    return tokenizer.counts(catalog);
  }
}
