package dev.grlm.report;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.evaluate.RankedLists;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Recommendation;
import dev.grlm.system.RunSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Some users for a report's page, drawn by seed whatever was recommended to them.
record SampleUsers(Dataset dataset, Identifiers identifiers, RunSettings settings) {
  private static final int SHOWN_HISTORY = 10;
  private static final int SHOWN_LIST = 10;

  List<Report.Sample> of(RankedLists lists) {
    var random = new SplittableRandom(settings.seed());
    int count = Math.min(settings.evaluation().sampleUsers(), lists.users().size());
    var samples = new ArrayList<Report.Sample>();
    random
        .ints(0, lists.users().size())
        .distinct()
        .limit(count)
        .sorted()
        .forEach(user -> samples.add(sample(lists, user)));
    return samples;
  }

  private Report.Sample sample(RankedLists lists, int user) {
    History history = lists.users().get(user);
    int[] context = lists.split().context(history);
    int target = lists.split().target(history);
    int[] newest =
        Arrays.copyOfRange(context, Math.max(0, context.length - SHOWN_HISTORY), context.length);
    var places = new ArrayList<Report.SampleRecommendation>();
    for (Recommendation place : lists.lists().get(user)) {
      if (places.size() < SHOWN_LIST) {
        places.add(place(place, places.size() + 1, target));
      }
    }
    return new Report.Sample(
        history.user(), Arrays.stream(newest).mapToObj(this::item).toList(), item(target), places);
  }

  private Report.SampleItem item(int item) {
    return new Report.SampleItem(
        dataset.catalog().item(item).id(),
        dataset.catalog().item(item).title(),
        identifiers.of(item).symbols());
  }

  private Report.SampleRecommendation place(Recommendation place, int rank, int target) {
    Report.SampleItem item = item(place.item());
    return new Report.SampleRecommendation(
        rank,
        item.id(),
        item.title(),
        place.generated() == null ? List.of() : place.generated().symbols(),
        place.source().name().toLowerCase(Locale.ROOT),
        place.score(),
        place.item() == target);
  }
}
