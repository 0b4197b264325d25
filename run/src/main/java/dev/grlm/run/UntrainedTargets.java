package dev.grlm.run;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Newer data, cut so that nothing is a target that an earlier run was trained on. A model that
/// starts from the earlier weights remembers those items, and the earlier model does anyway, so
/// early stopping, the comparison of both and the report would see what was learnt by heart: a
/// history of two items is training altogether, and with a third the second would become the
/// validation target.
///
/// An event of the earlier training part is known again by its user and item, each as often as it
/// stood there, oldest first. Where histories only grow these are exactly the positions of that
/// part; a history that was erased and begins anew shares none but by its items, and one that lost
/// its oldest events still shares the others. Everything up to the last such event is training. As
/// the cut is stored with the data, the next run finds in it what all runs before were trained on.
///
/// @param dataset the newer data
/// @param judged users with a validation target
/// @param withheld users by split whose target was training before, and who have none, or a later
///   one, now
record UntrainedTargets(Dataset dataset, int judged, Map<Split, Integer> withheld) {
  UntrainedTargets {
    withheld = Map.copyOf(withheld);
  }

  /// @param earlier what the run before was fitted on
  /// @param newer what is to be fitted
  static UntrainedTargets of(Dataset earlier, Dataset newer) {
    Map<String, History> before =
        earlier.histories().stream().collect(Collectors.toMap(History::user, Function.identity()));
    int[] now = numbers(earlier.catalog(), newer.catalog());
    List<History> histories =
        newer.histories().stream()
            .map(history -> {
              History old = before.get(history.user());
              return old == null ? history : history.trainedThrough(trained(old, now, history));
            })
            .toList();
    var cut = new Dataset(newer.catalog(), histories, newer.counts());
    return new UntrainedTargets(
        cut,
        Split.VALIDATION.evaluated(cut).size(),
        Map.of(
            Split.VALIDATION, withheld(Split.VALIDATION, newer, cut),
            Split.TEST, withheld(Split.TEST, newer, cut)));
  }

  /// Where the items of one catalogue stand in another, -1 where they do not.
  private static int[] numbers(Catalog from, Catalog in) {
    return from.items().stream().mapToInt(item -> in.indexOf(item.id())).toArray();
  }

  /// How many of the oldest items reach to the last one that was training.
  private static int trained(History old, int[] now, History history) {
    var left = new HashMap<Integer, Integer>();
    Arrays.stream(Split.training(old)).forEach(item -> left.merge(now[item], 1, Integer::sum));
    int trained = 0;
    for (int position = 0; position < history.length(); position++) {
      int times = left.getOrDefault(history.item(position), 0);
      if (times > 0) {
        left.put(history.item(position), times - 1);
        trained = position + 1;
      }
    }
    return trained;
  }

  private static int withheld(Split split, Dataset newer, Dataset cut) {
    int withheld = 0;
    for (int user = 0; user < newer.histories().size(); user++) {
      History asked = newer.histories().get(user);
      History kept = cut.histories().get(user);
      if (split.hasTarget(asked)
          && !(split.hasTarget(kept)
              && split.context(asked).length == split.context(kept).length)) {
        withheld++;
      }
    }
    return withheld;
  }

  /// For whoever waits for the fit.
  ///
  /// @param from the run before, as it is called
  String description(String from) {
    return "%d of %d users have a validation target that %s was not trained on; %d of validation and %d of test were, and stay training"
        .formatted(
            judged,
            dataset.histories().size(),
            from,
            withheld.get(Split.VALIDATION),
            withheld.get(Split.TEST));
  }
}
