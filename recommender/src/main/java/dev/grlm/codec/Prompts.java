package dev.grlm.codec;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.task.CollaborativeNeighborhood;
import dev.grlm.task.Example;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The text that token models see: one method per task, used in training and at inference alike
/// (docs/decisions/0013#6). Symbols are separated by single blanks, so that a vocabulary of whole
/// words reads them as they are. Immutable and thread-safe.
///
/// Deviation from the paper: item titles are left out of histories; a model trained from scratch
/// would spend most of its loss on them (docs/decisions/0013#8).
public final class Prompts {
  /// Opens the prompt of user sequence prediction.
  public static final String USP = "<usp>";

  /// Opens the prompt of generative term internalisation.
  public static final String GTI = "<gti>";

  /// Opens the prompt of the collaborative task.
  public static final String NEAR = "<near>";

  /// Opens an identifier; the prompt ends with it.
  public static final String OPEN = "[";

  /// Closes an identifier; a complete answer ends with it.
  public static final String CLOSE = "]";

  private final Catalog catalog;
  private final Identifiers identifiers;
  private final WordTable words;

  public Prompts(Catalog catalog, Identifiers identifiers, WordTable words) {
    this.catalog = catalog;
    this.identifiers = identifiers;
    this.words = words;
  }

  /// The same for a catalogue that has grown.
  public Prompts grown(Catalog grown, Identifiers grownIdentifiers) {
    return new Prompts(grown, grownIdentifiers, words);
  }

  /// What is asked after `history`, up to the bracket that opens the answer.
  public String next(int[] history) {
    return Arrays.stream(history)
        .mapToObj(item -> OPEN + " " + answer(identifiers.of(item)))
        .collect(Collectors.joining(" ", USP + " ", " " + OPEN));
  }

  /// What is asked about an item's metadata, up to the bracket that opens the answer.
  public String name(Item item) {
    String known = String.join(" ", words.knownWords(item));
    return known.isEmpty() ? GTI + " " + OPEN : GTI + " " + known + " " + OPEN;
  }

  /// What is asked about what is near an item: its identifier and its metadata, up to the bracket
  /// that opens the answer.
  public String near(int item) {
    String own = NEAR + " " + OPEN + " " + answer(identifiers.of(item));
    String known = String.join(" ", words.knownWords(catalog.item(item)));
    return own + " " + (known.isEmpty() ? "" : known + " ") + OPEN;
  }

  /// An identifier as the answer to a prompt, closing bracket included.
  public String answer(Identifier identifier) {
    return String.join(" ", identifier.symbols()) + " " + CLOSE;
  }

  /// The part of an example that is shown.
  public String prompt(Example example) {
    return switch (example.task()) {
      case UserSequencePrediction.NAME -> next(new int[] {example.items()[0]});
      case TermInternalization.NAME -> name(catalog.item(example.items()[0]));
      case CollaborativeNeighborhood.NAME -> near(example.items()[0]);
      default -> throw unknown(example);
    };
  }

  /// The part of an example that is learnt: all identifiers after the first item's, or the item's
  /// own where it is to be named. Prompt, blank and target together are what inference would show
  /// and expect.
  public String target(Example example) {
    int[] items = example.items();
    return switch (example.task()) {
      case UserSequencePrediction.NAME, CollaborativeNeighborhood.NAME ->
          Arrays.stream(items, 1, items.length)
              .mapToObj(item -> answer(identifiers.of(item)))
              .collect(Collectors.joining(" " + OPEN + " "));
      case TermInternalization.NAME -> answer(identifiers.of(items[0]));
      default -> throw unknown(example);
    };
  }

  private static IllegalArgumentException unknown(Example example) {
    return new IllegalArgumentException("no such task: " + example.task());
  }
}
