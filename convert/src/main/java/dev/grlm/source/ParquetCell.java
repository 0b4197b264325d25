package dev.grlm.source;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cell of a Parquet file, free of the classes of its reader. Immutable.
sealed interface ParquetCell {
  /// The cell as one text, empty where there is none; the texts of a list with a blank between.
  String text();

  /// See [TableRow#paths].
  List<List<String>> paths();

  /// All texts in it that are not blank, however they are nested.
  List<String> texts();

  /// Anything but a list.
  record Text(String text) implements ParquetCell {
    static final Text NONE = new Text("");

    @Override
    public List<List<String>> paths() {
      return List.of(TableRow.path(text));
    }

    @Override
    public List<String> texts() {
      return text.isBlank() ? List.of() : List.of(text);
    }
  }

  /// Bytes that are no UTF-8.
  ///
  /// @param text with a sign in the place of what cannot be read
  record NotText(String text) implements ParquetCell {
    @Override
    public List<List<String>> paths() {
      return List.of();
    }

    @Override
    public List<String> texts() {
      return List.of();
    }
  }

  /// A list.
  record Elements(List<ParquetCell> elements) implements ParquetCell {
    public Elements {
      elements = List.copyOf(elements);
    }

    @Override
    public String text() {
      return String.join(" ", texts());
    }

    @Override
    public List<List<String>> paths() {
      boolean nested = elements.stream().anyMatch(Elements.class::isInstance);
      return nested ? elements.stream().map(ParquetCell::texts).toList() : List.of(texts());
    }

    @Override
    public List<String> texts() {
      return elements.stream().flatMap(element -> element.texts().stream()).toList();
    }
  }

  /// What the database driver gives as a cell. Structures and maps have no text.
  static ParquetCell of(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> Text.NONE;
      case String text -> new Text(text);
      case Float number -> new Text(number(number.doubleValue(), number.toString()));
      case Double number -> new Text(number(number, number.toString()));
      case BigDecimal number -> new Text(number.stripTrailingZeros().toPlainString());
      case Blob bytes -> text(bytes.getBytes(1, (int) bytes.length()));
      case java.sql.Array list -> elements(list);
      case java.sql.Struct _ -> Text.NONE;
      case java.util.Map<?, ?> _ -> Text.NONE;
      default -> new Text(value.toString());
    };
  }

  private static ParquetCell text(byte[] bytes) {
    try {
      return new Text(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return new NotText(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Elements elements(java.sql.Array list) throws SQLException {
    var elements = new ArrayList<ParquetCell>();
    for (Object element : (Object[]) list.getArray()) {
      elements.add(of(element));
    }
    return new Elements(elements);
  }

  /// Ids that went through a data frame are floating-point numbers: a whole number is written as
  /// one. Not-a-number is what data frames put where there is nothing.
  private static String number(double value, String otherwise) {
    if (Double.isNaN(value)) {
      return "";
    }
    return WholeNumbers.id(value, otherwise);
  }
}
