package dev.grlm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.page.TextTable;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reasons as a person or a program reads them.
final class WhatSpoke {
  private static final int TOLD = 4;

  /// From here on a factor is a whole number.
  private static final double WHOLE = 9.95;

  /// From here on tenths say enough.
  private static final double TENTHS = .95;

  /// What is shown with two decimals as something.
  private static final double LEAST = .005;

  private WhatSpoke() {}

  static String table(List<Grlm.Recommended> list, List<List<ItemReason>> reasons) {
    var table = new TextTable().number("rank").text("item").number("times as likely").text("by");
    for (int place = 0; place < list.size(); place++) {
      String rank = String.valueOf(list.get(place).rank());
      String item = list.get(place).item().id();
      for (List<String> cells : lines(reasons.get(place))) {
        table.row(rank, item, cells.getFirst(), cells.getLast());
        rank = "";
        item = "";
      }
    }
    return table.toString();
  }

  /// A factor and what made it, the strongest first; what is weaker than the first few is only
  /// named.
  static List<List<String>> lines(List<ItemReason> reasons) {
    if (reasons.isEmpty()) {
      return List.of(List.of("", "nothing: it fills the list up"));
    }
    var lines = new ArrayList<List<String>>();
    for (ItemReason reason : reasons.subList(0, Math.min(TOLD, reasons.size()))) {
      lines.add(List.of(factor(reason.factor()), reason.sentence()));
    }
    if (reasons.size() > TOLD) {
      List<ItemReason> weaker = reasons.subList(TOLD, reasons.size());
      lines.add(
          List.of(
              "",
              weaker.stream()
                  .map(ItemReason::words)
                  .collect(Collectors.joining(", ", "weaker: ", ""))));
    }
    return lines;
  }

  /// `×22`, `×3.1`, `×0.40`.
  static String factor(double factor) {
    if (factor < LEAST) {
      return "below ×0.01";
    }
    String digits = factor >= WHOLE ? "×%,.0f" : factor < TENTHS ? "×%.2f" : "×%.1f";
    return String.format(Locale.ROOT, digits, factor);
  }

  /// A reason as the service shows it, component for key.
  private record Told(String expert, String words, double added, @Nullable Because because) {
    static Told of(ItemReason reason) {
      Item item = reason.because();
      return new Told(
          reason.expert(),
          reason.words(),
          reason.added(),
          item == null ? null : new Because(reason.link(), item.id(), item.title()));
    }
  }

  private record Because(String link, String id, String title) {}

  static JsonNode json(List<ItemReason> reasons) {
    return Json.tree(reasons.stream().map(Told::of).toList());
  }
}
