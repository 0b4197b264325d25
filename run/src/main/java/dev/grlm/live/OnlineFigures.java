package dev.grlm.live;

import java.util.List;

/// What came of what a run showed.
///
/// @param experiment empty where there was none
/// @param arm `A` or `B`, empty where there was no experiment
/// @param since milliseconds since 1970 of the first list
/// @param shown lists
/// @param clicked lists of which an item was clicked on
/// @param bought lists of which an item was bought
/// @param purchases after a list, each item once, in the list or not
/// @param hits purchases of an item of the list
/// @param clickPlaces clicks by place, the first first; the last number is that of all places below
/// @param hitPlaces the same of purchases
/// @param clickThrough clicked of shown
/// @param conversion bought of shown
/// @param hitRate hits of purchases: was the bought item in the list
public record OnlineFigures(
    String experiment,
    String run,
    String arm,
    long since,
    long shown,
    long clicked,
    long bought,
    long purchases,
    long hits,
    List<Long> clickPlaces,
    List<Long> hitPlaces,
    OnlineRate clickThrough,
    OnlineRate conversion,
    OnlineRate hitRate) {
  public OnlineFigures {
    clickPlaces = List.copyOf(clickPlaces);
    hitPlaces = List.copyOf(hitPlaces);
  }
}
