package dev.grlm.systems.grlm;

import dev.grlm.chat.ChatClient;
import dev.grlm.data.Catalog;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.Fingerprint;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.grlm.extract.ExtractiveTermGenerator;
import dev.grlm.systems.grlm.extract.GeneratedTerms;
import dev.grlm.systems.grlm.grouped.GroupedTermIds;
import dev.grlm.systems.grlm.known.GivenTermIds;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.systems.grlm.prompt.ChatClients;
import dev.grlm.systems.grlm.prompt.PromptedNewItems;
import dev.grlm.systems.grlm.prompt.PromptedTermGenerator;
import dev.grlm.systems.grlm.prompt.PromptedTerms;
import dev.grlm.words.Languages;
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
  private final int mostExhaustive;

  /// @param mostExhaustive items of the largest catalogue of which each is scored for each user:
  ///   the first stage that knows the catalogue refuses a larger one, not the report after all
  ///   training
  TermStage(SystemRun<GrlmSettings> run, ChatClients clients, int mostExhaustive) {
    this.mostExhaustive = mostExhaustive;
    this.run = run;
    this.clients = clients;
    this.terms = run.settings().terms().withTextFields(run.shared().textFields());
  }

  Stage stage() {
    Optional<Path> given = run.inputs().identifiers();
    var inputs = new ArrayList<>(List.of(run.run().items(), run.run().neighbors()));
    given.ifPresent(inputs::add);
    return new Stage(
        run.stage(NAME),
        () -> settings(given.isPresent()),
        inputs,
        () -> List.of(run.identifiers()),
        () -> {
          Catalog catalog = run.dataset().catalog();
          run.shared().decoding().requireSize(catalog.size(), mostExhaustive);
          Neighbors found = run.tables().neighbors();
          if (given.isPresent()) {
            return take(given.get(), catalog, found);
          }
          if (wordless()) {
            return group(catalog, found);
          }
          return terms.generator() == TermSource.EXTRACTIVE
              ? extract(catalog, found)
              : ask(catalog, found);
        });
  }

  private boolean wordless() throws IOException {
    return run.tables().wordless(run.shared());
  }

  /// What the identifiers depend on: not how calls are made, but what they say. English alone is
  /// not named: runs that were made before there were other languages are as they were.
  private Object settings(boolean given) throws IOException {
    boolean extractive = given || terms.generator() == TermSource.EXTRACTIVE;
    Languages languages = run.tables().languages(run.shared());
    boolean wordless = wordless();
    if (extractive && languages.onlyEnglish() && !wordless) {
      return terms.extractive();
    }
    var values = new TreeMap<String, Object>(Map.of("terms", terms.extractive()));
    if (!languages.onlyEnglish()) {
      values.put("languages", languages.codes());
    }
    if (wordless) {
      values.put(
          "groups", Fingerprint.byName(List.of(run.run().embeddings(), run.run().interactions())));
      values.put("seed", run.shared().seed());
    }
    if (!extractive) {
      values.put("generator", terms.generator());
      values.put("prompted", terms.prompted().withDefaultCalls());
      values.put("templates", Integer.toHexString(PromptedTermGenerator.templates().hashCode()));
    }
    return values;
  }

  /// The items have no text to be named by.
  private SortedMap<String, Long> group(Catalog catalog, Neighbors found) throws IOException {
    if (terms.generator() != TermSource.EXTRACTIVE) {
      throw new IOException(
          "%s: no item has a text that a language model could name it by; give Term IDs (--term-ids) or leave the generator %s out, and the log names the items"
              .formatted(run.run().items(), terms.generator().word()));
    }
    GroupedTermIds tokenizer = grouped(terms.length());
    TermIdFile.write(run.identifiers(), catalog, tokenizer.tokenize(catalog, found));
    return tokenizer.counts();
  }

  private GroupedTermIds grouped(int length) throws IOException {
    return new GroupedTermIds(
        run.tables().embeddings(), run.dataset().popularity(), length, run.shared().seed());
  }

  private SortedMap<String, Long> extract(Catalog catalog, Neighbors found) throws IOException {
    GeneratedTerms generated =
        new ExtractiveTermGenerator(terms, run.shared().language()).generate(catalog, found);
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
                  run.listener().progress(run.stage(NAME), done, total, done + " items"),
              run.shared().language());
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
    boolean wordless = wordless();
    ItemTokenizer fallback =
        wordless
            ? grouped(file.length())
            : new ExtractiveTermGenerator(terms.withLength(file.length()), run.shared().language());
    var tokenizer = new GivenTermIds(file, fallback);
    TermIdFile.write(run.identifiers(), catalog, tokenizer.tokenize(catalog, found));
    Files.deleteIfExists(run.folder().resolve(FilledTerms.FILE));
    var counts = new TreeMap<>(tokenizer.counts(catalog));
    long missing = tokenizer.missing(catalog).size();
    if (wordless && missing > 0) {
      counts.put(GroupedTermIds.NAMED, missing);
    }
    return counts;
  }
}
