package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.DatasetReader;
import dev.grlm.prepare.Rules;
import dev.grlm.prepare.UserIds;
import dev.grlm.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two shops that number their customers and some of their wares each for itself.
class SeveralSourcesTest {
  private static final Rules JOINED = Rules.DEFAULT.withUsers(UserIds.JOINED);

  @TempDir private Path folder;
  private Converted converted = new Converted(Path.of(""));

  @BeforeEach
  void shops() throws IOException {
    converted = new Converted(folder);
    converted.table("arts.csv", "user,item,time", "1,a,10", "2,a,20", "1,b,30", "3,x,35");
    converted.table("office.csv", "user,item,time", "1,x,15", "3,y,25", "4,x,5");
  }

  private List<String> items() throws IOException {
    return Files.readAllLines(converted.out().resolve("items.jsonl")).stream()
        .map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  void usersOfDifferentSourcesAreDifferentUnlessSomebodySaysSo() throws IOException {
    Summary summary = converted.of(Rules.DEFAULT, "arts=arts.csv", "office=office.csv").summary();
    assertThat(converted.histories())
        .containsExactly(
            "arts:1: a b", "arts:2: a", "arts:3: x", "office:1: x", "office:3: y", "office:4: x");
    assertThat(summary.users()).isEqualTo(6);
    assertThat(summary.counts())
        .containsEntry("user ids of several sources, taken for different users", 2L)
        .containsEntry("item ids of several sources, taken for one item each", 1L);
    assertThat(converted.said())
        .contains(
            "2 user ids stand in several sources and are taken for different users, called"
                + " arts:ID; if they are the same, --user-ids joined")
        .contains(
            "1 item ids stand in several sources and are taken for one item each; if they are not,"
                + " --item-ids separate");
  }

  @Test
  void joinedUsersHaveOneHistoryByTime() throws IOException {
    Summary summary = converted.of(JOINED, "arts=arts.csv", "office=office.csv").summary();
    assertThat(converted.histories()).containsExactly("1: a x b", "2: a", "3: y x", "4: x");
    assertThat(List.of(summary.users(), summary.histories())).containsExactly(4L, 4L);
    assertThat(summary.counts())
        .containsEntry("user ids of several sources, taken for one user each", 2L);
    assertThat(converted.said())
        .anyMatch(line -> line.endsWith("one user each; if they are not, --user-ids separate"));
  }

  /// Nothing may be asked of a name: without one, the file is the source.
  @Test
  void sourcesWithoutANameAreCalledAsTheirFiles() throws IOException {
    converted.of(Rules.DEFAULT.withItems(Rules.ItemIds.SEPARATE), "arts.csv", "office.csv");
    assertThat(converted.histories()).contains("arts:1: arts:a arts:b", "office:4: office:x");
    assertThat(items()).containsExactly("arts:a", "arts:b", "arts:x", "office:x", "office:y");
    assertThat(Files.readString(converted.out().resolve("items.jsonl"))).doesNotContain("domain");
  }

  @Test
  void theFilesOfOneFolderAndInputsOfOneNameAreOneSource() throws IOException {
    converted.table("log/part-1.csv", "user,item,time", "1,a,10", "2,a,20");
    converted.table("log/part-2.csv", "user,item,time", "1,b,5");
    Summary folderOnly = converted.of(Rules.DEFAULT, "log").summary();
    assertThat(converted.histories()).containsExactly("1: b a", "2: a");
    assertThat(folderOnly.counts().keySet()).noneMatch(reason -> reason.contains("sources"));
    converted.of(Rules.DEFAULT, "shop=log", "shop=office.csv");
    assertThat(converted.histories()).contains("1: b a x");
    converted.of(Rules.DEFAULT, "shop=log", "forum=office.csv", "shop=arts.csv");
    assertThat(converted.histories()).contains("shop:1: b a b", "forum:1: x");
  }

  @Test
  void aFileSaysWhoIsWho() throws IOException {
    Path map =
        converted.table(
            "people.tsv",
            "source\tuser\tperson",
            "arts\t1\tann",
            "office\t4\tann",
            "office\t1\tbob",
            "office\t77\tbob");
    Summary summary =
        converted
            .of(
                Rules.DEFAULT.withUsers(new UserIds.Mapped(map)),
                "arts=arts.csv",
                "office=office.csv")
            .summary();
    assertThat(converted.histories())
        .containsExactly("ann: x a b", "arts:2: a", "arts:3: x", "bob: x", "office:3: y");
    assertThat(summary.counts())
        .containsEntry("users of several sources by the user map", 1L)
        .containsEntry("users who are not in the user map, separate", 3L)
        .containsEntry("rows of the user map without an event", 1L);
    assertThat(Files.readString(converted.out().resolve("convert.json")))
        .contains("\"userIds\" : \"as people.tsv says, else separate\"");
  }

  @Test
  void aWrongMapEndsTheWorkBeforeAnythingIsRead() throws IOException {
    Path map = converted.table("people.tsv", "source\tuser\tperson", "market\t1\tann");
    Rules rules = Rules.DEFAULT.withUsers(new UserIds.Mapped(map));
    assertThatThrownBy(() -> converted.of(rules, "arts=arts.csv", "office=office.csv"))
        .isInstanceOf(IOException.class)
        .hasMessage(map + ":2: there is no source 'market'; there are [arts, office]");
    assertThat(converted.out()).doesNotExist();
    assertThat(converted.said()).isEmpty();
  }

  /// The unit is user and domain: two histories of one person.
  @Test
  void peopleAreCountedAsPeople() throws IOException {
    Summary summary =
        converted
            .of(JOINED.withUnit(Rules.Unit.DOMAIN), "arts=arts.csv", "office=office.csv")
            .summary();
    // x is of arts, where it stood first
    assertThat(converted.histories())
        .containsExactly("1@arts: a x b", "2@arts: a", "3@arts: x", "3@office: y", "4@arts: x");
    assertThat(List.of(summary.users(), summary.histories())).containsExactly(4L, 5L);
    assertThat(summary.domains())
        .containsExactly(
            new Summary.Domain("arts", 4, 3, 6), new Summary.Domain("office", 1, 1, 1));
    assertThat(summary.overlap()).containsExactly(new Summary.Overlap("arts", "office", 1));
  }

  /// One of the logs has times, the other none: there is no common order to merge by.
  @Test
  void aUserWithTimesInOneDomainOnlyHasAHistoryForEach() throws IOException {
    converted.table("garden.csv", "user,item", "1,g1", "1,g2", "1,g3", "9,g1", "9,g2");
    converted.of(JOINED, "arts=arts.csv", "garden=garden.csv");
    assertThat(converted.histories())
        .containsExactly(
            "1@arts: g1 a b", "1@garden: g1 g2 g3", "2@arts: a", "3@arts: x", "9@garden: g1 g2");
    Summary apart = converted.of(Rules.DEFAULT, "arts=arts.csv", "garden=garden.csv").summary();
    assertThat(converted.histories())
        .containsExactly(
            "arts:1: a b", "arts:2: a", "arts:3: x", "garden:1: g1 g2 g3", "garden:9: g1 g2");
    assertThat(apart.counts().keySet()).noneMatch(reason -> reason.contains("without a time"));
  }

  /// What a conversion or a run has put into one order is not taken apart again.
  @Test
  void positionsOverAllDomainsAreAnOrder() throws IOException {
    converted.table(
        "in/items.jsonl",
        "{\"id\": \"a\", \"domain\": \"arts\"}",
        "{\"id\": \"b\", \"domain\": \"arts\"}",
        "{\"id\": \"o\", \"domain\": \"office\"}");
    converted.table(
        "in/interactions.tsv", "user\titem\tposition", "u\ta\t0", "u\to\t1", "u\tb\t2", "v\ta\t0");
    converted.of(Rules.DEFAULT, "in");
    assertThat(converted.histories()).containsExactly("u: a o b", "v: a");
    assertThat(DatasetReader.read(converted.out()).histories())
        .isEqualTo(DatasetReader.read(folder.resolve("in")).histories());
  }

  /// Where items do not say their domain, the events do.
  @Test
  void theDomainMayStandInTheEventsOnly() throws IOException {
    converted.table("in/items.csv", "item_id,title", "a,Ink", "o,Pen");
    converted.table(
        "in/log.csv", "user,item,domain,position", "u,a,arts,0", "u,o,office,0", "v,a,arts,0");
    Summary summary = converted.of(Rules.DEFAULT, "in").summary();
    assertThat(summary.domains())
        .extracting(Summary.Domain::name)
        .containsExactly("arts", "office");
    assertThat(converted.histories()).containsExactly("u@arts: a", "u@office: o", "v@arts: a");
    assertThat(Files.readString(converted.out().resolve("items.jsonl")))
        .contains("{\"id\":\"o\",\"title\":\"Pen\",\"domain\":\"office\"}");
  }
}
