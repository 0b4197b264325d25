package dev.grlm.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The items of GRLM's own layout: one object from item id to item, read item by item. For one
/// thread.
final class GrlmItems {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // every id would be held
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(SourceLines.LONGEST).build())
          .build();

  private final Path file;
  private final Sink sink;
  private final Counts counts = new Counts();
  private final ItemJson reader = new ItemJson(counts);
  private final EventCells cells;

  private GrlmItems(Path file, EventCells cells, Sink sink) {
    this.file = file;
    this.cells = cells;
    this.sink = sink;
  }

  /// Hands on every item; one that cannot be taken is a fault.
  ///
  /// @throws IOException naming `file`, when it is not one JSON object in UTF-8
  static void read(Path file, EventCells cells, Sink sink, Meter meter) throws IOException {
    try (Reader text =
            new BufferedReader(
                new InputStreamReader(
                    SourceStreams.open(file, meter), StandardCharsets.UTF_8.newDecoder()));
        JsonParser parser = JSON.createParser(JsonValues.withoutMark(text))) {
      var items = new GrlmItems(file, cells, sink);
      items.read(parser);
      sink.noticed(Counts.BROKEN_TEXTS, items.counts.of(Counts.BROKEN_TEXTS));
    } catch (JsonProcessingException broken) {
      throw JsonValues.broken(file, broken);
    } catch (IOException failure) {
      throw SourceStreams.failure(file, failure);
    }
  }

  private void read(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw new IOException(
          "no items; expected one object from item id to item, found " + found(first));
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      item(parser);
    }
    if (parser.nextToken() != null) {
      throw new IOException("broken JSON: there is something behind the object");
    }
  }

  private static String found(@Nullable JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case null -> "nothing";
      default -> String.valueOf(token.asString());
    };
  }

  private void item(JsonParser parser) throws IOException {
    String id = parser.currentName();
    long line = parser.currentTokenLocation().getLineNr();
    EventCells.Faults faults =
        (column, value, reason) -> sink.fault(new Fault(file, line, column, value, reason));
    parser.nextToken();
    var tree = new BoundedTree(parser, SourceLines.LONGEST);
    JsonNode object = tree.read();
    if (!tree.trouble().isEmpty()) {
      faults.fault("item", id, tree.trouble());
      return;
    }
    String checked = cells.item(id, "id", faults);
    if (checked == null) {
      return;
    }
    Item item;
    try {
      item = reader.read(checked, object);
    } catch (IOException broken) {
      faults.fault("item", id + ": " + broken.getMessage(), Reasons.BAD_TEXT);
      return;
    }
    sink.item(item);
  }
}
