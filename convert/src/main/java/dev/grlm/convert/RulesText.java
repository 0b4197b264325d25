package dev.grlm.convert;

import dev.grlm.prepare.Cut;
import dev.grlm.prepare.Rules;
import dev.grlm.prepare.UserIds;
import dev.grlm.source.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rules of a conversion as a reader of `convert.json` wants them: only those that did
/// something, times as ISO text. The time of day is left out, so that the same input gives the same
/// bytes.
final class RulesText {
  private RulesText() {}

  static Map<String, Object> of(ConversionSettings settings) {
    Rules rules = settings.rules();
    var text = new LinkedHashMap<String, Object>();
    if (!Float.isNaN(rules.minimumRating())) {
      text.put("minimumRating", (double) rules.minimumRating());
    }
    time(text, "from", rules.from());
    time(text, "until", rules.until());
    text.put("duplicates", rules.keepDuplicates() ? "keep" : "drop");
    text.put("itemsWithoutText", rules.keepItemsWithoutText() ? "keep" : "drop");
    text.put("userCore", rules.userCore());
    text.put("itemCore", rules.itemCore());
    text.put("longestHistory", rules.longestHistory());
    text.put("ties", rules.ties());
    text.put("unit", rules.unit());
    text.put("seed", rules.seed());
    text.put("itemIds", rules.items());
    text.put("userIds", users(rules.users()));
    text.put("split", cut(rules.cut()));
    text.put("cleanText", settings.cleanText());
    return text;
  }

  /// A cut in words.
  static String cut(Cut cut) {
    return switch (cut) {
      case Cut.LeaveOneOut _ -> "leave-one-out";
      case Cut.AtTimes times ->
          "temporal: validation from "
              + Instant.ofEpochMilli(times.validationFrom())
              + ", test from "
              + Instant.ofEpochMilli(times.testFrom());
      case Cut.AtShares shares ->
          "temporal: shares of events " + shares.validation() + " and " + shares.test();
    };
  }

  private static String users(UserIds users) {
    return switch (users) {
      case UserIds.Separate _ -> "separate";
      case UserIds.Joined _ -> "joined";
      case UserIds.Mapped mapped -> "as " + mapped.file().getFileName() + " says, else separate";
    };
  }

  private static void time(Map<String, Object> text, String key, long millis) {
    if (millis != Event.NONE) {
      text.put(key, Instant.ofEpochMilli(millis).toString());
    }
  }
}
