package dev.grlm.systems.grlm.prompt;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a language model is asked for an item beside its neighbors: the schema-based prompt of
/// context-aware term generation (arXiv 2601.06798 §3.2), in the resource `terms.txt`. Immutable
/// and thread-safe.
final class TermPrompt {
  /// How an answer is to be written.
  enum Form {
    /// `[a, b, c]`, as the paper's code asks for it
    BRACKETS,
    /// `{"terms": ["a", "b", "c"]}`, which a server can be bound to
    JSON
  }

  /// A neighbor that is shown.
  ///
  /// @param terms it has already; null where it has none, or they are not shown
  record Shown(Item item, float cosine, @Nullable Identifier terms) {}

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern MARK =
      Pattern.compile("^\\{(neighbors|named|alone|categories)}(.*)$");

  /// More of an answer or a title says nothing more.
  private static final int LONGEST_QUOTE = 300;

  private static final String TEMPLATE = resource("terms.txt");
  private static final String AGAIN = resource("terms-again.txt");
  private static final String APART = resource("terms-apart.txt");

  private final int length;
  private final boolean categories;
  private final int descriptionLength;
  private final Form form;

  TermPrompt(TermConfig config) {
    this.length = config.length();
    this.categories = config.prompted().categories();
    this.descriptionLength = config.prompted().descriptionLength();
    this.form = config.generator() == TermSource.ENDPOINT ? Form.JSON : Form.BRACKETS;
  }

  /// The texts that all prompts are made from: other texts, other answers.
  static String templates() {
    return TEMPLATE + "\n" + AGAIN + "\n" + APART;
  }

  private static String resource(String name) {
    try (InputStream stream = TermPrompt.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.joining("\n"))
          .strip();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// @param neighbors nearest first; without any, nothing is said of neighbors
  String of(Item item, List<Shown> neighbors) {
    String path = String.join(" > ", item.categories());
    boolean named = neighbors.stream().anyMatch(neighbor -> neighbor.terms() != null);
    Map<String, Boolean> marks =
        Map.of(
            "neighbors",
            !neighbors.isEmpty(),
            "alone",
            neighbors.isEmpty(),
            "named",
            named,
            "categories",
            categories && !path.isBlank());
    String text =
        TEMPLATE
            .lines()
            .map(line -> unmarked(line, marks))
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining("\n"));
    return filled(
        text,
        Map.of(
            "length", Integer.toString(length),
            "aspects", numbered(TermAspects.of(length)),
            "separating", length > 2 ? "one or two" : "one",
            "others", neighbors.isEmpty() ? "other products of its kind" : "the similar ones",
            "title", title(item),
            "description", description(item),
            "path", flat(path, LONGEST_QUOTE),
            "list", numbered(neighbors.stream().map(this::line).toList()),
            "answer", answer()));
  }

  /// The prompt of an item whose answer could not be used.
  ///
  /// @param prompt what was asked first
  String again(String prompt, String answer, TermAnswer.Malformed reason) {
    String text =
        filled(
            AGAIN,
            Map.of(
                "before", flat(answer, LONGEST_QUOTE),
                "why", reason.why(),
                "answer", answer()));
    return prompt + "\n\n" + text;
  }

  /// The prompt of an item whose terms other items have.
  String apart(String prompt, Identifier terms, List<Item> others) {
    String text =
        filled(
            APART,
            Map.of(
                "before", terms.toString(),
                "others", numbered(others.stream().map(this::titleAndDescription).toList()),
                "answer", answer()));
    return prompt + "\n\n" + text;
  }

  private String answer() {
    List<String> places = new ArrayList<>();
    for (int slot = 1; slot <= length; slot++) {
      places.add("term" + slot);
    }
    return switch (form) {
      case BRACKETS -> "one line and nothing else: [" + String.join(", ", places) + "]";
      case JSON ->
          "one JSON object and nothing else: {\"terms\": [\""
              + String.join("\", \"", places)
              + "\"]}";
    };
  }

  private static @Nullable String unmarked(String line, Map<String, Boolean> marks) {
    Matcher marked = MARK.matcher(line);
    if (!marked.matches()) {
      return line;
    }
    return marks.getOrDefault(marked.group(1), false) ? marked.group(2) : null;
  }

  /// In one pass: what an item says is not looked into.
  private static String filled(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  private String line(Shown neighbor) {
    String text =
        String.format(Locale.ROOT, "similarity %.3f: ", neighbor.cosine())
            + titleAndDescription(neighbor.item());
    return neighbor.terms() == null ? text : text + " | terms: " + neighbor.terms();
  }

  private String titleAndDescription(Item item) {
    return item.description().isBlank() ? title(item) : title(item) + " | " + description(item);
  }

  private static String title(Item item) {
    return item.title().isBlank() ? "(none)" : flat(item.title(), LONGEST_QUOTE);
  }

  private String description(Item item) {
    return item.description().isBlank() ? "(none)" : flat(item.description(), descriptionLength);
  }

  private static String numbered(List<String> lines) {
    var text = new ArrayList<String>();
    for (String line : lines) {
      text.add((text.size() + 1) + ". " + line);
    }
    return String.join("\n", text);
  }

  /// On one line, and no longer than `most` characters; what is cut off shows as dots.
  static String flat(String text, int most) {
    String line = text.replaceAll("[\\s\\p{Z}\\p{Cntrl}\\p{Cs}]+", " ").strip();
    if (line.codePointCount(0, line.length()) <= most) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, most)).stripTrailing() + "...";
  }
}
