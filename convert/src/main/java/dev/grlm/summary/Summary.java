package dev.grlm.summary;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What a data set is like. Immutable.
///
/// @param users people
/// @param histories in the unit of the data set, which may be user and domain: then there are more
///   than users, and each shows events of other domains again
/// @param events all items of all histories
/// @param length items of a history
/// @param gapSeconds time between neighbouring events of a history, from a histogram whose bounds
///   grow by a fifth: within 20 %
/// @param sameTime neighbouring events at equal times
/// @param repeats events whose item stands earlier in the history
/// @param historiesWithRepeats histories with at least one
/// @param firstTime earliest time as ISO text, empty where there are no times
/// @param itemsWithoutEvents items of the catalogue that no history has
/// @param text coverage of every field, by its name
/// @param popularity shares of the events that the most popular items have
/// @param gini of the events per item, items without events included
/// @param curve events of the item at some ranks, from the most popular on
/// @param domains per domain
/// @param overlap users who have events in both of two domains
/// @param gaps neighbouring events by the time between them
/// @param density share of all pairs of history and item that occur, repeats counted
/// @param split how the histories are cut
/// @param counts what was dropped or noticed, by reason
public record Summary(
    long users,
    long histories,
    long items,
    long events,
    Quantiles length,
    Quantiles gapSeconds,
    long sameTime,
    long neighbouring,
    long repeats,
    long historiesWithRepeats,
    String firstTime,
    String lastTime,
    long itemsWithoutEvents,
    Map<String, Coverage> text,
    Map<String, Double> popularity,
    double gini,
    List<Point> curve,
    List<Bucket> lengths,
    List<Domain> domains,
    List<Overlap> overlap,
    List<Gap> gaps,
    double density,
    Parts split,
    SortedMap<String, Long> counts) {

  /// Of many values; all 0 where there are none.
  public record Quantiles(
      double minimum,
      double q05,
      double q25,
      double median,
      double q75,
      double q95,
      double maximum,
      double mean) {}

  /// @param share of the items that have the field
  /// @param meanCharacters of those
  public record Coverage(double share, double meanCharacters) {}

  /// @param rank from 1
  public record Point(long rank, long events) {}

  /// Histories with at least `from` items and fewer than the next bucket's.
  public record Bucket(long from, long histories) {}

  /// @param users who have events of the domain
  public record Domain(String name, long users, long items, long events) {}

  /// Neighbouring events with less than `below` between them and not less than the step before.
  public record Gap(String below, long pairs) {}

  /// @param rule in words
  /// @param trainingEvents that models may be fitted on
  /// @param validationUsers histories with a target in validation: its part begins after something
  public record Parts(
      String rule,
      long trainingEvents,
      long validationEvents,
      long testEvents,
      long validationUsers,
      long testUsers) {}

  public record Overlap(String first, String second, long users) {}
}
