package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import dev.grlm.prepare.Cut;
import dev.grlm.prepare.Rules;
import dev.grlm.prepare.UserIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only our own layout says: who stands behind a user, which part an event is in, and that the
/// order of the rows is one. A conversion keeps it, or counts what it does not keep.
class OwnFolderTest {
  private static final String KEPT = "histories cut as the column part of the input says";
  private static final String ANEW = "events with a part in the input, cut anew";
  private static final Rules JOINED = Rules.DEFAULT.withUsers(UserIds.JOINED);

  @TempDir private Path folder;
  private Converted converted;

  @BeforeEach
  void twoDomains() throws IOException {
    converted = new Converted(folder);
    items("in");
  }

  private void items(String name) throws IOException {
    converted.table(
        name + "/items.jsonl",
        "{\"id\": \"a\", \"domain\": \"arts\"}",
        "{\"id\": \"b\", \"domain\": \"arts\"}",
        "{\"id\": \"c\", \"domain\": \"arts\"}",
        "{\"id\": \"o\", \"domain\": \"office\"}",
        "{\"id\": \"p\", \"domain\": \"office\"}");
  }

  private void events(String... rows) throws IOException {
    converted.table("in/interactions.tsv", rows);
  }

  private static List<String> persons(Path folder) throws IOException {
    return DatasetReader.read(folder).histories().stream().map(History::person).toList();
  }

  /// Positions begin anew in each domain, and one unit has a single event of its own: what stands
  /// before is no target of it, which leave-one-out over the written rows would make of it.
  @Test
  void aResultByDomainSaysItsPersonsAndIsItsOwnResult() throws IOException {
    events(
        "user\titem\tposition", "u\ta\t0", "u\tb\t1", "u\tc\t2", "u\tb\t3", "u\to\t0", "v\tp\t0");
    converted.of(Rules.DEFAULT, "in");
    assertThat(Files.readString(converted.out().resolve("interactions.tsv")))
        .startsWith("user\titem\tposition\tpart\tperson\nu@arts\ta\t0\ttraining\tu\n")
        .contains("u@office\tb\t1\ttraining\tu\nu@office\to\t2\ttest\tu\nv@office\t")
        .doesNotContain("u@office\tb\t1\tvalidation");
    assertThat(persons(converted.out())).containsExactly("u", "u", "v");
    Files.move(converted.out(), folder.resolve("once"));
    var result = converted.of(Rules.DEFAULT, "once");
    assertThat(converted.out().resolve("interactions.tsv"))
        .hasSameBinaryContentAs(folder.resolve("once/interactions.tsv"));
    assertThat(result.summary().counts()).containsEntry(KEPT, 3L).doesNotContainKey(ANEW);
    assertThat(result.notes())
        .contains(
            "interactions.tsv holds events: user = user, item = item, position = position, person = person, part = part");
  }

  @Test
  void personsAreThoseOfTheirSourceUnlessUsersAreJoined() throws IOException {
    events("user\titem\tperson", "u\ta\tann", "v\tb\tann", "w\tb\t");
    items("other");
    converted.table("other/interactions.tsv", "user\titem\tperson", "x\ta\tann");
    converted.of(Rules.DEFAULT, "in", "other");
    assertThat(persons(converted.out())).containsExactly("in:ann", "in:ann", "in:w", "other:ann");
    converted.of(JOINED, "in", "other");
    assertThat(persons(converted.out())).containsExactly("ann", "ann", "w", "ann");
    Path map = converted.table("people.tsv", "source\tuser\tperson", "in\tu\tbob", "other\tx\tbob");
    converted.of(Rules.DEFAULT.withUsers(new UserIds.Mapped(map)), "in", "other");
    assertThat(converted.histories()).containsExactly("bob: a a", "in:v: b", "in:w: b");
    assertThat(persons(converted.out()))
        .as("the map says who a user is")
        .containsExactly("bob", "in:ann", "in:w");
  }

