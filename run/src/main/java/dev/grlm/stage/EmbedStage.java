package dev.grlm.stage;

import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.embed.CheckpointEncoder;
import dev.grlm.embed.CheckpointEncoderConfig.Kind;
import dev.grlm.embed.CoPurchases;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.Encoders;
import dev.grlm.embed.LsaEncoder;
import dev.grlm.embed.PartialEmbeddings;
import dev.grlm.embed.PretrainedEncoder;
import dev.grlm.embed.PretrainedEncoders;
import dev.grlm.embed.TextEncoder;
import dev.grlm.embed.WordlessEncoder;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.system.LaterSettings;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.words.Languages;
import dev.grlm.words.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the stage `embed`: item texts → RUN/encoder, RUN/embeddings.safetensors.
///
/// @param tables what the stage before made
/// @param listener hears how long work goes on
record EmbedStage(RunFolder folder, RunSettings settings, RunTables tables, RunListener listener) {
  Stage stage() {
    return new Stage("embed", this::encoding, inputs(), this::embedded, this::work);
  }

  private List<Path> inputs() {
    var inputs = new ArrayList<>(List.of(folder.items()));
    if (settings.encoder().kind() == Kind.CHECKPOINT) {
      inputs.add(Path.of(settings.encoder().checkpoint()).resolve("config.json"));
    }
    return inputs;
  }

  private SortedMap<String, Long> work() throws IOException {
    List<String> texts = texts();
    return switch (settings.encoder().kind()) {
      case FITTED -> fitAndEncode(texts);
      case CHECKPOINT -> byCheckpoint(texts);
      case PRETRAINED -> byPretrained(texts);
    };
  }

  private List<Path> embedded() {
    var outputs = new ArrayList<>(Encoders.files(folder.encoder(), settings.encoder()));
    outputs.add(folder.embeddings());
    return outputs;
  }

  private List<String> texts() throws IOException {
    return tables.dataset().catalog().texts(settings.textFields());
  }

  /// English alone is not named: runs that were made before there were others are as they were.
  private SortedMap<String, Object> encoding() throws IOException {
    var values = new TreeMap<String, Object>(Map.of("textFields", settings.textFields()));
    switch (settings.encoder().kind()) {
      case FITTED -> {
        values.put("lsa", settings.embedding());
        Languages languages = tables.languages(settings);
        if (!languages.onlyEnglish()) {
          values.put("languages", languages.codes());
        }
        if (tables.wordless(settings)) {
          values.put("log", Fingerprint.sha256(folder.interactions()));
        }
      }
      case CHECKPOINT -> {
        values.put("checkpoint", LaterSettings.told(settings.encoder(), Set.of("pretrained")));
        values.put("precision", settings.placement().precision());
      }
      case PRETRAINED -> values.put("pretrained", pretrained().origin());
    }
    return values;
  }

  private PretrainedEncoder pretrained() throws IOException {
    return PretrainedEncoders.named(settings.encoder().pretrained());
  }

  private SortedMap<String, Long> fitAndEncode(List<String> texts) throws IOException {
    if (tables.wordless(settings)) {
      return encodeByLog();
    }
    Languages languages = tables.languages(settings);
    LsaEncoder encoder = LsaEncoder.fit(texts, settings.embedding(), languages);
    Encoders.save(folder.encoder(), encoder);
    EmbeddingFiles.write(folder.embeddings(), encoder, texts);
    var counts = new TreeMap<String, Long>();
    counts.put("dimensions", (long) encoder.dimensions());
    counts.put("words", (long) encoder.vocabularySize());
    if (encoder.minimumDocuments() < settings.embedding().minimumDocuments()) {
      counts.put(
          "words that one item alone has, read because no word is in %d items"
              .formatted(settings.embedding().minimumDocuments()),
          (long) encoder.vocabularySize());
    }
    for (String text : texts) {
      Scripts.of(text)
          .forEach(script -> counts.merge("items with " + languages.told(script), 1L, Long::sum));
    }
    return counts;
  }

  /// No item has a word: what is bought together stands for what is alike.
  private SortedMap<String, Long> encodeByLog() throws IOException {
    Dataset dataset = tables.dataset();
    var purchases =
        CoPurchases.of(
            dataset.catalog().size(), dataset.histories().stream().map(Split::training).toList());
    Embeddings embeddings = purchases.embeddings(settings.embedding());
    Encoders.save(folder.encoder(), new WordlessEncoder(embeddings.dimensions()));
    EmbeddingFiles.write(folder.embeddings(), embeddings);
    return new TreeMap<>(
        Map.of(
            "dimensions",
            (long) embeddings.dimensions(),
            "items without text, embedded by what is bought with them",
            dataset.catalog().size() - purchases.unseen(),
            "items without text that no training history has",
            purchases.unseen()));
  }

  private SortedMap<String, Long> byCheckpoint(List<String> texts) throws IOException {
    try (CheckpointEncoder encoder =
        CheckpointEncoder.load(settings.encoder(), settings.placement())) {
      encode(encoder, texts);
      Encoders.refer(folder.encoder(), settings.encoder());
      return new TreeMap<>(
          Map.of(
              "dimensions",
              (long) encoder.dimensions(),
              "texts cut to the longest length",
              encoder.textsCut()));
    }
  }

  private SortedMap<String, Long> byPretrained(List<String> texts) throws IOException {
    PretrainedEncoder pretrained = pretrained();
    try (TextEncoder encoder = pretrained.load()) {
      encode(encoder, texts);
      Encoders.refer(folder.encoder(), pretrained);
      return new TreeMap<>(Map.of("dimensions", (long) encoder.dimensions()));
    }
  }

  /// What is done of a long catalogue is kept beside the result.
  private void encode(TextEncoder encoder, List<String> texts) throws IOException {
    Files.createDirectories(folder.encoder());
    var partial =
        new PartialEmbeddings(
            folder.encoder().resolve("rows.partial"),
            Json.line(encoding()) + Fingerprint.byName(List.of(folder.items())));
    EmbeddingFiles.write(
        folder.embeddings(),
        partial.encode(
            encoder, texts, done -> listener.progress("embed", done, texts.size(), "items")));
    partial.delete();
  }
}
