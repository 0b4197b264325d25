package dev.grlm.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.ground.CompatibleGrounder;
import dev.grlm.ground.ElasticGrounder;
import dev.grlm.ground.Grounder;
import dev.grlm.identifier.Identifiers;
import java.io.IOException;
import java.util.TreeSet;

/// How identifiers are searched for and grounded.
///
/// @param beams under the trie; at least as many as items are asked for
/// @param freeBeams without the trie; the paper's code uses 20 (docs/decisions/0006)
/// @param grounding the paper's rule or the published code's
/// @param groundingWeights of the slots, in the paper's rule
/// @param exhaustive whether a report has a row, too, that scores every identifier instead of
///   searching for some (docs/decisions/0006)
public record DecodingConfig(
    int beams,
    int freeBeams,
    GroundingMode grounding,
    GroundingWeights groundingWeights,
    boolean exhaustive) {
  public static final DecodingConfig DEFAULT = new DecodingConfig(20, 20, GroundingMode.ELASTIC);

  /// Slots weigh as in the paper.
  public DecodingConfig(int beams, int freeBeams, GroundingMode grounding) {
    this(beams, freeBeams, grounding, GroundingWeights.RECIPROCAL, false);
  }

  public DecodingConfig {
    if (beams < 1 || freeBeams < 1) {
      throw new IllegalArgumentException(
          "beams and freeBeams must be at least 1: " + beams + ", " + freeBeams);
    }
  }

  /// What a stage says of these settings.
  public ObjectNode told() {
    var asBefore = new TreeSet<String>();
    if (groundingWeights.equals(GroundingWeights.RECIPROCAL)) {
      asBefore.add("groundingWeights");
    }
    if (!exhaustive) {
      asBefore.add("exhaustive");
    }
    return LaterSettings.told(this, asBefore);
  }

  /// Refuses weights that are not of identifiers of this length, where weights are read.
  ///
  /// @throws IOException in one line that says how many there must be
  public void requireLength(int length) throws IOException {
    if (grounding == GroundingMode.ELASTIC) {
      try {
        var _ = groundingWeights.of(length);
      } catch (IllegalArgumentException wrong) {
        throw new IOException(wrong.getMessage(), wrong);
      }
    }
  }

  /// Refuses to score every identifier of a catalogue that is too large for it.
  ///
  /// @param items of the catalogue
  /// @param most that a model is asked for
  /// @throws IOException in one line that says what to do
  public void requireSize(int items, int most) throws IOException {
    if (exhaustive && items > most) {
      throw new IOException(
          "decoding.exhaustive: each of %,d items would be scored for each user, at most %,d are; leave it out, or take a part of the catalogue"
              .formatted(items, most));
    }
  }

  /// The grounder of this mode; elastic grounding orders collision groups by training popularity,
  /// then id.
  public Grounder grounder(Dataset dataset, Identifiers identifiers) {
    return switch (grounding) {
      case ELASTIC ->
          new ElasticGrounder(
              identifiers,
              ItemOrder.byPopularity(dataset),
              groundingWeights.of(identifiers.length()));
      case COMPATIBLE -> new CompatibleGrounder(identifiers);
    };
  }
}