  @Test
  void twoPersonsOfAUserEndTheWork() throws IOException {
    events("user\titem\tperson", "u\ta\tann", "v\ta\tbob", "u\tb\t", "u\tc\tbob");
    assertThatThrownBy(() -> converted.of(Rules.DEFAULT, "in"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%1$s:5: the user 'u' is of the person 'bob', and of 'ann' in %1$s:2; a user is of one person"
                .formatted(folder.resolve("in/interactions.tsv")));
    assertThat(converted.out()).doesNotExist();
  }

  /// Both files are named.
  @Test
  void soDoTwoPersonsInTwoFolders() throws IOException {
    items("other");
    events("user\titem\tperson", "u\ta\t", "u\ta\tann");
    converted.table(
        "other/interactions.tsv",
        "user\titem\tperson",
        "v\t\tcarol",
        "v\ta\tbob",
        "w\tb\tbob",
        "u\tc\tbob");
    assertThatThrownBy(() -> converted.of(JOINED, "in", "other"))
        .hasMessage(
            "%s:5: the user 'u' is of the person 'bob', and of 'ann' in %s:3; a user is of one person",
            folder.resolve("other/interactions.tsv"), folder.resolve("in/interactions.tsv"));
    converted.of(Rules.DEFAULT, "in", "other");
    assertThat(persons(converted.out()))
        .as("apart they are two users")
        .contains("in:ann", "other:bob");
  }

  /// No column for what says no more than the users do.
  @Test
  void usersWhoArePersonsAreNotSaidTwice() throws IOException {
    events("user\titem\ttimestamp\tperson", "u\ta\t5\tu", "v\to\t9\t");
    converted.of(Rules.DEFAULT, "in");
    assertThat(Files.readString(converted.out().resolve("interactions.tsv")))
        .isEqualTo("user\titem\tposition\ttimestamp\nu\ta\t0\t5\nv\to\t0\t9\n");
  }

  private void parted() throws IOException {
    events(
        "user\titem\ttimestamp\tpart",
        "u\ta\t5\ttraining",
        "u\tb\t7\tvalidation",
        "u\tc\t7\tvalidation",
        "u\to\t7\ttest",
        "v\ta\t5\ttraining",
        "v\tb\t6\t",
        "v\tc\t7\ttest");
  }

  @Test
  void partsAreKeptWhereAHistorySaysAllOfThem() throws IOException {
    parted();
    var result = converted.of(Rules.DEFAULT, "in");
    assertThat(converted.rows())
        .containsExactly(
            "u a 0 5 training",
            "u b 1 7 validation",
            "u c 2 7 validation",
            "u o 3 7 test",
            "v a 0 5 training",
            "v b 1 6 validation",
            "v c 2 7 test");
    assertThat(result.summary().counts()).containsEntry(KEPT, 1L).containsEntry(ANEW, 2L);
    converted.of(Rules.DEFAULT.withLongestHistory(2), "in");
    assertThat(converted.rows()).startsWith("u c 0 7 validation", "u o 1 7 test").hasSize(4);
  }

  @Test
  void anotherCutThatIsAskedForCountsWhatItDoesNotKeep() throws IOException {
    parted();
    var anew = converted.of(Rules.DEFAULT.withCut(new Cut.LeaveOneOut(true)), "in");
    assertThat(Files.readString(converted.out().resolve("interactions.tsv")))
        .startsWith("user\titem\tposition\ttimestamp\n");
    assertThat(anew.summary().counts()).containsEntry(ANEW, 6L).doesNotContainKey(KEPT);
    var inTime = converted.of(Rules.DEFAULT.withCut(new Cut.AtTimes(6_000, 7_000)), "in");
    assertThat(converted.rows()).contains("u b 1 7 test");
    assertThat(inTime.summary().counts()).containsEntry(ANEW, 6L);
    var byDomain = converted.of(Rules.DEFAULT.withUnit(Rules.Unit.DOMAIN), "in");
    assertThat(converted.rows()).contains("v@arts b 1 6 validation v", "v@arts c 2 7 test v");
    assertThat(byDomain.summary().counts()).containsEntry(ANEW, 6L);
  }

  @Test
  void aPartThatIsNoneIsALineThatIsDropped() throws IOException {
    events("user\titem\tpart", "u\ta\ttraining", "u\tb\tlater");
    var result = converted.of(settings -> settings.withMostFaults(1), "in");
    assertThat(converted.rows()).containsExactly("u a 0 training");
    assertThat(result.summary().counts()).containsEntry("lines dropped: no part of a history", 1L);
    assertThat(result.examples().values().toString())
        .contains("interactions.tsv:3")
        .contains("later");
  }

  /// Whoever fits the folder reads it in the order of its rows; of two folders nobody knows which
  /// comes first.
  @Test
  void rowsThatSayNoOrderAreInThatOfTheFolderOverAllDomains() throws IOException {
    events("user\titem", "u\ta", "u\to", "u\tb", "v\tp");
    converted.of(Rules.DEFAULT, "in");
    assertThat(converted.histories()).containsExactly("u: a o b", "v: p");
    assertThat(DatasetReader.read(converted.out()).histories())
        .isEqualTo(DatasetReader.read(folder.resolve("in")).histories());
    items("other");
    converted.table("other/interactions.tsv", "user\titem", "u\to");
    converted.of(JOINED, "in", "other");
    assertThat(converted.histories())
        .containsExactly("u@arts: a b", "u@office: o o", "v@office: p");
  }
}
