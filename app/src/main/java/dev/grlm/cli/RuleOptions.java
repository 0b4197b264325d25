package dev.grlm.cli;

import dev.grlm.prepare.Rules;
import dev.grlm.prepare.UserIds;
import dev.grlm.source.Event;
import dev.grlm.source.Times;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What of the input a conversion keeps.
final class RuleOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(names = "--min-rating", paramLabel = "R", description = "Drop events rated lower.")
  float minimumRating = Float.NaN;

  @Option(names = "--since", paramLabel = "TIME", description = "Drop earlier events.")
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Drop events from then on.")
  @Nullable String until;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = "Drop events later than this as faults of a clock; default: the present.")
  @Nullable String now;

  @Option(
      names = "--core",
      paramLabel = "K",
      description = "Keep users and items with at least K events each, again and again.")
  int core;

  @Option(names = "--user-core", paramLabel = "K", description = "The same for users only.")
  @Nullable Integer userCore;

  @Option(names = "--item-core", paramLabel = "K", description = "The same for items only.")
  @Nullable Integer itemCore;

  @Option(names = "--max-history", paramLabel = "N", description = "Keep a user's last N events.")
  int longestHistory;

  @Option(
      names = "--ties",
      paramLabel = "ORDER",
      description =
          "Events of a user at equal times: keep (default) the input's order, or shuffle.")
  Rules.Ties ties = Rules.Ties.KEEP;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "A history is all that a user did (user), or per domain source history, then"
              + " target history (domain); default auto: domain where domains have no common time.")
  Rules.Unit unit = Rules.Unit.AUTO;

  /// Word of [UserIds].
  enum Users {
    SEPARATE,
    JOINED
  }

  @Option(
      names = "--user-ids",
      paramLabel = "MEANING",
      description =
          "With several --from: separate (default), an id is another user in every source, ids"
              + " become DOMAIN:id; joined, it is the same user.")
  @Nullable Users users;

  @Option(
      names = "--user-map",
      paramLabel = "FILE",
      description =
          "Who is who: a table with tabs, header source, user, person; who is not in it is"
              + " separate.")
  @Nullable Path userMap;

  @Option(
      names = "--item-ids",
      paramLabel = "MEANING",
      description =
          "With several --from: shared (default), an id is one item in all sources; separate,"
              + " ids become DOMAIN:id.")
  Rules.ItemIds items = Rules.ItemIds.SHARED;

  @Option(names = "--keep-duplicates", description = "Keep events that stand twice.")
  boolean keepDuplicates;

  @Option(names = "--drop-items-without-text", description = "Drop them and their events.")
  boolean dropItemsWithoutText;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of --ties shuffle; default 42.")
  long seed = Rules.DEFAULT.seed();

  @Mixin SplitOptions split = new SplitOptions();

  Rules rules() {
    try {
      return new Rules(
          minimumRating,
          time("--since", since),
          time("--until", until),
          now == null ? Clock.systemUTC().millis() : time("--now", now),
          keepDuplicates,
          !dropItemsWithoutText,
          userCore == null ? core : userCore,
          itemCore == null ? core : itemCore,
          longestHistory,
          ties,
          unit,
          seed,
          items,
          users(),
          split.cut());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          command.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private UserIds users() {
    if (userMap != null && users != null) {
      throw new IllegalArgumentException(
          "--user-map says who is who, --user-ids does not go with it");
    }
    if (userMap != null) {
      return new UserIds.Mapped(userMap);
    }
    return users == Users.JOINED ? UserIds.JOINED : UserIds.SEPARATE;
  }

  static long time(String option, @Nullable String text) {
    if (text == null) {
      return Event.NONE;
    }
    try {
      return Times.millis(text, Times.Unit.AUTO);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s '%s' is no time; for example 2018-10-01 or 1538352000",
              option,
              text),
          wrong);
    }
  }
}
