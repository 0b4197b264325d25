package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Variant;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.AtomicFile;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.Page;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The paper's case study: items beside their nearest neighbors, with the identifier of each
/// system, named with neighbors in view and without. A page per variant; the table counts what the
/// identifiers of neighbors have in common.
record CaseStudy() implements Experiment {
  private static final int GROUPS = 10;
  private static final int NEIGHBORS = 4;

  @Override
  public String name() {
    return "case-study";
  }

  @Override
  public String question() {
    return "What do the identifiers of like items look like?";
  }

  @Override
  public String claim() {
    return "Seen beside their neighbors, items agree in the terms for what is shared and differ in"
        + " those for what is their own (case study).";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return List.of(Variant.of("beside-neighbors"), Variant.of("alone", "grlm.terms.neighbors=0"));
  }

  @Override
  public Measured measured(Fitted fitted) throws IOException {
    Catalog catalog = fitted.run().catalog();
    Neighbors neighbors = NeighborFiles.read(fitted.run().folder().neighbors(), catalog);
    Files.createDirectories(fitted.pages());
    String page = page(fitted, catalog, neighbors);
    Path file = fitted.pages().resolve("items.html");
    AtomicFile.writeText(file, writer -> writer.write(page));
    fitted.listener().message("items side by side: " + file);
    return Measured.NOTHING;
  }

  /// By system, where it has identifiers of its own.
  private static SequencedMap<String, Identifiers> identifiers(Fitted fitted, Catalog catalog)
      throws IOException {
    var identifiers = new LinkedHashMap<String, Identifiers>();
    for (String system : fitted.run().config().fitted()) {
      Path file = fitted.run().folder().identifiers(system);
      if (Files.exists(file)) {
        identifiers.put(system, TermIdFile.identifiers(file, catalog));
      }
    }
    return identifiers;
  }

  private String page(Fitted fitted, Catalog catalog, Neighbors neighbors) throws IOException {
    SequencedMap<String, Identifiers> identifiers = identifiers(fitted, catalog);
    var body = new StringBuilder();
    body.append("<h1>").append(Html.escape(question())).append("</h1>\n");
    body.append(Html.paragraph("Variant: " + fitted.variant().name()));
    int groups = Math.min(GROUPS, catalog.size());
    for (int group = 0; group < groups; group++) {
      int item = (int) ((long) group * catalog.size() / groups);
      body.append(group(item, catalog, neighbors, identifiers));
    }
    return Page.html(name() + ": " + fitted.variant().name(), body.toString());
  }

  private static String group(
      int item,
      Catalog catalog,
      Neighbors neighbors,
      SequencedMap<String, Identifiers> identifiers) {
    var headings = new ArrayList<>(List.of("item"));
    headings.addAll(identifiers.sequencedKeySet());
    var table = new HtmlTable(catalog.item(item).title() + " and its neighbors", headings);
    var members = new ArrayList<>(List.of(item));
    for (int neighbor : neighbors.items()[item]) {
      if (members.size() <= NEIGHBORS) {
        members.add(neighbor);
      }
    }
    for (int member : members) {
      var cells = new ArrayList<>(List.of(Html.escape(catalog.item(member).title())));
      for (Map.Entry<String, Identifiers> system : identifiers.entrySet()) {
        cells.add(Html.escape(String.join(" · ", system.getValue().of(member).symbols())));
      }
      table.row("", cells);
    }
    return table.html();
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.share("identifiers.sharedWithNeighbors", "terms shared with neighbors"),
        Column.share("identifiers.sharedAtRandom", "shared at random"),
        Column.count("identifiers.collidingItems", "in collisions"),
        Column.of(Metric.NDCG_10));
  }
}
