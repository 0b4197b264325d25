package dev.grlm.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Native;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A model over item numbers as a folder: `config.json` with a `model_type` and every component of
/// its shape, `model.safetensors` with one float32 tensor per weight, `items.json` with the ids
/// that the rows of its tables stand for. A loaded model has the same bits. Stateless and
/// thread-safe.
///
/// @param type what `model_type` says
public record ItemModelFolder(String type) {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String ITEMS = "items.json";
  private static final String TYPE_KEY = "model_type";

  public static List<Path> files(Path folder) {
    return List.of(folder.resolve(CONFIG), folder.resolve(WEIGHTS), folder.resolve(ITEMS));
  }

  /// @param catalog the items it was fitted to
  public void save(SasRecConfig config, Parameters weights, Catalog catalog, Path folder)
      throws IOException {
    var tensors = new LinkedHashMap<String, Native>();
    for (String weight : weights.shapes().keySet()) {
      tensors.put(weight, Native.of(weights.tensor(weight)));
    }
    SafeTensors.write(folder.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
    Json.write(folder.resolve(ITEMS), catalog.items().stream().map(Item::id).toList());
    ObjectNode tree = Json.object().put(TYPE_KEY, type);
    tree.setAll((ObjectNode) Json.tree(config));
    Json.write(folder.resolve(CONFIG), tree);
  }

  /// @throws IOException in one line naming the file, when it is missing or broken, or the model
  ///   was fitted to other items than those of `catalog`
  public SasRecConfig config(Path folder, Catalog catalog) throws IOException {
    SasRecConfig config = readConfig(folder.resolve(CONFIG));
    requireItems(folder.resolve(ITEMS), catalog, config);
    return config;
  }

  private SasRecConfig readConfig(Path file) throws IOException {
    if (!(Json.read(file) instanceof ObjectNode tree)) {
      throw new IOException(file + ": an object is expected");
    }
    JsonNode found = tree.remove(TYPE_KEY);
    if (found == null || !found.asText().equals(type)) {
      throw new IOException(file + ": " + TYPE_KEY + " is " + found + ", not " + type);
    }
    for (RecordComponent component : SasRecConfig.class.getRecordComponents()) {
      if (!tree.hasNonNull(component.getName())) {
        throw new IOException(file + ": " + component.getName() + " is missing");
      }
    }
    try {
      return Json.convert(tree, SasRecConfig.class);
    } catch (IllegalArgumentException wrong) {
      String reason = String.valueOf(wrong.getMessage());
      throw new IOException(file + ": " + reason.lines().findFirst().orElse(reason), wrong);
    }
  }

  private static void requireItems(Path file, Catalog catalog, SasRecConfig config)
      throws IOException {
    String[] fitted = Json.read(file, String[].class);
    if (fitted.length != config.items() || fitted.length != catalog.size()) {
      throw new IOException(
          "%s: the model was fitted to %d items (its table has %d), the catalogue has %d; run the train stage again"
              .formatted(file, fitted.length, config.items(), catalog.size()));
    }
    for (int item = 0; item < fitted.length; item++) {
      String id = catalog.item(item).id();
      if (!id.equals(fitted[item])) {
        throw new IOException(
            "%s: the model was fitted to another catalogue: item %d is '%s' there and '%s' here; run the train stage again"
                .formatted(file, item + 1, fitted[item], id));
      }
    }
  }

  /// @throws IOException in one line naming the file, when it is missing or broken, or has other
  ///   weights than these
  public void fill(Parameters weights, Path folder) throws IOException {
    Path path = folder.resolve(WEIGHTS);
    SafeTensors.File file = SafeTensors.read(path);
    var unknown = new TreeSet<>(file.names());
    for (String name : weights.shapes().keySet()) {
      file.require(name, weights.tensor(name));
      Tensors.overwrite(weights.tensor(name), file.floats(name));
      unknown.remove(name);
    }
    if (!unknown.isEmpty()) {
      throw new IOException(
          path + ": the model has no weight for tensor '" + unknown.first() + "'");
    }
  }
}
