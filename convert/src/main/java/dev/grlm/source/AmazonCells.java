package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of an object as the text of cells.
final class AmazonCells {
  private AmazonCells() {}

  /// Whether an id, the time or the rating is of a kind that it cannot be; reports the first.
  static boolean isFaulty(ObjectNode review, EventCells.Names names, EventCells.Faults faults)
      throws IOException {
    return isFaultyId(review, names.user(), faults)
        || isFaultyId(review, names.item(), faults)
        || isFaultyNumber(review, names.time(), Reasons.BAD_TIME, faults)
        || isFaultyNumber(review, names.rating(), Reasons.BAD_RATING, faults);
  }

  /// An id is text or a whole number.
  static boolean isFaultyId(ObjectNode object, String key, EventCells.Faults faults)
      throws IOException {
    JsonNode value = object.path(key);
    if (isAbsent(value) || value.isTextual() || value.isIntegralNumber()) {
      return false;
    }
    faults.fault(key, value.toString(), Reasons.BAD_TEXT);
    return true;
  }

  private static boolean isFaultyNumber(
      ObjectNode object, String key, String reason, EventCells.Faults faults) throws IOException {
    JsonNode value = object.path(key);
    if (isAbsent(value) || value.isTextual() || value.isNumber()) {
      return false;
    }
    faults.fault(key, value.toString(), reason);
    return true;
  }

  /// Null where the key is missing or null.
  static @Nullable String cell(ObjectNode object, String key) {
    JsonNode value = object.path(key);
    return isAbsent(value) ? null : value.asText();
  }

  /// The texts under `key`, of a list or of one value; blank ones and other kinds are left out.
  static List<String> texts(JsonNode value) {
    if (isAbsent(value)) {
      return List.of();
    }
    if (!value.isArray()) {
      String text = text(value);
      return text.isBlank() ? List.of() : List.of(text);
    }
    return value.valueStream().map(AmazonCells::text).filter(text -> !text.isBlank()).toList();
  }

  private static String text(JsonNode value) {
    return value.isTextual() || value.isNumber() ? value.asText() : "";
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
