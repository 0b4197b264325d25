package dev.grlm.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.grlm.io.Json;
import dev.grlm.train.TrainingResult.CurvePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/// What `state.json` of a checkpoint says; see [TrainingState].
///
/// JSON has no word for numbers that are not finite: NaN is written as null, an infinity as text.
///
/// @param tensors name of the file with the tensors
/// @param bytes length of that file
/// @param bestBytes length of the file with the best weights; 0 where there is none
record CheckpointState(
    String fingerprint,
    String tensors,
    long bytes,
    long bestBytes,
    TrainingState state,
    long optimizerSteps) {
  /// Another one is not read: 1 had no steps within an epoch and the best weights among the others,
  /// 2 could hold an average of the weights and the best ones of the middle of an epoch.
  private static final int VERSION = 3;

  ObjectNode tree() {
    ObjectNode tree =
        Json.object()
            .put("version", VERSION)
            .put("fingerprint", fingerprint)
            .put("tensors", tensors)
            .put("bytes", bytes)
            .put("bestBytes", bestBytes)
            .put("epoch", state.epoch())
            .put("step", state.step())
            .put("predictions", state.predictions())
            .put("bestEpoch", state.bestEpoch())
            .put("worseSince", state.worseSince())
            .put("optimizerSteps", optimizerSteps);
    tree.set("lossSum", write(state.lossSum()));
    tree.set("bestScore", write(state.bestScore()));
    ArrayNode points = tree.putArray("curve");
    for (CurvePoint point : state.curve()) {
      ObjectNode node = points.addObject().put("epoch", point.epoch());
      node.set("loss", write(point.loss()));
      node.set("validation", write(point.validation()));
    }
    return tree;
  }

  /// @throws IOException naming `file` and the key that is missing or wrong
  static CheckpointState parse(Path file, JsonNode tree) throws IOException {
    if (tree.path("version").asInt(1) != VERSION) {
      throw new IOException(
          "%s was written by another version of this program (%s, not %d)"
              .formatted(file, tree.path("version").asText("1"), VERSION));
    }
    var curve = new ArrayList<CurvePoint>();
    for (JsonNode point : require(file, tree, "curve")) {
      curve.add(
          new CurvePoint(
              (int) count(file, point, "epoch"),
              number(file, point, "loss"),
              number(file, point, "validation")));
    }
    return new CheckpointState(
        require(file, tree, "fingerprint").asText(),
        require(file, tree, "tensors").asText(),
        count(file, tree, "bytes"),
        count(file, tree, "bestBytes"),
        new TrainingState(
            (int) count(file, tree, "epoch"),
            (int) count(file, tree, "step"),
            number(file, tree, "lossSum"),
            count(file, tree, "predictions"),
            curve,
            (int) count(file, tree, "bestEpoch"),
            number(file, tree, "bestScore"),
            (int) count(file, tree, "worseSince")),
        count(file, tree, "optimizerSteps"));
  }

  private static JsonNode write(double value) {
    if (Double.isNaN(value)) {
      return NullNode.instance;
    }
    return Double.isInfinite(value)
        ? TextNode.valueOf(Double.toString(value))
        : DoubleNode.valueOf(value);
  }

  private static double number(Path file, JsonNode tree, String key) throws IOException {
    JsonNode node = require(file, tree, key);
    if (node.isNull()) {
      return Double.NaN;
    }
    return switch (node.asText()) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      case String text when node.isNumber() -> node.asDouble();
      case String text -> throw new IOException(file + ": " + key + " is not a number: " + text);
    };
  }

  private static long count(Path file, JsonNode tree, String key) throws IOException {
    JsonNode node = require(file, tree, key);
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
      throw new IOException(file + ": " + key + " is not a count: " + node);
    }
    return node.asLong();
  }

  private static JsonNode require(Path file, JsonNode tree, String key) throws IOException {
    JsonNode node = tree.get(key);
    if (node == null) {
      throw new IOException(file + ": " + key + " is missing");
    }
    return node;
  }
}
