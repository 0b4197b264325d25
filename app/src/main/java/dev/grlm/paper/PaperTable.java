package dev.grlm.paper;

import dev.grlm.experiment.Experiment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The experiments that there are, by the word they are asked for by.
public enum PaperTable {
  IN_DOMAIN("every row of a run beside what others published", "", values -> new InDomain()),
  ABLATION("what each part of the method is worth", "names of variants to keep", Ablation::new),
  LENGTH("terms per identifier", "lengths, 5,7,10 unless told", Length::new),
  SCALING(
      "size of the model", "sizes of the small family, or folders of checkpoints", Scaling::new),
  HALLUCINATION(
      "how many generated identifiers are items, with the trie and without",
      "",
      values -> new Hallucination()),
  COMPRESSION("a smaller vocabulary of terms", "numbers of terms that remain", Compression::new),
  EMBEDDER(
      "who chooses the neighbors",
      "dimensions of the fitted encoder, or folders of checkpoints",
      Embedder::new),
  GROUNDING("the paper's rule of grounding or its code's", "", values -> new Grounding()),
  BEAMS("width of the beam search", "numbers of beams, 5,10,20,50,100 unless told", Beams::new),
  COLD_START(
      "items that nobody has bought yet", "how many are held out, 100 unless told", ColdStart::new),
  CASE_STUDY("items and their neighbors side by side", "", values -> new CaseStudy()),
  SETTINGS(
      "settings of your own",
      "KEY=VALUE each a variant; several for one joined by +",
      Settings::new);

  private final String summary;
  private final String takes;
  private final Function<List<String>, Experiment> make;

  PaperTable(String summary, String takes, Function<List<String>, Experiment> make) {
    this.summary = summary;
    this.takes = takes;
    this.make = make;
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

  /// @param told values in its own meaning; none for those of the paper
  /// @throws IllegalArgumentException in one line, where they cannot be
  public Experiment experiment(List<String> told) {
    if (takes.isEmpty() && !told.isEmpty()) {
      throw new IllegalArgumentException(word() + " takes no values, not " + told);
    }
    return make.apply(told);
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
