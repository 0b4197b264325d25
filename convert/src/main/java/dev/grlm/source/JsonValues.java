package dev.grlm.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Objects of JSON that do not stand one a line: the elements of one array, or values one after the
/// other. Read value by value. Stateless.
final class JsonValues {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // every id would be held
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(SourceLines.LONGEST).build())
          .build();

  private JsonValues() {}

  /// Takes one object, and where the faults of its first line go.
  @FunctionalInterface
  interface Taker {
    void take(JsonNode object, EventCells.Faults faults) throws IOException;
  }

  /// Whether the file is of this kind: it begins with an array, or with an object that goes over
  /// several lines.
  static boolean isIn(Head head) {
    String first = head.lines().stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    if (first.stripLeading().startsWith("[")) {
      return true;
    }
    return first.stripLeading().startsWith("{")
        && JsonLines.object(first) == null
        && !first(head, 1).isEmpty();
  }

  /// The first objects that a head holds whole.
  static List<JsonNode> first(Head head, int most) {
    var found = new ArrayList<JsonNode>();
    try (JsonParser parser = JSON.createParser(new StringReader(String.join("\n", head.lines())))) {
      walk(
          parser,
          head.file(),
          new Nothing(),
          (object, _) -> {
            found.add(object);
            if (found.size() >= most) {
              throw new IOException("enough");
            }
          });
    } catch (IOException cut) {
      return found;
    }
    return found;
  }

  /// The object that `text` is with numbers that are none (`NaN`), which Python writes, or null.
  static @Nullable JsonNode object(String text) {
    try (JsonParser parser = JSON.createParser(new StringReader(text))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      var tree = new BoundedTree(parser, SourceLines.LONGEST);
      JsonNode object = tree.read();
      return tree.trouble().isEmpty() && parser.nextToken() == null ? object : null;
    } catch (IOException broken) {
      return null;
    }
  }

  /// Hands on every object; what is none is a fault.
  ///
  /// @throws IOException naming `file`, when its syntax breaks: nothing behind that has a meaning
  static void read(Path file, @Nullable Charset charset, Sink sink, Meter meter, Taker taker)
      throws IOException {
    try (Reader text =
            new BufferedReader(
                new InputStreamReader(
                    SourceStreams.open(file, charset, meter),
                    StandardCharsets.UTF_8.newDecoder()));
        JsonParser parser = JSON.createParser(withoutMark(text))) {
      walk(parser, file, sink, taker);
    } catch (JsonProcessingException broken) {
      throw broken(file, broken);
    } catch (IOException failure) {
      throw SourceStreams.failure(file, failure);
    }
  }

  /// In one line, with the line of the file.
  static IOException broken(Path file, JsonProcessingException broken) {
    long line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
    String reason = broken.getOriginalMessage().lines().findFirst().orElse("");
    return new IOException(file + ":" + line + ": broken JSON: " + reason, broken);
  }

  /// `text` behind its byte order mark.
  static Reader withoutMark(Reader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  private static void walk(JsonParser parser, Path file, Sink sink, Taker taker)
      throws IOException {
    boolean inArray = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      long line = parser.currentTokenLocation().getLineNr();
      EventCells.Faults faults =
          (column, value, reason) -> sink.fault(new Fault(file, line, column, value, reason));
      if (token == JsonToken.START_ARRAY && !inArray) {
        inArray = true;
      } else if (token == JsonToken.END_ARRAY) {
        inArray = false;
      } else {
        take(parser, faults, taker);
      }
    }
  }

  private static void take(JsonParser parser, EventCells.Faults faults, Taker taker)
      throws IOException {
    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    var tree = new BoundedTree(parser, SourceLines.LONGEST);
    JsonNode value = tree.read();
    if (!tree.trouble().isEmpty()) {
      faults.fault("value", shown(value), tree.trouble());
    } else if (object) {
      taker.take(value, faults);
    } else {
      faults.fault("value", shown(value), Reasons.NOT_AN_OBJECT);
    }
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  /// Takes nothing.
  private static final class Nothing implements Sink {
    @Override
    public void event(Event event) {}

    @Override
    public void item(Item item) {}

    @Override
    public void fault(Fault fault) {}
  }
}
