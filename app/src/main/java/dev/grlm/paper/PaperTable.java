package dev.grlm.paper;

import dev.grlm.experiment.Experiment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The experiments that there are, by the word they are asked for by.
public enum PaperTable {
  IN_DOMAIN("every row of a run beside what others published", ""),
  SYSTEMS("every system there is, or those of --systems, one by one", ""),
  ABLATION("what each part of the method is worth", "names of variants to keep"),
  IDENTIFIERS("one decoder, and only the identifier differs", "kinds of identifiers to keep"),
  LENGTH("terms per identifier", "lengths, 5,7,10 unless told"),
  SCALING("size of the model", "sizes of the small family, or folders of checkpoints"),
  HALLUCINATION("how many generated identifiers are items, with the trie and without", ""),
  COMPRESSION(
      "a smaller vocabulary of terms",
      "numbers of terms that remain, or shares such as 8000/54255"),
  EMBEDDER(
      "who chooses the neighbors", "dimensions of the fitted encoder, or folders of checkpoints"),
  GROUNDING("the paper's rule of grounding or its code's", ""),
  BEAMS("width of the beam search", "numbers of beams, 20,50,100 unless told"),
  COLD_START("items that nobody has bought yet", "how many are held out, 100 unless told"),
  CASE_STUDY("items and their neighbors side by side", ""),
  CROSS_DOMAIN(
      "whether a second domain helps, and whom; with --source and --target",
      "forms beside in-domain to keep: merged, separate"),
  JOINT(
      "one model of several data sets beside one of each, and its terms made fewer",
      "numbers of terms that remain, shares such as 8000/54255, or none"),
  SETTINGS("settings of your own", "KEY=VALUE each a variant; several for one joined by +");

  private final String summary;
  private final String takes;

  PaperTable(String summary, String takes) {
    this.summary = summary;
    this.takes = takes;
  }

  /// As `case-study`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it is about, in a few words.
  public String summary() {
    return summary;
  }

  /// What its values are; empty where it takes none.
  public String takes() {
    return takes;
  }

  /// Whether it is about two domains, which somebody has to name.
  public boolean takesDomains() {
    return this == CROSS_DOMAIN;
  }

  /// Whether its data sets become one.
  public boolean joinsData() {
    return this == JOINT;
  }

  /// Joint training.
  ///
  /// @param domains names of the data sets, in order
  /// @param samePersons whether users of one id are one person
  /// @param told values in its own meaning; none for those of the paper
  /// @throws IllegalArgumentException in one line, where they cannot be
  public static Experiment joint(List<String> domains, boolean samePersons, List<String> told) {
    return new JointTraining(domains, samePersons, told);
  }

  /// Whether it fits all systems there are unless it is told which.
  public boolean fitsAll() {
    return this == SYSTEMS;
  }

  /// One that is not about two domains.
  ///
  /// @param told values in its own meaning; none for those of the paper
  /// @throws IllegalArgumentException in one line, where they cannot be
  public Experiment experiment(List<String> told) {
    return experiment(told, null);
  }

  /// One about two domains of each data set.
  ///
  /// @param told values in its own meaning; none for those of the paper
  /// @param domains of one that [#takesDomains], else null
  /// @throws IllegalArgumentException in one line, where they cannot be
  public Experiment experiment(List<String> told, @Nullable DomainPair domains) {
    return experiment(told, domains, null);
  }

  /// @param told values in its own meaning; none for those of the paper
  /// @param domains of one that [#takesDomains], else null
  /// @param source data set of the source domain, where the data are those of the target domain
  ///   alone; else null
  /// @throws IllegalArgumentException in one line, where they cannot be
  public Experiment experiment(
      List<String> told, @Nullable DomainPair domains, @Nullable Path source) {
    if (takes.isEmpty() && !told.isEmpty()) {
      throw new IllegalArgumentException(word() + " takes no values, not " + told);
    }
    return switch (this) {
      case IN_DOMAIN -> new InDomain();
      case SYSTEMS -> new AllSystems();
      case ABLATION -> new Ablation(told);
      case IDENTIFIERS -> new IdentifierKinds(told);
      case LENGTH -> new Length(told);
      case SCALING -> new Scaling(told);
      case HALLUCINATION -> new Hallucination();
      case COMPRESSION -> new Compression(told);
      case EMBEDDER -> new Embedder(told);
      case GROUNDING -> new Grounding();
      case BEAMS -> new Beams(told);
      case COLD_START -> new ColdStart(told);
      case CASE_STUDY -> new CaseStudy();
      case CROSS_DOMAIN -> {
        if (domains == null) {
          throw new IllegalArgumentException(word() + " needs two domains");
        }
        yield new CrossDomain(domains, told, source);
      }
      case JOINT -> throw new IllegalArgumentException("joint needs data sets to be joined");
      case SETTINGS -> new Settings(told);
    };
  }

  /// The one that is called so.
  public static Optional<PaperTable> of(String word) {
    return Arrays.stream(values()).filter(table -> table.word().equals(word)).findFirst();
  }

  /// All words, for a message.
  public static String words() {
    return Arrays.stream(values()).map(PaperTable::word).collect(Collectors.joining(", "));
  }
}
