package dev.grlm.system;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.evaluate.RepeatPolicy;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.words.Languages;
import dev.grlm.words.TextWords;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables that all systems of a run share, read from its files when they are first asked for.
/// Confined to one thread.
public final class RunTables {
  private final RunFolder folder;
  private @Nullable Dataset dataset;

  /// Told once: both look at many texts.
  private final Map<RunSettings, Languages> languages = new HashMap<>();

  private final Map<RunSettings, Boolean> wordless = new HashMap<>();

  public RunTables(RunFolder folder) {
    this.folder = folder;
  }

  /// The stored dataset.
  public Dataset dataset() throws IOException {
    if (dataset == null) {
      dataset = DatasetFiles.read(folder.dataset());
    }
    return dataset;
  }

  /// The nearest neighbors of every item.
  public Neighbors neighbors() throws IOException {
    return NeighborFiles.read(folder.neighbors(), dataset().catalog());
  }

  /// One row per item: of its text or, where no item has one, of what is bought with it in training
  /// positions. What a tokenizer may know of the log, it knows from here.
  public Embeddings embeddings() throws IOException {
    return EmbeddingFiles.read(folder.embeddings(), dataset().catalog().size());
  }

  /// Whether no item has a word in any of the fields that are read.
  public boolean wordless(RunSettings settings) throws IOException {
    Boolean known = wordless.get(settings);
    if (known == null) {
      var words = new TextWords(languages(settings));
      known = !words.anyIn(dataset().catalog().texts(settings.textFields()));
      wordless.put(settings, known);
    }
    return known;
  }

  /// What the texts of the items are in.
  public Languages languages(RunSettings settings) throws IOException {
    Languages known = languages.get(settings);
    if (known == null) {
      known = Languages.of(settings.language(), dataset().catalog().texts(settings.textFields()));
      languages.put(settings, known);
    }
    return known;
  }

  /// Whether items of a history may be recommended again.
  public boolean repeats(EvaluationConfig settings) throws IOException {
    return RepeatPolicy.parse(settings.repeats()).allows(dataset());
  }
}
