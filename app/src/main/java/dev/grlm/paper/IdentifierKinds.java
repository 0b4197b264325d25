package dev.grlm.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Preparation;
import dev.grlm.experiment.Variant;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an identifier is worth by itself: one decoder, one budget and one search, and only the
/// identifier differs. The decoder is that of TIGER and its kind (docs/decisions/0020), without
/// GRLM's task of naming, its numbers of items, its lookahead and its prior, none of which belongs
/// to an identifier. The first variant has the given Term IDs where there are some, and those of
/// the run's `terms` stage otherwise.
///
/// @param kept names of variants; none for all
record IdentifierKinds(List<String> kept) implements Experiment {
  private static final String DECODER = "decoder";

  IdentifierKinds {
    kept = List.copyOf(kept);
  }

  @Override
  public String name() {
    return "identifiers";
  }

  @Override
  public String question() {
    return "What is an identifier worth by itself?";
  }

  @Override
  public String claim() {
    return "GRLM's Term IDs are said to be better than semantic ids, of which the papers' tables"
        + " copy each other's figures; one decoder for all of them is in none.";
  }

  @Override
  public List<Variant> variants(RunConfig base) throws IOException {
    List<String> decoder = decoder(base);
    var all = new ArrayList<Variant>();
    all.add(terms("terms", base, decoder));
    for (MadeIdentifiers made : MadeIdentifiers.values()) {
      all.add(terms(made.word(), base, decoder));
    }
    all.add(codes("text-k-means", "tiger", base, decoder, "codebook.quantizer=\"k-means\""));
    all.add(codes("text-rq-vae", "tiger", base, decoder, "codebook.quantizer=\"rq-vae\""));
    all.add(codes("people-rq-vae", "etegrec", base, decoder, "alternation.epochs=0"));
    all.add(codes("letter", "letter", base, decoder));
    all.add(words("keywords", base, decoder));
    all.add(words("titles", base, decoder, "ids.from=\"title\"", "ids.most=10"));
    List<String> names = all.stream().map(Variant::name).toList();
    for (String name : kept) {
      if (!names.contains(name)) {
        throw new IOException(
            "there is no kind of identifier '%s'; there are %s"
                .formatted(name, String.join(", ", names)));
      }
    }
    return all.stream()
        .filter(variant ->
            kept.isEmpty() || variant.name().equals("terms") || kept.contains(variant.name()))
        .toList();
  }

  /// What TIGER's decoder is told, each as `KEY=VALUE` within that group.
  private static List<String> decoder(RunConfig base) {
    var settings = new ArrayList<String>();
    leaves("", base.tree().at("/tiger/" + DECODER), settings);
    return settings;
  }

  private static void leaves(String path, JsonNode node, List<String> settings) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = path + entry.getKey();
      if (entry.getValue().isObject()) {
        leaves(key + ".", entry.getValue(), settings);
      } else {
        settings.add(key + "=" + Json.line(entry.getValue()));
      }
    }
  }

  /// One dropout for what is summed and for what is inside, as in a decoder of codes.
  private static Variant terms(String name, RunConfig base, List<String> decoder) {
    var told = new ArrayList<>(decoder);
    told.removeIf(
        setting -> setting.startsWith("among=")); // Term IDs are always searched by branches
    told.add("inputDropout=" + base.tree().at("/tiger/" + DECODER + "/dropout"));
    told.addAll(List.of("itemNumbers=false", "lookahead=false", "stepLoss=0.0", "naming=0.0"));
    List<String> settings = of("grlm", "small", base);
    settings.addAll(others(base, "grlm.small.", told));
    return new Variant(name, settings);
  }

  /// As many words as it takes, ranked by probability as all others are.
  private static Variant words(String name, RunConfig base, List<String> decoder, String... more) {
    var told = new ArrayList<>(List.of("lengthExponents=[0.0]"));
    told.addAll(List.of(more));
    return codes(name, "idgenrec", base, decoder, told.toArray(String[]::new));
  }

  private static Variant codes(
      String name, String system, RunConfig base, List<String> decoder, String... more) {
    List<String> settings = of(system, "default", base);
    settings.addAll(others(base, system + "." + DECODER + ".", decoder));
    settings.addAll(others(base, system + ".", List.of(more)));
    return new Variant(name, settings);
  }

  /// Those that are not so already.
  private static List<String> others(RunConfig base, String group, List<String> told) {
    return told.stream()
        .filter(setting -> {
          int equals = setting.indexOf('=');
          String path = "/" + (group + setting.substring(0, equals)).replace('.', '/');
          String now = Json.line(base.tree().at(path));
          return !now.equals(setting.substring(equals + 1));
        })
        .map(setting -> group + setting)
        .toList();
  }

  /// One system by one recipe, whatever the run was told to fit.
  private static List<String> of(String system, String recipe, RunConfig base) {
    var settings = new ArrayList<>(List.of("systems=[\"" + system + "\"]"));
    settings.addAll(others(base, system + ".", List.of("recipe=\"" + recipe + "\"")));
    return settings;
  }

  @Override
  public boolean givesInputs(Variant variant) {
    return made(variant).isPresent();
  }

  private static Optional<MadeIdentifiers> made(Variant variant) {
    return Arrays.stream(MadeIdentifiers.values())
        .filter(made -> made.word().equals(variant.name()))
        .findFirst();
  }

  @Override
  public SystemRun.Inputs inputs(Variant variant, SystemRun.Inputs given, Preparation preparation)
      throws IOException {
    Optional<MadeIdentifiers> made = made(variant);
    if (made.isEmpty()) {
      return SystemRun.Inputs.NONE;
    }
    Path file = preparation.work().resolve("term_ids.tsv");
    Files.createDirectories(file.getParent());
    made.get()
        .write(
            preparation.first().dataset(),
            preparation.first().identifiers("grlm"),
            preparation.config().shared().seed(),
            file);
    return SystemRun.Inputs.identifiers(file);
  }

  /// Symbols of the slots in all, and items that share an identifier with another one.
  @Override
  public Measured measured(Fitted fitted) throws IOException {
    Identifiers identifiers = fitted.run().identifiers();
    long symbols = 0;
    for (int slot = 0; slot < identifiers.length(); slot++) {
      int place = slot;
      symbols +=
          identifiers.all().stream()
              .filter(one -> place < one.length())
              .map(one -> one.symbol(place))
              .distinct()
              .count();
    }
    long colliding =
        identifiers.groups().values().stream()
            .mapToLong(group -> group.size() > 1 ? group.size() : 0)
            .sum();
    var figures = new LinkedHashMap<String, Double>();
    figures.put("slots", (double) identifiers.length());
    figures.put("symbols", (double) symbols);
    figures.put("colliding", (double) colliding);
    Report report = fitted.report();
    return Measured.of(rows(report).getFirst(), figures);
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.count("slots", "slots"),
        Column.count("symbols", "symbols"),
        Column.count("colliding", "in collisions"),
        Column.of(Metric.RECALL_5),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_5),
        Column.of(Metric.NDCG_10));
  }
}
