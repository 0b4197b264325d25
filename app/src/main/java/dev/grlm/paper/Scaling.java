package dev.grlm.paper;

import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Variant;
import dev.grlm.io.Json;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The paper's study of scaling: one recipe in several sizes.
///
/// @param told names of sizes of the small family, or folders of checkpoints for a recipe that
///   fine-tunes one
record Scaling(List<String> told) implements Experiment {
  /// Width, layers, heads; the nets inside are four and two times as wide as the model.
  private static final List<Size> SIZES =
      List.of(
          new Size("xs", 32, 1, 2),
          new Size("s", 64, 1, 4),
          new Size("m", 128, 2, 4),
          new Size("l", 192, 2, 4),
          new Size("xl", 256, 3, 8));

  private record Size(String name, int width, int layers, int heads) {
    Variant variant() {
      return Variant.of(
          name,
          "grlm.small.width=" + width,
          "grlm.small.layers=" + layers,
          "grlm.small.heads=" + heads,
          "grlm.small.hidden=" + 4 * width,
          "grlm.small.slotHidden=" + 2 * width);
    }
  }

  Scaling {
    told = List.copyOf(told);
  }

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public String question() {
    return "Does a larger model recommend better?";
  }

  @Override
  public String claim() {
    return "Quality rises with every size of Qwen3 from 0.6B to 14B (a figure; its values are not"
        + " known to us).";
  }

  @Override
  public List<Variant> variants(RunConfig base) throws IOException {
    String recipe = base.recipe("grlm");
    return switch (recipe) {
      case "small" -> sizes();
      case "qwen3" -> checkpoints("grlm.qwen3.checkpoint=");
      case "qwen3-parity" -> checkpoints("grlm.qwen3Parity.checkpoint=");
      default -> throw new IOException("there is no family of sizes for the recipe " + recipe);
    };
  }

  private List<Variant> sizes() throws IOException {
    List<String> names = SIZES.stream().map(Size::name).toList();
    for (String name : told) {
      if (!names.contains(name)) {
        throw new IOException(
            "the small family has no size '%s'; it has %s"
                .formatted(name, String.join(", ", names)));
      }
    }
    return SIZES.stream()
        .filter(size -> told.isEmpty() || told.contains(size.name()))
        .map(Size::variant)
        .toList();
  }

  private List<Variant> checkpoints(String key) throws IOException {
    if (told.isEmpty()) {
      throw new IOException("scaling over checkpoints needs --values with their folders");
    }
    var variants = new ArrayList<Variant>();
    for (String folder : told) {
      String path = Path.of(folder).toAbsolutePath().normalize().toString();
      variants.add(Variant.of(Values.slug(folder), key + Json.line(path)));
    }
    return variants;
  }

  @Override
  public Measured measured(Fitted fitted) throws IOException {
    Path model = fitted.run().folder().system("grlm").resolve("model");
    String row =
        fitted.report().results().stream()
            .filter(result -> !result.ofFloor())
            .findFirst()
            .orElseThrow()
            .name();
    return Measured.of(row, Map.of("parameters", (double) Weights.count(model)));
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.count("parameters", "parameters"),
        Column.of(Metric.RECALL_5),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_10));
  }
}
