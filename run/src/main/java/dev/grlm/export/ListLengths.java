package dev.grlm.export;

import dev.grlm.evaluate.ListChecks;
import dev.grlm.evaluate.Metrics;
import dev.grlm.recommend.GeneratingRecommender;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.ArrayList;
import java.util.List;

/// Asks for lists and counts those that are shorter than was asked for: nothing fills them, and
/// nothing hides them.
final class ListLengths {
  private final AskedRow asked;
  private long shortLists;
  private long emptyLists;
  private long places;

  ListLengths(AskedRow asked) {
    this.asked = asked;
  }

  /// May be called by several threads.
  List<List<Recommendation>> lists(List<Query> queries) {
    Recommender recommender = asked.row().recommender();
    List<List<Recommendation>> lists = recommender.recommend(queries);
    ListChecks.require(recommender.name(), queries, lists, asked.catalog().size());
    return lists;
  }

  void count(List<Recommendation> list) {
    places += list.size();
    shortLists += list.size() < asked.length() ? 1 : 0;
    emptyLists += list.isEmpty() ? 1 : 0;
  }

  List<String> notes() {
    var notes = new ArrayList<String>();
    notes.add(
        "row %s, split %s: %d users, %d places of at most %d each"
            .formatted(
                asked.row().name(), asked.split().word(), asked.users(), places, asked.length()));
    if (shortLists > 0) {
      notes.add(
          "%d lists are shorter than %d, because the row has no more to give; %d of them are empty"
              .formatted(shortLists, asked.length(), emptyLists));
    }
    if (asked.length() != Metrics.LIST_LENGTH
        && asked.row().recommender() instanceof GeneratingRecommender) {
      notes.add(
          "a search for %d places may rank otherwise than that of the report, which is for %d"
              .formatted(asked.length(), Metrics.LIST_LENGTH));
    }
    return List.copyOf(notes);
  }
}
