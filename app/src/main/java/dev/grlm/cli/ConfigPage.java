package dev.grlm.cli;

import dev.grlm.cli.ConfigReference.Entry;
import dev.grlm.page.TextTable;
import java.util.List;

/// The reference of settings as a table on a terminal and as docs/config.md.
final class ConfigPage {
  private static final String HEAD =
      """
      # Settings

      Made by `grlm config --page`; a test holds the two together. A value is given as `--set`, a key, `=` and the value or in a file as `--config FILE`
      (a JSON object, groups as objects). A key of a system may stand without the system's name where no other has it
      (`small.training.epochs`). Beside these keys, `preset` chooses a recipe and `systems` what is fitted. A value outside its range and an
      unknown key are refused; one that nobody will read is named.

      """;

  private ConfigPage() {}

  static String text(List<Entry> entries) {
    var table =
        new TextTable()
            .text("key")
            .text("type")
            .text("default")
            .text("range")
            .text("meaning")
            .text("source");
    for (Entry entry : entries) {
      table.row(
          entry.key(),
          entry.type(),
          entry.preset().toString(),
          entry.range(),
          entry.meaning(),
          entry.source());
    }
    return table.toString();
  }

  static String markdown(List<Entry> entries) {
    var page = new StringBuilder(HEAD);
    page.append("| key | type | default | range | meaning | source |\n|---|---|---|---|---|---|\n");
    for (Entry entry : entries) {
      page.append("| `").append(entry.key()).append("` | ").append(entry.type());
      page.append(" | `").append(entry.preset()).append("` | ").append(entry.range());
      page.append(" | ")
          .append(entry.meaning())
          .append(" | ")
          .append(entry.source())
          .append(" |\n");
    }
    return page.toString();
  }
}
