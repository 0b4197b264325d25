package dev.grlm.codec;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.task.CollaborativeNeighborhood;
import dev.grlm.task.Example;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a model that was trained on language is told: the two tasks as instructions in plain words,
/// a user's turn and the answer (paper §3.3; the structure follows the published scripts, the words
/// are ours). One method per task serves training and inference (docs/decisions/0013#6). Immutable
/// and thread-safe.
public final class InstructionPrompts {
  /// How a history and what follows it are divided between the two turns (docs/decisions/0012).
  public enum Layout {
    /// the first item in the user's turn, all others in the answer, which the model continues:
    /// every position is learnt in one pass, and what is asked looks like what was learnt
    CONTINUATION,
    /// the history in the user's turn, one item in the answer
    ANSWER,
    /// learnt as CONTINUATION, asked as ANSWER: the published code, kept for comparison
    LEGACY
  }

  /// What a part of a turn is, which decides how much it weighs in training.
  public enum Kind {
    FRAME,
    IDENTIFIER,
    TITLE
  }

  /// @param text a catalogue's text in it is not to be trusted with control tokens
  public record Part(Kind kind, String text) {}

  /// @param question the user's turn
  /// @param answer what the model says, or has said already
  public record Turns(String question, List<Part> answer) {
    public Turns {
      answer = List.copyOf(answer);
    }

    /// All of the answer.
    public String answerText() {
      return answer.stream().map(Part::text).collect(Collectors.joining());
    }
  }

  private static final String LABEL = "Product:";
  private static final String NEXT_LABEL = "\nNext product:";
  private static final String TITLE = " Title: ";
  private static final String NO_TITLE = "None";

  private final Catalog catalog;
  private final Identifiers identifiers;
  private final Layout layout;
  private final boolean titles;
  private final boolean titlesAsked;
  private final int descriptionLength;
  private final String next;
  private final String name;
  private final String near;

  /// @param titles whether titles stand beside the identifiers of a history (paper: yes)
  /// @param descriptionLength most characters of a description that GTI shows
  public InstructionPrompts(
      Catalog catalog,
      Identifiers identifiers,
      Layout layout,
      boolean titles,
      int descriptionLength) {
    this(catalog, identifiers, layout, titles, titles, descriptionLength);
  }

  private InstructionPrompts(
      Catalog catalog,
      Identifiers identifiers,
      Layout layout,
      boolean titles,
      boolean titlesAsked,
      int descriptionLength) {
    this.titlesAsked = titlesAsked;
    this.catalog = catalog;
    this.identifiers = identifiers;
    this.layout = layout;
    this.titles = titles;
    this.descriptionLength = descriptionLength;
    String terms = Integer.toString(identifiers.length());
    this.next = resource("next.txt").replace("{L}", terms);
    this.name = resource("name.txt").replace("{L}", terms);
    this.near = resource("near.txt").replace("{L}", terms);
  }

