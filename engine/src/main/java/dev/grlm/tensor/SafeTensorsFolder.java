package dev.grlm.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.tensor.SafeTensors.Source;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The tensors of a Hugging Face folder: `model.safetensors`, or where that is absent the shards
/// that `model.safetensors.index.json` names. Immutable and thread-safe; the files must not change
/// meanwhile.
public final class SafeTensorsFolder {
  /// A shard is not larger, unless one tensor is.
  public static final long SHARD_BYTES = 5_000_000_000L;

  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";
  private static final String SHARD_GLOB = "model-[0-9]*-of-[0-9]*.safetensors";

  /// No path, and none of those names that lead out of the folder.
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");

  /// Hugging Face's reader asks whose layout the tensors have.
  private static final Map<String, String> METADATA = Map.of("format", "pt");

  private final Path listing;
  private final SequencedMap<String, SafeTensors.File> byName;

  private SafeTensorsFolder(Path listing, SequencedMap<String, SafeTensors.File> byName) {
    this.listing = listing;
    this.byName = Collections.unmodifiableSequencedMap(byName);
  }

  /// Reads and checks the headers of all files.
  ///
  /// @throws IOException in one line, when a file is missing or broken, or the index and the shards
  ///   contradict each other
  public static SafeTensorsFolder read(Path folder) throws IOException {
    Path index = folder.resolve(INDEX);
    Path single = folder.resolve(SINGLE);
    var byName = new LinkedHashMap<String, SafeTensors.File>();
    if (Files.notExists(single) && Files.notExists(index)) {
      throw ForeignWeights.noneIn(folder, SINGLE);
    }
    if (Files.exists(single)) {
      SafeTensors.File file = SafeTensors.read(single);
      file.names().forEach(name -> byName.put(name, file));
      return new SafeTensorsFolder(single, byName);
    }
    JsonNode map = Json.readForeign(index).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw new IOException(index + ": key 'weight_map' must name the shard of every tensor");
    }
    requireShards(index, map);
    var shards = new TreeMap<String, SafeTensors.File>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String shard = shardName(index, entry.getKey(), entry.getValue());
      if (!shards.containsKey(shard)) {
        shards.put(shard, SafeTensors.read(folder.resolve(shard)));
      }
      SafeTensors.File file = shards.get(shard);
      if (!file.names().contains(entry.getKey())) {
        throw new IOException(
            "%s: tensor '%s' is not in %s, where %s has it"
                .formatted(index, entry.getKey(), shard, "weight_map"));
      }
      byName.put(entry.getKey(), file);
    }
    for (SafeTensors.File file : shards.values()) {
      for (String name : file.names()) {
        if (byName.get(name) != file) {
          throw new IOException(
              "%s: tensor '%s' of %s is not listed for it"
                  .formatted(index, name, file.path().getFileName()));
        }
      }
    }
    return new SafeTensorsFolder(index, byName);
  }

  private static String shardName(Path index, String tensor, JsonNode name) throws IOException {
    String text = name.asText();
    if (!name.isTextual() || !FILE_NAME.matcher(text).matches()) {
      throw new IOException(
          "%s: the shard of tensor '%s' must be a file name in this folder, found %s"
              .formatted(index, tensor, name));
    }
    return text;
  }

  private static void requireShards(Path index, JsonNode map) throws IOException {
    var named = new TreeSet<String>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      named.add(shardName(index, entry.getKey(), entry.getValue()));
    }
    List<String> missing =
        named.stream().filter(shard -> Files.notExists(index.resolveSibling(shard))).toList();
    if (!missing.isEmpty()) {
      String others = missing.size() == 1 ? "" : " and %d more".formatted(missing.size() - 1);
      throw new IOException(
          "%s: shard %s%s of %d is named there, but does not exist; fetch what is missing"
              .formatted(index, missing.getFirst(), others, named.size()));
    }
  }

  /// The file that says which tensors there are.
  public Path listing() {
    return listing;
  }

  public SequencedSet<String> names() {
    return byName.sequencedKeySet();
  }

  /// How many values all tensors have.
  public double values() throws IOException {
    double all = 0;
    for (Map.Entry<String, SafeTensors.File> tensor : byName.entrySet()) {
      double values = 1;
      for (long size : tensor.getValue().shape(tensor.getKey())) {
        values *= size;
      }
      all += values;
    }
    return all;
  }

  /// The file that has the tensor.
  ///
  /// @throws IOException naming the place, when there is no such tensor
  public SafeTensors.File file(String name) throws IOException {
    SafeTensors.File file = byName.get(name);
    if (file == null) {
      throw new IOException(listing + ": tensor '" + name + "' is missing");
    }
    return file;
  }

  /// Writes one file, or shards and their index where all tensors take more than `shardBytes`; each
  /// file whole or not at all, the index last. Then deletes weight files of an earlier model, which
  /// a reader might prefer.
  ///
  /// @param shardBytes of the values of one file; a larger tensor gets a shard of its own
  /// @throws IOException naming the file that could not be written
  public static void write(
      Path folder, SequencedMap<String, ? extends Source> tensors, long shardBytes)
      throws IOException {
    if (shardBytes < 1) {
      throw new IllegalArgumentException("a shard needs at least one byte: " + shardBytes);
    }
    List<SequencedMap<String, Source>> shards = split(tensors, shardBytes);
    if (shards.size() == 1) {
      SafeTensors.write(folder.resolve(SINGLE), shards.getFirst(), METADATA);
      deleteOthers(folder, Set.of(SINGLE));
      return;
    }
    var shardOf = new TreeMap<String, String>();
    for (int i = 0; i < shards.size(); i++) {
      String name = "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
      SafeTensors.write(folder.resolve(name), shards.get(i), METADATA);
      shards.get(i).keySet().forEach(tensor -> shardOf.put(tensor, name));
    }
    ObjectNode index = Json.object();
    long total = tensors.values().stream().mapToLong(Source::bytes).sum();
    index.putObject("metadata").put("total_size", total);
    index.set("weight_map", Json.tree(shardOf));
    Json.write(folder.resolve(INDEX), index);
    var kept = new TreeSet<>(shardOf.values());
    kept.add(INDEX);
    deleteOthers(folder, kept);
  }

  /// In order; at least one part.
  private static List<SequencedMap<String, Source>> split(
      SequencedMap<String, ? extends Source> tensors, long shardBytes) {
    var shards = new ArrayList<SequencedMap<String, Source>>();
    SequencedMap<String, Source> current = new LinkedHashMap<>();
    long taken = 0;
    for (Map.Entry<String, ? extends Source> tensor : tensors.entrySet()) {
      long bytes = tensor.getValue().bytes();
      if (!current.isEmpty() && taken + bytes > shardBytes) {
        shards.add(current);
        current = new LinkedHashMap<>();
        taken = 0;
      }
      current.put(tensor.getKey(), tensor.getValue());
      taken += bytes;
    }
    shards.add(current);
    return shards;
  }

  private static void deleteOthers(Path folder, Set<String> kept) throws IOException {
    for (String name : List.of(SINGLE, INDEX)) {
      if (!kept.contains(name)) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
    try (DirectoryStream<Path> shards = Files.newDirectoryStream(folder, SHARD_GLOB)) {
      for (Path shard : shards) {
        if (!kept.contains(shard.getFileName().toString())) {
          Files.delete(shard);
        }
      }
    }
  }
}
