package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The result appears whole or not at all, and nothing else is left.
class WorkplaceTest {
  /// No system gives a process such a number.
  private static final String NOBODY = "999999999";

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("out");
  }

  private List<String> names(Path of) {
    return Arrays.stream(of.toFile().list()).sorted().toList();
  }

  private void work(Workplace place, String content) throws IOException {
    Files.writeString(Files.createDirectories(place.database()).resolve("events.db"), "rows");
    Files.writeString(place.result().resolve(Conversion.RECORD), content);
  }

  @Test
  void theResultAppearsWhenItIsPublished() throws IOException {
    try (Workplace place = Workplace.beside(out(), false)) {
      work(place, "first");
      assertThat(out()).doesNotExist();
      assertThat(place.database().getParent()).hasParent(folder);
      place.publish();
      assertThat(out().resolve(Conversion.RECORD)).hasContent("first");
    }
    assertThat(names(folder)).containsExactly("out");
    assertThat(names(out())).containsExactly(Conversion.RECORD);
  }

  @Test
  void ofWorkThatIsNotPublishedNothingIsLeft() throws IOException {
    try (Workplace place = Workplace.beside(out(), false)) {
      work(place, "never seen");
    }
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void anEarlierResultStaysUntilTheNewOneIsThere() throws IOException {
    try (Workplace place = Workplace.beside(out(), false)) {
      work(place, "first");
      place.publish();
    }
    Files.writeString(out().resolve("of-before.txt"), "x");
    assertThatThrownBy(() -> Workplace.beside(out(), false))
        .hasMessage(out() + " exists already; --replace overwrites it");
    try (Workplace failed = Workplace.beside(out(), true)) {
      work(failed, "broken");
    }
    assertThat(out().resolve(Conversion.RECORD)).hasContent("first");
    try (Workplace place = Workplace.beside(out(), true)) {
      work(place, "second");
      place.publish();
    }
    assertThat(names(out())).containsExactly(Conversion.RECORD);
    assertThat(out().resolve(Conversion.RECORD)).hasContent("second");
    assertThat(names(folder)).containsExactly("out");
  }

  @Test
  void whatWasNotMadeByAConversionIsNeverReplaced() throws IOException {
    Files.writeString(Files.createDirectories(out()).resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> Workplace.beside(out(), true))
        .hasMessage(out() + " exists already and was not made by a conversion");
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> Workplace.beside(file, true))
        .hasMessageContaining("was not made by a conversion");
    assertThat(file).hasContent("mine");
    assertThatThrownBy(() -> Workplace.beside(Path.of("/"), false))
        .hasMessage("cannot write /: it is not a folder name");
  }

  @Test
  void anEmptyFolderMayBeFilledAndMissingOnesAreMade() throws IOException {
    Path deep = folder.resolve("a/b/c");
    Files.createDirectories(deep);
    try (Workplace place = Workplace.beside(deep, false)) {
      work(place, "here");
      place.publish();
    }
    assertThat(deep.resolve(Conversion.RECORD)).hasContent("here");
    try (Workplace place = Workplace.beside(folder.resolve("x/y"), false)) {
      work(place, "there");
      place.publish();
    }
    assertThat(folder.resolve("x/y").resolve(Conversion.RECORD)).hasContent("there");
  }

  /// A killed process leaves its folder, whose name says whose it was.
  @Test
  void whatADeadProcessLeftIsRemovedAndNothingElse() throws IOException {
    Path dead = Files.createDirectories(folder.resolve(".out." + NOBODY + ".tmp/database/spill"));
    Files.writeString(dead.resolve("block"), "rows");
    Path parent =
        Files.createDirectories(
            folder.resolve(
                ".out." + ProcessHandle.current().parent().orElseThrow().pid() + ".tmp"));
    Path other = Files.createDirectories(folder.resolve(".another." + NOBODY + ".tmp"));
    Path similar = Files.createDirectories(folder.resolve(".out.mine.tmp"));
    Workplace.beside(out(), false).close();
    assertThat(dead).doesNotExist();
    assertThat(List.of(parent, other, similar)).allSatisfy(kept -> assertThat(kept).exists());
    assertThat(names(folder)).hasSize(3);
  }

  @Test
  void ofACheckNothingIsLeft() throws IOException {
    Path temporary = folder.resolve("tmp/deep");
    try (Workplace place = Workplace.forNothing(temporary)) {
      work(place, "figures");
      assertThat(place.database()).startsWith(temporary);
      assertThat(place.result()).startsWith(temporary).isDirectory();
    }
    assertThat(names(temporary)).isEmpty();
  }
}
