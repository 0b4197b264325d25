package dev.grlm.codebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A [Quantizer] as a folder: `quantizer.json` with the `kind`, of k-means whether what is left of
/// a vector is made `unit`, and of an RQ-VAE the `shape`; `quantizer.safetensors` with the code
/// books `levels.0`, `levels.1`, … and, of an RQ-VAE, the weights of its nets, `means` and
/// `deviations`. Stateless.
public final class QuantizerFolder {
  private static final String CONFIG = "quantizer.json";
  private static final String TENSORS = "quantizer.safetensors";
  private static final String KIND = "kind";
  private static final String UNIT = "unit";
  private static final String SHAPE = "shape";
  private static final String MEANS = "means";
  private static final String DEVIATIONS = "deviations";

  private QuantizerFolder() {}

  public static List<Path> files(Path folder) {
    return List.of(folder.resolve(CONFIG), folder.resolve(TENSORS));
  }

  /// A loaded one gives the same codes.
  public static void save(Quantizer quantizer, Path folder) throws IOException {
    var tensors = new LinkedHashMap<String, Floats>();
    ObjectNode config = Json.object();
    switch (quantizer) {
      case KMeansQuantizer(Codebooks books) -> {
        config.put(KIND, QuantizerKind.K_MEANS.word());
        config.put(UNIT, books.unit());
        for (int level = 0; level < books.levels(); level++) {
          tensors.put(RqVae.bookName(level), floats(books.books().get(level)));
        }
      }
      case RqVaeQuantizer(RqVae model, Standardization standardization) -> {
        config.put(KIND, QuantizerKind.RQ_VAE.word());
        config.set(SHAPE, Json.tree(model.shape()));
        model
            .parameters()
            .shapes()
            .forEach((name, shape) ->
                tensors.put(
                    name, new Floats(shape, Tensors.toFloats(model.parameters().tensor(name)))));
        tensors.put(MEANS, floats(standardization.means()));
        tensors.put(DEVIATIONS, floats(standardization.deviations()));
      }
    }
    SafeTensors.write(folder.resolve(TENSORS), tensors, Map.of("format", "pt"));
    Json.write(folder.resolve(CONFIG), config);
  }

  private static Floats floats(float[] values) {
    return new Floats(new long[] {values.length}, values);
  }

  private static Floats floats(Matrix book) {
    var values = new float[book.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) book.values()[i];
    }
    return new Floats(new long[] {book.rows(), book.columns()}, values);
  }

  /// @return to be closed by the caller
  /// @throws IOException in one line naming the file, when it is missing or broken
  public static Quantizer load(Path folder) throws IOException {
    Path file = folder.resolve(CONFIG);
    JsonNode config = Json.read(file);
    try {
      return switch (QuantizerKind.parse(config.path(KIND).asText())) {
        case K_MEANS -> {
          boolean unit = unit(config);
          yield new KMeansQuantizer(books(tensors(folder), unit));
        }
        case RQ_VAE -> {
          RqVaeShape shape = Json.convert(config.path(SHAPE), RqVaeShape.class);
          yield rqVae(tensors(folder), shape);
        }
      };
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  /// Books of earlier versions do not say, and their vectors were not what these are.
  private static boolean unit(JsonNode config) {
    if (!config.path(UNIT).isBoolean()) {
      throw new IllegalArgumentException(
          "'"
              + UNIT
              + "' must be true or false, is "
              + config.path(UNIT)
              + "; make the codes again");
    }
    return config.path(UNIT).booleanValue();
  }

  private static SafeTensors.File tensors(Path folder) throws IOException {
    return SafeTensors.read(folder.resolve(TENSORS));
  }

  private static Codebooks books(SafeTensors.File tensors, boolean unit) throws IOException {
    int levels =
        (int)
            IntStream.range(0, Codes.MOST_LEVELS)
                .filter(level -> tensors.names().contains(RqVae.bookName(level)))
                .count();
    var books = new ArrayList<Matrix>();
    for (int level = 0; level < levels; level++) {
      String name = RqVae.bookName(level);
      long[] shape = tensors.shape(name);
      float[] values = tensors.floats(name);
      if (shape.length != 2) {
        throw new IOException(tensors.path() + ": tensor '" + name + "' is not codes × width");
      }
      books.add(
          new Matrix(
              (int) shape[0],
              (int) shape[1],
              IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray()));
    }
    try {
      return new Codebooks(books, unit);
    } catch (IllegalArgumentException wrong) {
      throw new IOException(tensors.path() + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Quantizer rqVae(SafeTensors.File tensors, RqVaeShape shape) throws IOException {
    var model = new RqVae(shape, 0);
    try {
      for (String name : model.parameters().shapes().keySet()) {
        tensors.require(name, model.parameters().tensor(name));
        tensors.copyTo(name, model.parameters().tensor(name));
      }
      return new RqVaeQuantizer(
          model, new Standardization(tensors.floats(MEANS), tensors.floats(DEVIATIONS)));
    } catch (IOException | RuntimeException failure) {
      model.close();
      throw failure;
    }
  }
}
