package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieLensTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Recorded read() throws IOException {
    return Recorded.of(new MovieLens(), folder);
  }

  private boolean isTold() throws IOException {
    return new MovieLens().detect(Input.of(folder, Columns.GUESSED)) != null;
  }

  private static String movie(String title, int... genres) {
    var flags = new StringBuilder("|0".repeat(19));
    for (int genre : genres) {
      flags.setCharAt(2 * genre + 1, '1');
    }
    return "1|" + title + "|01-Jan-1995||http://x" + flags + "\n";
  }

  @Test
  void fourWholeNumbersARowAreNotYetRatings() throws IOException {
    write("u.data", "196\t242\t3\t881250949\n186\t302\t5\t891717742\n");
    assertThat(isTold()).isTrue();
    for (String row : List.of("1\t2\t3\t4", "1\t2\t17\t881250949", "1\t2\t0\t881250949")) {
      write("u.data", row + "\n");
      assertThat(isTold()).as(row).isFalse();
      write("u.data", "196\t242\t3\t881250949\n" + row + "\n");
      assertThat(isTold()).as("%s further down", row).isFalse();
    }
  }

  @Test
  void theGenresOf100KAreThoseOfItsFile() throws IOException {
    write("u.data", "196\t1\t3\t881250949\n");
    write("u.item", movie("Toy (1995)", 0, 2, 18));
    assertThat(read().items.getFirst().categories())
        .containsExactly("unknown", "Adventure", "Western");
    write("u.genre", "none|0\nNoir|2\n\nbroken\nLast|18\n\n");
    Recorded recorded = read();
    assertThat(recorded.items.getFirst().categories()).containsExactly("none", "Noir", "Last");
    assertThat(recorded.faults)
        .singleElement()
        .hasToString(
            folder.resolve("u.genre") + ":4: column 'line': wrong number of columns: 'broken'");
    assertThat(recorded.events).hasSize(1);
  }

  @Test
  void aTitleMayHoldTheSeparator() throws IOException {
    write("ratings.dat", "1::1::5::978300760\n");
    write("movies.dat", "1::Alpha::Beta (1999)::Drama|Comedy\n2::Gamma:::War\n3::none\n4:::x\n");
    Recorded recorded = read();
    assertThat(recorded.items)
        .extracting(Item::title)
        .containsExactly("Alpha::Beta (1999)", "Gamma:");
    assertThat(recorded.items)
        .extracting(Item::categories)
        .containsExactly(List.of("Drama", "Comedy"), List.of("War"));
    assertThat(recorded.faults).extracting(Fault::line).containsExactly(3L, 4L);
  }
}
