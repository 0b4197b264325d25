package dev.grlm.cli;

import dev.grlm.prepare.Cut;
import dev.grlm.source.Event;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a conversion cuts histories into training, validation and test.
final class SplitOptions {
  private static final double DEFAULT_SHARE = .1;

  private static final String LEAVE_ONE_OUT = "leave-one-out";
  private static final String TEMPORAL = "temporal";

  @Option(
      names = "--split",
      paramLabel = "RULE",
      description =
          "leave-one-out (default, but where a native folder says its parts): a user's last item is"
              + " test, the last but one validation. temporal: all users are cut at the same two"
              + " times; the first item after a cut is the target.")
  @Nullable String rule;

  @Option(
      names = "--validation-from",
      paramLabel = "TIME",
      description = "First time of the validation part, with --test-from.")
  @Nullable String validationFrom;

  @Option(names = "--test-from", paramLabel = "TIME", description = "First time of the test part.")
  @Nullable String testFrom;

  @Option(
      names = "--validation-share",
      paramLabel = "SHARE",
      description = "Instead of a time: share of the events for validation; default 0.1.")
  @Nullable Double validationShare;

  @Option(
      names = "--test-share",
      paramLabel = "SHARE",
      description = "Share of the latest events for test; default 0.1.")
  @Nullable Double testShare;

  /// @throws IllegalArgumentException in one line, when the options do not fit each other
  Cut cut() {
    if (rule != null && !rule.equals(LEAVE_ONE_OUT) && !rule.equals(TEMPORAL)) {
      throw new IllegalArgumentException(
          "--split '" + rule + "' is neither " + LEAVE_ONE_OUT + " nor " + TEMPORAL);
    }
    boolean times = validationFrom != null || testFrom != null;
    boolean shares = validationShare != null || testShare != null;
    if (LEAVE_ONE_OUT.equals(rule) && (times || shares)) {
      throw new IllegalArgumentException(
          "--split leave-one-out takes no times and no shares; they are for --split temporal");
    }
    if (LEAVE_ONE_OUT.equals(rule)) {
      return new Cut.LeaveOneOut(true);
    }
    if (rule == null && !times && !shares) {
      return Cut.LEAVE_ONE_OUT;
    }
    if (times && shares) {
      throw new IllegalArgumentException("a split by time takes times or shares, not both");
    }
    if (times) {
      return atTimes();
    }
    return new Cut.AtShares(
        validationShare == null ? DEFAULT_SHARE : validationShare,
        testShare == null ? DEFAULT_SHARE : testShare);
  }

  private Cut atTimes() {
    if (validationFrom == null || testFrom == null) {
      throw new IllegalArgumentException("--validation-from and --test-from go together");
    }
    long validation = RuleOptions.time("--validation-from", validationFrom);
    long test = RuleOptions.time("--test-from", testFrom);
    if (validation == Event.NONE || validation >= test) {
      throw new IllegalArgumentException(
          "--validation-from " + validationFrom + " must be before --test-from " + testFrom);
    }
    return new Cut.AtTimes(validation, test);
  }
}