  private static String resource(String name) {
    try (InputStream stream = InstructionPrompts.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The same for a catalogue that has grown.
  public InstructionPrompts grown(Catalog larger, Identifiers all) {
    return new InstructionPrompts(larger, all, layout, titles, titlesAsked, descriptionLength);
  }

  /// The same but for the histories that are asked about, in which identifiers stand alone.
  public InstructionPrompts askingWithoutTitles() {
    return new InstructionPrompts(catalog, identifiers, layout, titles, false, descriptionLength);
  }

  /// An identifier as it stands in every text, with the blank before it: `␣[a, b, c]`. A tokenizer
  /// of bytes sees the same pieces wherever it stands.
  public static String text(Identifier identifier) {
    return " [" + String.join(", ", identifier.symbols()) + "]";
  }

  /// What is asked after `history`; the model continues the answer with an identifier.
  ///
  /// @param history at least one item
  public Turns next(int[] history) {
    return next(history, titlesAsked);
  }

  private Turns next(int[] history, boolean titled) {
    if (layout == Layout.CONTINUATION) {
      List<Part> answer = lines(Arrays.copyOfRange(history, 1, history.length), titled);
      answer.add(new Part(Kind.FRAME, LABEL));
      return new Turns(question(new int[] {history[0]}, titled), answer);
    }
    return new Turns(question(history, titled) + NEXT_LABEL, List.of());
  }

  private String question(int[] history, boolean titled) {
    var text = new StringBuilder(next).append('\n');
    lines(history, titled).forEach(part -> text.append(part.text()));
    return text.toString().stripTrailing();
  }

  private List<Part> lines(int[] items, boolean titled) {
    var parts = new ArrayList<Part>();
    for (int item : items) {
      parts.add(new Part(Kind.FRAME, LABEL));
      parts.add(new Part(Kind.IDENTIFIER, text(identifiers.of(item))));
      if (titled) {
        parts.add(new Part(Kind.TITLE, TITLE + title(catalog.item(item))));
      }
      parts.add(new Part(Kind.FRAME, "\n"));
    }
    return parts;
  }

  /// A line break in a title would end its line.
  private static String title(Item item) {
    String title = item.title().replaceAll("\\s+", " ").strip();
    return title.isEmpty() ? NO_TITLE : title;
  }

  /// What is asked about an item's metadata.
  public Turns name(Item item) {
    return name(item, descriptionLength);
  }

  /// As [#name(Item)] with at most so many characters of the description.
  Turns name(Item item, int shown) {
    var text = new StringBuilder(name).append("\nTitle: ").append(title(item));
    String description = cut(item.description().strip(), shown);
    if (!description.isEmpty()) {
      text.append("\nDescription: ").append(description);
    }
    return new Turns(text.append("\nTerms:").toString(), List.of());
  }

  /// What is asked about what is near an item, and the answer: its neighbors, numbered.
  ///
  /// @param items the item, then its neighbors, nearest first
  /// @param shown most characters of its description
  Turns near(int[] items, int shown) {
    Item item = catalog.item(items[0]);
    var text = new StringBuilder(near).append('\n').append(LABEL);
    text.append(text(identifiers.of(items[0]))).append(TITLE).append(title(item));
    String description = cut(item.description().strip(), shown);
    if (!description.isEmpty()) {
      text.append("\nDescription: ").append(description);
    }
    var answer = new ArrayList<Part>();
    for (int place = 1; place < items.length; place++) {
      answer.add(new Part(Kind.FRAME, (place == 1 ? "" : "\n") + place + "."));
      answer.add(new Part(Kind.IDENTIFIER, text(identifiers.of(items[place]))));
      if (titles) {
        answer.add(new Part(Kind.TITLE, TITLE + title(catalog.item(items[place]))));
      }
    }
    return new Turns(text.toString(), answer);
  }

  Item item(int index) {
    return catalog.item(index);
  }

  int descriptionLength() {
    return descriptionLength;
  }

  /// At most so many characters; never half of a surrogate pair.
  public static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    if (length == 0) {
      return "";
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }

  /// Whether [#name] shows less than all of an item's description.
  public boolean cutsDescription(Item item) {
    return item.description().strip().length() > descriptionLength;
  }

  /// A training sample: the same turns as asked, with the answer that is learnt.
  public Turns example(Example example) {
    int[] items = example.items();
    return switch (example.task()) {
      case TermInternalization.NAME -> named(items[0], name(catalog.item(items[0])));
      case UserSequencePrediction.NAME -> layout == Layout.ANSWER ? lastOf(items) : allOf(items);
      case CollaborativeNeighborhood.NAME -> near(items, descriptionLength);
      default -> throw new IllegalArgumentException("no such task: " + example.task());
    };
  }

  /// The question about an item with its answer.
  Turns named(int item, Turns asked) {
    String answer = text(identifiers.of(item));
    return new Turns(asked.question(), List.of(new Part(Kind.IDENTIFIER, answer)));
  }

  private Turns lastOf(int[] items) {
    Turns asked = next(Arrays.copyOf(items, items.length - 1), titles);
    String last = text(identifiers.of(items[items.length - 1]));
    return new Turns(asked.question(), List.of(new Part(Kind.IDENTIFIER, last)));
  }

  private Turns allOf(int[] items) {
    return new Turns(
        question(new int[] {items[0]}, titles),
        lines(Arrays.copyOfRange(items, 1, items.length), titles));
  }
}
