package dev.grlm.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.tensor.SafeTensors.DataType;
import dev.grlm.tensor.SafeTensors.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The JSON header of a safetensors file: where each tensor lies. Immutable.
record SafeTensorsHeader(
    SequencedMap<String, Entry> entries, SequencedMap<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;

  SafeTensorsHeader {
    entries = Collections.unmodifiableSequencedMap(entries);
    metadata = Collections.unmodifiableSequencedMap(metadata);
  }

  /// @param begin first byte of the values, counted from the end of the header
  /// @param end one past the last
  record Entry(DataType type, long[] shape, long begin, long end) {
    long bytes() {
      return end - begin;
    }
  }

  /// The header's bytes, padded.
  static byte[] render(
      SequencedMap<String, ? extends Source> tensors, Map<String, String> metadata) {
    ObjectNode header = Json.object();
    if (!metadata.isEmpty()) {
      header.set(METADATA, Json.tree(new TreeMap<>(metadata)));
    }
    long begin = 0;
    for (Map.Entry<String, ? extends Source> tensor : tensors.entrySet()) {
      if (tensor.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("a tensor cannot be named '" + METADATA + "'");
      }
      long end = begin + tensor.getValue().bytes();
      ObjectNode entry = header.putObject(tensor.getKey());
      entry.put("dtype", tensor.getValue().type().name());
      entry.set("shape", Json.tree(tensor.getValue().shape()));
      entry.set("data_offsets", Json.tree(new long[] {begin, end}));
      begin = end;
    }
    byte[] text = Json.line(header).getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  /// @param dataBytes how many bytes follow the header; the tensors must cover them exactly
  /// @throws IOException naming the file and the tensor at fault
  static SafeTensorsHeader parse(Path file, String text, long dataBytes) throws IOException {
    JsonNode root;
    try {
      root = Json.parse(text);
    } catch (IOException broken) {
      throw new IOException(file + ": header: " + broken.getMessage(), broken);
    }
    if (!root.isObject()) {
      throw new IOException(file + ": the header is not a JSON object");
    }
    requireWhole(file, root, dataBytes);
    var entries = new LinkedHashMap<String, Entry>();
    var metadata = new LinkedHashMap<String, String>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        parseMetadata(file, field.getValue(), metadata);
      } else {
        String place = file + ": tensor '" + field.getKey() + "'";
        entries.put(field.getKey(), parseEntry(place, field.getValue(), dataBytes));
      }
    }
    checkCover(file, entries, dataBytes);
    return new SafeTensorsHeader(entries, metadata);
  }

  /// A download that broke off has a whole header and lacks the end of the values.
  private static void requireWhole(Path file, JsonNode root, long dataBytes) throws IOException {
    long end = 0;
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      end = Math.max(end, field.getValue().path("data_offsets").path(1).asLong());
    }
    if (end > dataBytes) {
      throw new IOException(
          "%s: truncated: its tensors take %d bytes, and %d are there; fetch the file again"
              .formatted(file, end, dataBytes));
    }
  }

  private static void parseMetadata(Path file, JsonNode node, Map<String, String> metadata)
      throws IOException {
    if (!node.isObject()) {
      throw new IOException(file + ": " + METADATA + " is not a JSON object");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw new IOException(
            "%s: %s '%s' is not text: %s"
                .formatted(file, METADATA, field.getKey(), brief(field.getValue())));
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private static Entry parseEntry(String place, JsonNode node, long dataBytes) throws IOException {
    DataType type = parseType(place, node.path("dtype"));
    long[] shape = parseSizes(place, "shape", node.path("shape"));
    long[] offsets = parseSizes(place, "data_offsets", node.path("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
      throw new IOException(
          "%s: data_offsets %s do not lie within the file's %d data bytes"
              .formatted(place, Arrays.toString(offsets), dataBytes));
    }
    long expected = type.bytes;
    try {
      for (long size : shape) {
        expected = Math.multiplyExact(expected, size);
      }
    } catch (ArithmeticException overflow) {
      throw new IOException(
          "%s: shape %s is larger than any file".formatted(place, Arrays.toString(shape)),
          overflow);
    }
    if (expected != offsets[1] - offsets[0]) {
      throw new IOException(
          "%s: %s of shape %s takes %d bytes, found %d"
              .formatted(place, type, Arrays.toString(shape), expected, offsets[1] - offsets[0]));
    }
    return new Entry(type, shape, offsets[0], offsets[1]);
  }

  private static DataType parseType(String place, JsonNode node) throws IOException {
    for (DataType type : DataType.values()) {
      if (node.isTextual() && type.name().equals(node.textValue())) {
        return type;
      }
    }
    throw new IOException(
        "%s: unknown dtype %s; it is one of %s"
            .formatted(place, brief(node), Arrays.toString(DataType.values())));
  }

  private static long[] parseSizes(String place, String key, JsonNode node) throws IOException {
    if (!node.isArray()) {
      throw new IOException("%s: %s is not a list: %s".formatted(place, key, brief(node)));
    }
    long[] sizes = new long[node.size()];
    for (int i = 0; i < sizes.length; i++) {
      JsonNode size = node.get(i);
      if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
        throw new IOException(
            "%s: %s has %s where a size is expected".formatted(place, key, brief(size)));
      }
      sizes[i] = size.longValue();
    }
    return sizes;
  }

  /// The format allows neither overlaps nor holes nor trailing bytes.
  private static void checkCover(Path file, Map<String, Entry> entries, long dataBytes)
      throws IOException {
    var byPlace = new ArrayList<>(entries.entrySet());
    byPlace.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> entry) -> entry.getValue().begin())
            .thenComparingLong(entry -> entry.getValue().end()));
    long covered = 0;
    for (Map.Entry<String, Entry> tensor : byPlace) {
      if (tensor.getValue().begin() != covered) {
        throw new IOException(
            "%s: tensor '%s' begins at data byte %d where %d is expected: tensors %s"
                .formatted(
                    file,
                    tensor.getKey(),
                    tensor.getValue().begin(),
                    covered,
                    tensor.getValue().begin() < covered ? "overlap" : "leave a hole"));
      }
      covered = tensor.getValue().end();
    }
    if (covered != dataBytes) {
      throw new IOException(
          "%s: the tensors take %d data bytes, found %d".formatted(file, covered, dataBytes));
    }
  }

  private static String brief(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
