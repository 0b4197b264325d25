package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every guess is said, and everything that is not used is named.
class TableNotesTest {
  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> notes(Map<Field, String> fields) throws IOException {
    var columns = new Columns(null, fields, Times.Unit.AUTO, null, List.of());
    return Formats.open(Input.of(folder, columns), null).notes();
  }

  private List<String> notes() throws IOException {
    return notes(Map.of());
  }

  @Test
  void whichColumnIsWhatIsSaidAndTheRestNamed() throws IOException {
    file("clicks.csv", "ts,userid,productid,price,stars\n1400000000,u,p,2.5,4\n");
    assertThat(notes())
        .containsExactly(
            "clicks.csv holds events: user = userid, item = productid, time = ts (seconds since 1970"
                + " by their size), rating = stars; columns not used: price");
  }

  @Test
  void withoutTimesTheOrderOfTheFileStandsIn() throws IOException {
    file("e.csv", "user,item\nu,p\n");
    assertThat(notes())
        .containsExactly(
            "e.csv holds events: user = user, item = item; no column of times was found, so the"
                + " order of the file stands in");
  }

  @Test
  void aColumnThatLooksLikeTimesIsProposed() throws IOException {
    file("e.csv", "t_dat,user,item,price\n2018-09-20,u,p,2\n2018-09-21,u,q,3\n");
    assertThat(notes().getFirst())
        .contains("('t_dat' looks like one: --time-col t_dat)")
        .endsWith("columns not used: t_dat, price");
    assertThat(notes(Map.of(Field.TIME, "t_dat")).getFirst())
        .contains("time = t_dat (dates)")
        .doesNotContain("looks like one");
  }

  @Test
  void positionsAreAnOrderOfTheirOwn() throws IOException {
    file("e.csv", "user,item,position\nu,p,0\n");
    assertThat(notes().getFirst()).doesNotContain("no column of times");
  }

  @Test
  void filesAlikeAreSaidOnce() throws IOException {
    for (int part = 0; part < 3; part++) {
      file("part-" + part + ".csv", "user,item,time\nu,p,1400000000\n");
    }
    assertThat(notes())
        .singleElement()
        .asString()
        .startsWith("part-0.csv and 2 more like it holds events: user = user");
  }

  @Test
  void columnsWithoutANameHaveOneInTheNote() throws IOException {
    file("e.csv", ",user,item,time\n0,u,p,1400000000\n");
    assertThat(notes().getFirst()).endsWith("; columns not used: (without a name)");
  }

  @Test
  void idsThatASpreadsheetCutAreSaid() throws IOException {
    file("e.csv", "user,item,time\n1.23457E+12,9.78014E+12,1400000000\n");
    assertThat(notes().getFirst())
        .contains("'user' has ids like 1.2E+12")
        .contains("'item' has ids like 1.2E+12");
  }

  @Test
  void everyFileThatIsNotReadIsNamedWithTheReason() throws IOException {
    file("e.csv", "user,item,time\nu,p,1400000000\n");
    file("customers.csv", "user,age,city\nu,3,Ulm\n");
    file("page.csv", "<!DOCTYPE html><html>\n");
    file("empty.csv", "");
    file("notes.txt", "mine\n");
    Files.createDirectory(folder.resolve("old"));
    assertThat(notes())
        .contains(
            "customers.csv is not used: it holds neither events nor items (its columns: user, age,"
                + " city)",
            "page.csv is not used: it is a page of the web (HTML), not data: perhaps the download"
                + " asked for a login",
            "empty.csv is not used: it is empty",
            "notes.txt is not used",
            "the folder old is not entered; --from names it if it is meant")
        .hasSize(6);
  }

  @Test
  void optionsOfTablesAreNotSilentElsewhere() throws IOException {
    file("items.jsonl", "{\"id\": \"p\", \"title\": \"Tea\"}\n");
    file("interactions.tsv", "user\titem\nu\tp\n");
    assertThat(notes(Map.of(Field.TITLE, "name")))
        .contains("--title-col is for tables and is not used for native");
  }

  @Test
  void notesDoNotSayWhereTheInputLies() throws IOException {
    file("e.csv", "user,item\nu,p\n");
    file("x.csv", "a,b\n1,2\n");
    assertThat(notes()).noneMatch(note -> note.contains(folder.toString()));
  }
}
