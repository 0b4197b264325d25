package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.journal.Entry;
import dev.grlm.journal.Journal;
import dev.grlm.journal.LiveEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `grlm journal` as somebody types it.
class JournalCommandTest {
  @TempDir private Path folder;
  private String journal = "";

  @BeforeEach
  void fill() throws Exception {
    journal = folder.resolve("journal").toString();
    try (Journal opened = Journal.open(Path.of(journal))) {
      for (int number = 0; number < 3; number++) {
        opened.append(List.of(new Entry.Happened(new LiveEvent("u" + number, "i", number))));
      }
    }
  }

  @Test
  void whatIsSoundIsCountedAndKeptByCompaction() throws Exception {
    Cli checked = Cli.run("journal", "check", "--journal", journal);
    assertThat(checked.code()).isZero();
    assertThat(checked.out()).contains("3 records are sound, 0 are not");
    assertThat(Cli.run("journal", "compact", "--journal", journal).out()).contains("3 events");
    Path lines = folder.resolve("entries.jsonl");
    assertThat(Cli.run("journal", "export", "--journal", journal, "--out", lines.toString()).out())
        .contains("3 entries");
    assertThat(Files.readAllLines(lines)).hasSize(3).first().asString().contains("\"user\":\"u0\"");
  }

  /// What came of what was shown stands in the same folder and is none of the journal's files.
  @Test
  void theCountsOfFeedbackStayWhereTheyAre() throws Exception {
    Path feedback = Files.writeString(Path.of(journal, "feedback.json"), "none\n");
    for (String what : List.of("check", "compact", "check")) {
      Cli done = Cli.run("journal", what, "--journal", journal);
      assertThat(done.code()).as(done.err()).isZero();
    }
    assertThat(feedback).hasContent("none\n");
    assertThatThrownBy(() -> new Operating().open(Path.of(journal)))
        .hasMessageContaining(feedback.toString());
  }

  @Test
  void anAlteredLineIsNamedAndTheRestRepaired() throws Exception {
    Path log = Path.of(journal, "log-000001.jsonl");
    Files.writeString(log, Files.readString(log).replace("\"u1\"", "\"u7\""));
    Cli checked = Cli.run("journal", "check", "--journal", journal);
    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out()).contains(log + ":3: the checksum is another");
    String out = folder.resolve("new").toString();
    assertThat(Cli.run("journal", "repair", "--journal", journal, "--out", out).code()).isZero();
    assertThat(Cli.run("journal", "check", "--journal", out).code()).isZero();
    assertThat(Cli.run("journal", "compact", "--journal", out).out()).contains("2 events");
  }

  @Test
  void whatIsMissingIsWrongUsage() {
    assertThat(Cli.run("journal", "export", "--journal", journal).code()).isEqualTo(2);
    assertThat(Cli.run("journal", "burn", "--journal", journal).code()).isEqualTo(2);
    assertThat(Cli.run("journal", "check", "--journal", folder.toString()).err())
        .contains("journal.json: no such file");
  }
}
