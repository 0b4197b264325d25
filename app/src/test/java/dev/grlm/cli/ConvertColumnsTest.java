package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the user can say of a table, and what he is told.
class ConvertColumnsTest {
  @TempDir private Path folder;

  private Cli convert(String... options) {
    var words =
        new ArrayList<>(
            List.of(
                "convert",
                "--from",
                folder.resolve("in").toString(),
                "--out",
                folder.resolve("out").toString()));
    words.addAll(List.of(options));
    return Cli.run(words);
  }

  private void file(String name, String text, String charset) throws IOException {
    Files.createDirectories(folder.resolve("in"));
    Files.write(folder.resolve("in").resolve(name), text.getBytes(Charset.forName(charset)));
  }

  private List<String> written() throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve("interactions.tsv"));
  }

  @Test
  void aTableWithoutAHeaderInAnotherEncodingWithDaysFirst() throws IOException {
    file(
        "log.csv",
        "Zo\u00eb;p1;1;01.10.2019\nZo\u00eb;NULL;2;02.10.2019\nann;p2;nobody;\n",
        "windows-1252");
    Cli done =
        convert(
            "--columns", "user,item,amount,date",
            "--encoding", "windows-1252",
            "--date-order", "day-first");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(written()).contains("Zo\u00eb\tp1\t0\t1569888000", "ann\tp2\t0\t");
    assertThat(done.out())
        .contains("log.csv holds events: user = user, item = item, time = date (dates)")
        .contains("columns not used: amount")
        .contains("1  events without a time")
        .contains("1  lines dropped: no item id");
  }

  @Test
  void theNotesAreInTheRecord() throws IOException {
    file("e.csv", "user,item\nu,p\nv,p\n", "UTF-8");
    file("customers.csv", "user,age\nu,3\n", "UTF-8");
    Cli done = convert();
    assertThat(done.code()).as(done.err()).isZero();
    var record = Json.parse(Files.readString(folder.resolve("out").resolve("convert.json")));
    assertThat(record.path("notes"))
        .extracting(note -> note.asText())
        .containsExactly(
            "e.csv holds events: user = user, item = item; no column of times was found, so the"
                + " order of the file stands in",
            "customers.csv is not used: it holds neither events nor items (its columns: user,"
                + " age)");
    assertThat(record.path("counts").path("files of the input that are not used").asInt())
        .isEqualTo(1);
    assertThat(done.out()).contains("customers.csv is not used");
  }

  @Test
  void theFirstFaultIsTheFirstByLineAndSaysWhatHelps() throws IOException {
    file(
        "e.csv",
        "user,item,time,rating\nu,p,1400000000,5\nu,p,10/11/2019,5\nu,q,1400000000,five\nu,r,soon,1\n",
        "UTF-8");
    Cli done = convert();
    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err())
        .contains("3 of 4 lines cannot be read as csv")
        .contains("e.csv:3: column 'time': day and month may stand in either order: '10/11/2019'")
        .contains("--date-order day-first or month-first says which");
  }

  @Test
  void manyEventsWithoutAUserAreNoUnreadableInput() throws IOException {
    file("e.csv", "user,item\nNULL,p\nNaN,q\n,r\nu,p\nv,q\n", "UTF-8");
    Cli done = convert();
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(written()).hasSize(3);
    assertThat(done.out()).contains("3  lines dropped: no user id");
  }

  @Test
  void wrongWordsAreWrongUsage() throws IOException {
    file("e.csv", "user,item\nu,p\n", "UTF-8");
    assertThat(convert("--encoding", "nosuch"))
        .returns(2, Cli::code)
        .satisfies(done -> assertThat(done.err()).contains("there is no encoding 'nosuch'"));
    assertThat(convert("--date-order", "sideways"))
        .returns(2, Cli::code)
        .satisfies(done -> assertThat(done.err()).contains("day-first, month-first or year-first"));
    assertThat(convert("--missing", "NULL, "))
        .returns(2, Cli::code)
        .satisfies(done -> assertThat(done.err()).contains("blank"));
  }

  @Test
  void whoHasSuchIdsKeepsThem() throws IOException {
    file("e.csv", "user,item\nNULL,NA\nu,p\n", "UTF-8");
    assertThat(convert("--missing", "none").code()).isZero();
    assertThat(written()).contains("NULL\tNA\t0");
  }
}
