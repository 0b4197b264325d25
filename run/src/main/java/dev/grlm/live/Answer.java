package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.recommend.Recommendation.Source;
import dev.grlm.run.ItemReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of an [Ask].
///
/// @param run name of the run folder that answered
/// @param arm of the experiment, `A` or `B`; null where there is none
/// @param history ids of the items that were taken into account, oldest first
/// @param ignored ids of the asked history that the catalogue does not have
/// @param items best first, at most k
public record Answer(
    String run,
    @Nullable String arm,
    Basis basis,
    List<String> history,
    List<String> ignored,
    List<Place> items) {
  public Answer {
    history = List.copyOf(history);
    ignored = List.copyOf(ignored);
    items = List.copyOf(items);
  }

  /// What the list goes by.
  public enum Basis {
    /// the model, after the history
    MODEL,
    /// there is no history to go by: what is bought most
    POPULARITY
  }

  /// A place of the list.
  ///
  /// @param rank 1 is best
  /// @param identifier the item's own Term ID
  /// @param generated the Term ID that led to the item, null where none did
  /// @param source how the item came into the list
  /// @param score natural logarithm of the generated Term ID's probability; of another scale where
  ///   `generated` is null
  /// @param sharedTerms terms of the item that items of the history have too, in slot order: the
  ///   reason that can be shown
  /// @param reasons what spoke for the item, the strongest first; null where it was not asked for
  ///   or the system cannot say
  public record Place(
      int rank,
      Item item,
      Identifier identifier,
      @Nullable Identifier generated,
      Source source,
      double score,
      List<String> sharedTerms,
      @Nullable List<ItemReason> reasons) {
    public Place {
      sharedTerms = List.copyOf(sharedTerms);
      reasons = reasons == null ? null : List.copyOf(reasons);
    }
  }
}
