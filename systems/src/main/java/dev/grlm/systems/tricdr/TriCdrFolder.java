package dev.grlm.systems.tricdr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Native;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A [TriCdr] as a folder: `config.json` with a `model_type` and every component of the config,
/// `domains.json` (see [TargetDomains]), `model.safetensors` with one float32 tensor per weight,
/// `items.json` with the ids that rows of its tables stand for. Stateless and thread-safe.
final class TriCdrFolder {
  private static final String CONFIG = "config.json";
  private static final String DOMAINS = "domains.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String ITEMS = "items.json";
  private static final String TYPE_KEY = "model_type";

  private TriCdrFolder() {}

  static List<Path> files(Path folder) {
    return List.of(
        folder.resolve(CONFIG),
        folder.resolve(DOMAINS),
        folder.resolve(WEIGHTS),
        folder.resolve(ITEMS));
  }

  /// A loaded model gives bit-identical scores.
  ///
  /// @param catalog the items it was fitted to
  static void save(TriCdr model, Catalog catalog, Path folder) throws IOException {
    var tensors = new LinkedHashMap<String, Native>();
    for (String weight : model.parameters().shapes().keySet()) {
      tensors.put(weight, Native.of(model.parameters().tensor(weight)));
    }
    SafeTensors.write(folder.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
    Json.write(folder.resolve(ITEMS), catalog.items().stream().map(Item::id).toList());
    Json.write(folder.resolve(DOMAINS), model.domains());
    ObjectNode config = Json.object().put(TYPE_KEY, TriCdrScorer.NAME);
    config.setAll((ObjectNode) Json.tree(model.config()));
    Json.write(folder.resolve(CONFIG), config);
  }

  /// @throws IOException in one line naming the file, when it is missing or broken, or was fitted
  ///   to other items or domains than those of `catalog`
  static TriCdr load(Path folder, Catalog catalog) throws IOException {
    TriCdrConfig config = config(folder.resolve(CONFIG));
    requireItems(folder.resolve(ITEMS), catalog, config);
    var model = new TriCdr(config, domains(folder.resolve(DOMAINS), catalog), catalog, 0);
    try {
      readWeights(model, folder.resolve(WEIGHTS));
      return model;
    } catch (IOException | RuntimeException failure) {
      model.close();
      throw failure;
    }
  }

  private static TriCdrConfig config(Path file) throws IOException {
    JsonNode tree = Json.read(file);
    if (!(tree instanceof ObjectNode object)) {
      throw new IOException(file + ": an object is expected");
    }
    JsonNode type = object.remove(TYPE_KEY);
    if (type == null || !type.asText().equals(TriCdrScorer.NAME)) {
      throw new IOException(
          "%s: %s is %s, not %s".formatted(file, TYPE_KEY, type, TriCdrScorer.NAME));
    }
    for (RecordComponent component : TriCdrConfig.class.getRecordComponents()) {
      if (!object.hasNonNull(component.getName())) {
        throw new IOException(file + ": " + component.getName() + " is missing");
      }
    }
    try {
      return Json.convert(object, TriCdrConfig.class);
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + ": " + firstLine(wrong), wrong);
    }
  }

  private static String firstLine(Exception wrong) {
    String reason = String.valueOf(wrong.getMessage());
    return reason.lines().findFirst().orElse(reason);
  }

  private static TargetDomains domains(Path file, Catalog catalog) throws IOException {
    TargetDomains domains = Json.read(file, TargetDomains.class);
    List<String> names = TargetDomains.names(catalog);
    if (!domains.names().equals(names)) {
      throw new IOException(
          "%s: the model was fitted to the domains %s, the items are of %s; run the train stage again"
              .formatted(file, domains.names(), names));
    }
    return domains;
  }

  private static void requireItems(Path file, Catalog catalog, TriCdrConfig config)
      throws IOException {
    List<String> fitted = Arrays.asList(Json.read(file, String[].class));
    List<String> ids = catalog.items().stream().map(Item::id).toList();
    if (config.items() != fitted.size()) {
      throw new IOException(
          "%s: %d items, the tables of the model have %d rows"
              .formatted(file, fitted.size(), config.items()));
    }
    if (!fitted.equals(ids)) {
      throw new IOException(
          "%s: the model was fitted to another catalogue, of %d items, not to that of %d; run the train stage again"
              .formatted(file, fitted.size(), ids.size()));
    }
  }

  private static void readWeights(TriCdr model, Path path) throws IOException {
    SafeTensors.File file = SafeTensors.read(path);
    var unknown = new TreeSet<>(file.names());
    for (String name : model.parameters().shapes().keySet()) {
      file.require(name, model.parameters().tensor(name));
      Tensors.overwrite(model.parameters().tensor(name), file.floats(name));
      unknown.remove(name);
    }
    if (!unknown.isEmpty()) {
      throw new IOException(path + ": no weight of the model is called '" + unknown.first() + "'");
    }
  }
}
