package dev.grlm.fusion;

import dev.grlm.fusion.StrangerRows.User;
import java.util.List;

/// How much is added for items that are new, beyond what makes their purchases most probable: an
/// item that nobody knows is never the first choice, and without being shown it stays unknown. Of
/// growing bonuses the largest is taken with which
///
/// - purchases of strangers are found no more often than those of other items (equal opportunity:
///   Hardt et al. 2016, arXiv 1610.02413), and
/// - of all purchases at most [#MOST_LOST] are found less than with none.
final class ExposureBonus {
  static final double STEP = .05;
  static final int STEPS = 40;

  /// Share of the purchases found that may be lost, when a fifth of the catalogue is new.
  static final double MOST_LOST = .03;

  private ExposureBonus() {}

  /// @param bonus beyond the fitted one
  /// @param found share of the strangers' purchases in the first [AddedFit#LIST]
  /// @param others the same of all other purchases
  record Chosen(double bonus, double found, double others) {}

  private record Found(int strangers, int others) {
    int all() {
      return strangers + others;
    }
  }

  /// @param weights of the users' features
  static Chosen of(List<User> users, double[] weights) {
    int ofStrangers = (int) users.stream().filter(User::choseStranger).count();
    int ofOthers = Math.max(1, users.size() - ofStrangers);
    List<double[]> scores =
        users.stream().map(user -> ListwiseFit.scores(user.choice(), weights)).toList();
    Found without = found(users, scores, 0);
    double chosen = 0;
    Found kept = without;
    for (int step = 1; step <= STEPS; step++) {
      Found found = found(users, scores, step * STEP);
      boolean fair = (double) found.strangers() / ofStrangers <= (double) found.others() / ofOthers;
      if (!fair || found.all() < (1 - MOST_LOST) * without.all()) {
        break;
      }
      chosen = step * STEP;
      kept = found;
    }
    return new Chosen(
        chosen, (double) kept.strangers() / ofStrangers, (double) kept.others() / ofOthers);
  }

  private static Found found(List<User> users, List<double[]> scores, double bonus) {
    int strangers = 0;
    int others = 0;
    for (int place = 0; place < users.size(); place++) {
      User user = users.get(place);
      boolean listed = before(user, scores.get(place), bonus) < AddedFit.LIST;
      strangers += listed && user.choseStranger() ? 1 : 0;
      others += listed && !user.choseStranger() ? 1 : 0;
    }
    return new Found(strangers, others);
  }

  /// How many items come before the one that was chosen; of many, at least so many as a list has.
  private static int before(User user, double[] scores, double bonus) {
    double chosen = user.choseStranger() ? scores[user.choice().chosen()] + bonus : user.target();
    int before = 0;
    for (float best : user.best()) {
      before += best > chosen ? 1 : 0;
    }
    for (int row = 1; row < scores.length; row++) {
      before += scores[row] + bonus > chosen ? 1 : 0;
    }
    return before;
  }
}
