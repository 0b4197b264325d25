package dev.grlm.paper;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Preparation;
import dev.grlm.experiment.Variant;
import dev.grlm.io.AtomicFile;
import dev.grlm.paper.AskedPersons.Group;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Identifying;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunTables;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One model of several domains and one of each: what a domain gains or loses by the others, whose
/// terms it then shares, and how few terms the joint vocabulary may have. All models are asked for
/// the same targets of the same persons.
///
/// @param domains names in order, the growth of the vocabulary is in this order
/// @param samePersons whether somebody may be in several domains
/// @param told sizes of the smaller vocabularies, or `none`; empty for the paper's shares
record JointTraining(List<String> domains, boolean samePersons, List<String> told)
    implements Experiment {
  private static final String JOINT = "joint";
  private static final String ALONE = "alone-";

  /// What is told where no vocabulary is to be made smaller.
  private static final String NONE = "none";

  JointTraining {
    domains = List.copyOf(domains);
    told = List.copyOf(told);
    if (domains.size() < 2) {
      throw new IllegalArgumentException("joint training is of two domains at least: " + domains);
    }
    var _ = smaller(told);
  }

  private static SmallerVocabularies smaller(List<String> told) {
    return told.equals(List.of(NONE))
        ? new SmallerVocabularies(List.of())
        : SmallerVocabularies.of(told, SmallerVocabularies.RATIOS);
  }

  @Override
  public String name() {
    return JOINT;
  }

  @Override
  public String question() {
    return "Is one model of %d domains as good as one of each?".formatted(domains.size());
  }

  @Override
  public String claim() {
    return "One model of ten Amazon domains has R@10 .0664 and N@10 .0387 on average, no less than"
        + " ten models; its 54,255 terms become 8,000, 5,000 and 3,000 with a loss below 1 %.";
  }

  @Override
  public List<Report.Published> published(Fitted fitted) {
    return List.of();
  }

  /// The joint one first, of which the smaller vocabularies are made.
  @Override
  public List<Variant> variants(RunConfig base) {
    var variants = new ArrayList<Variant>();
    variants.add(Variant.of(JOINT));
    domains.forEach(domain -> variants.add(Variant.of(alone(domain))));
    if (base.fitted().equals(List.of(SmallerVocabularies.SYSTEM))) {
      variants.addAll(smaller(told).variants());
    } else if (base.fitted().contains(SmallerVocabularies.SYSTEM)) {
      variants.addAll(smaller(told).variants("systems=[\"" + SmallerVocabularies.SYSTEM + "\"]"));
    }
    return variants;
  }

  private static String alone(String domain) {
    return ALONE + Values.slug(domain);
  }

  @Override
  public boolean givesInputs(Variant variant) {
    return smaller(told).size(variant).isPresent();
  }

  @Override
  public SystemRun.Inputs inputs(Variant variant, SystemRun.Inputs given, Preparation preparation)
      throws IOException {
    return givesInputs(variant) ? smaller(told).inputs(variant, preparation) : given;
  }

  /// What the report says of all targets together is in the report.
  @Override
  public List<String> rows(Report report) {
    return List.of();
  }

  private static Path persons(Path work) {
    return work.resolve("persons.tsv");
  }

  @Override
  public Path data(Variant variant, Path data, long seed, Path work) throws IOException {
    JointDomains joint = JointDomains.of(DatasetReader.read(data), data.toString());
    Dataset own =
        domains.stream()
            .filter(domain -> alone(domain).equals(variant.name()))
            .findFirst()
            .map(joint::alone)
            .orElseGet(joint::joint);
    Path folder = work.resolve("data");
    Files.createDirectories(folder);
    DatasetFiles.write(folder, own);
    joint.asked().write(persons(work));
    return folder;
  }

  @Override
  public Measured measured(Fitted fitted) throws IOException {
    boolean alone = fitted.variant().name().startsWith(ALONE);
    AskedPersons asked = AskedPersons.read(persons(fitted.work()));
    List<Group> groups = samePersons ? List.of(Group.values()) : List.of(Group.ALL);
    DomainRows rows = DomainRows.of(fitted, asked, domains, groups, alone);
    Measured measured = rows.measured();
    if (!alone) {
      measured = measured.and(JointRows.together(rows, asked));
    }
    return measured.and(vocabulary(fitted, alone));
  }

  /// Of every system that names items by words.
  private Measured vocabulary(Fitted fitted, boolean alone) throws IOException {
    RunFolder folder = fitted.run().folder();
    Dataset dataset = new RunTables(folder).dataset();
    Measured all = Measured.NOTHING;
    List<FittedSystem> opened =
        new RunStages(folder, fitted.config(), fitted.listener()).openLearned();
    try {
      for (FittedSystem system : opened) {
        if (system instanceof Identifying identifying) {
          String row = system.rows().getFirst().name();
          var vocabulary =
              JointVocabulary.of(identifying.identifiers(), dataset.catalog(), domains);
          all = all.and(JointRows.vocabulary(row, vocabulary, alone));
          if (!alone) {
            Path file = fitted.pages().resolve("vocabulary-" + Values.slug(row) + ".tsv");
            Files.createDirectories(fitted.pages());
            AtomicFile.writeText(
                file, writer -> writer.write(String.join("\n", vocabulary.lines()) + "\n"));
          }
        }
      }
    } finally {
      opened.forEach(FittedSystem::close);
    }
    return all;
  }

  /// A domain's row of the joint model with that of its own; fewer terms with the joint one.
  @Override
  public Optional<String> comparedWith(Variant variant, String row) {
    if (givesInputs(variant)) {
      return Optional.of(JOINT);
    }
    if (!variant.name().equals(JOINT)) {
      return Optional.of(variant.name());
    }
    for (String domain : domains) {
      for (Group group : Group.values()) {
        if (row.endsWith(DomainRows.name("", domain, group))) {
          return Optional.of(alone(domain));
        }
      }
    }
    return Optional.of(JOINT);
  }

  @Override
  public String minus() {
    return "alone/joint";
  }

  @Override
  public List<String> notes(List<Line> lines) {
    return new JointNotes(domains, lines).sentences();
  }

  @Override
  public List<Column> columns() {
    var columns = new ArrayList<Column>();
    columns.add(Column.count("users", "users"));
    columns.add(DomainRows.AGAIN);
    columns.add(Column.count("terms", "terms"));
    columns.add(Column.count("soFar", "terms so far"));
    columns.add(Column.count("shared", "in several domains"));
    columns.add(Column.count("colliding", "in collisions"));
    columns.add(Column.count("across", "across domains"));
    columns.add(Column.of(Metric.RECALL_5));
    columns.add(Column.of(Metric.RECALL_10));
    columns.add(Column.of(Metric.NDCG_5));
    columns.add(Column.of(Metric.NDCG_10));
    columns.add(Column.of(Metric.RECALL_10, DomainRows.ASKED, "R@10 in its domain"));
    columns.add(Column.of(Metric.NDCG_10, DomainRows.ASKED, "N@10 in its domain"));
    return columns;
  }
}
