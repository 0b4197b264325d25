package dev.grlm.prepare;

import dev.grlm.source.Event;
import io.soabase.recordbuilder.core.RecordBuilder;

/// What of the input is kept. The defaults keep everything but exact repetitions of an event and
/// events from the future.
///
/// @param minimumRating events rated lower are dropped, NaN keeps all; an event without a rating is
///   kept
/// @param from events before this time are dropped, [Event#NONE] keeps all; milliseconds since 1970
/// @param until events at this time or later are dropped, [Event#NONE] keeps all
/// @param now events later than this are from the future, [Event#NONE] knows no future
/// @param keepDuplicates whether an event may stand twice (same user, item, time and position)
/// @param keepItemsWithoutText whether an item of which no text is known may stay
/// @param userCore fewest events of a user, 0 for no limit
/// @param itemCore fewest events of an item, 0 for no limit (and items without events stay)
/// @param longestHistory a user's last events that are kept, 0 for all
/// @param ties what becomes of a user's events at equal times
/// @param unit what a history is
/// @param seed of the shuffling of ties
/// @param items whether an id means the same item in every domain
/// @param users whether an id means the same person in every source
/// @param cut where histories are cut into training, validation and test
@RecordBuilder
public record Rules(
    float minimumRating,
    long from,
    long until,
    long now,
    boolean keepDuplicates,
    boolean keepItemsWithoutText,
    int userCore,
    int itemCore,
    int longestHistory,
    Ties ties,
    Unit unit,
    long seed,
    ItemIds items,
    UserIds users,
    Cut cut)
    implements RulesBuilder.With {

  /// Order of a user's events at equal times.
  public enum Ties {
    /// As in the input.
    KEEP,
    /// Drawn by the seed.
    SHUFFLE
  }

  /// What an item's id means in inputs of different sources.
  public enum ItemIds {
    /// The same item, as in product numbers of one shop.
    SHARED,
    /// Another item in every source; ids become `source:id`.
    SEPARATE
  }

  /// What a history is.
  public enum Unit {
    /// All that a user did; with several domains that have no common order, as [#DOMAIN].
    AUTO,
    /// All that a user did, domains merged by time.
    USER,
    /// What a user did in one domain, after what he did in the others: source history, then target
    /// history. The last two events of every other domain are left out, because they are its
    /// targets.
    DOMAIN
  }

  public static final Rules DEFAULT =
      new Rules(
          Float.NaN,
          Event.NONE,
          Event.NONE,
          Event.NONE,
          false,
          true,
          0,
          0,
          0,
          Ties.KEEP,
          Unit.AUTO,
          42,
          ItemIds.SHARED,
          UserIds.SEPARATE,
          Cut.LEAVE_ONE_OUT);

  public Rules {
    if (userCore < 0 || itemCore < 0 || longestHistory < 0) {
      throw new IllegalArgumentException(
          "core and history must not be negative: "
              + userCore
              + ", "
              + itemCore
              + ", "
              + longestHistory);
    }
    if (from != Event.NONE && until != Event.NONE && from >= until) {
      throw new IllegalArgumentException("the time window is empty: " + from + " … " + until);
    }
  }
}
