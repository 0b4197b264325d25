package dev.grlm.systems.grlm.naming;

import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.TermReport;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;

/// How identifiers are made from an item's text and its neighbors.
///
/// @param length slots of an identifier, at least 1 and at most what can be grounded
/// @param neighbors how many nearest neighbors an item is seen beside; 0 makes identifiers without
///   context
/// @param collisions what happens to items with the same identifier
/// @param textFields further fields of an item whose text is read
/// @param generator who names the items
/// @param prompted how a language model is asked, where one does
@RecordBuilder
public record TermConfig(
    int length,
    int neighbors,
    CollisionPolicy collisions,
    List<String> textFields,
    TermSource generator,
    PromptedTermConfig prompted)
    implements TermConfigBuilder.With {
  /// Five terms, as in the paper (arXiv 2601.06798).
  public static final int LENGTH = 5;

  /// Five of the stored neighbors are shown (docs/decisions/0013#2).
  public static final int NEIGHBORS = TermReport.NEIGHBORS;

  public static final TermConfig DEFAULT =
      new TermConfig(LENGTH, NEIGHBORS, CollisionPolicy.KEEP, List.of());

  /// What extracted terms depend on, and nothing that came later: a run that was made before there
  /// were other generators is not made again.
  public record Extractive(
      int length, int neighbors, CollisionPolicy collisions, List<String> textFields) {}

  /// Extracted terms.
  public TermConfig(
      int length, int neighbors, CollisionPolicy collisions, List<String> textFields) {
    this(
        length,
        neighbors,
        collisions,
        textFields,
        TermSource.EXTRACTIVE,
        PromptedTermConfig.DEFAULT);
  }

  /// @throws IllegalArgumentException in one line, when values do not go together
  public TermConfig {
    // A run that was made before there were these has no word for them.
    generator = Objects.requireNonNullElse(generator, TermSource.EXTRACTIVE);
    prompted = Objects.requireNonNullElse(prompted, PromptedTermConfig.DEFAULT);
    if (length < 1 || length > GroundingConfig.MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "length must be 1 to " + GroundingConfig.MAXIMUM_LENGTH + ", is " + length);
    }
    if (neighbors < 0) {
      throw new IllegalArgumentException("neighbors must not be negative, is " + neighbors);
    }
    textFields = List.copyOf(textFields);
    prompted.check(generator);
    if (collisions == CollisionPolicy.ASK && generator == TermSource.EXTRACTIVE) {
      throw new IllegalArgumentException(
          "collisions 'ask' needs a generator that can be asked: checkpoint or endpoint");
    }
  }

  /// The part that extracted terms depend on.
  public Extractive extractive() {
    return new Extractive(length, neighbors, collisions, textFields);
  }

  /// @param other who names the items
  /// @param asked how, where it is a language model
  public TermConfig withGenerator(TermSource other, PromptedTermConfig asked) {
    return with().generator(other).prompted(asked).build();
  }
}
