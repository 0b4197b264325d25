package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.source.SourceFile.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which file of a release is what: those of users and of tags look like those of movies.
class MovieLensFilesTest {
  private static final String RATINGS = "1::1::5::978300821\n1::2::4::978300822\n";
  private static final String MOVIES =
      "1::Toy Story (1995)::Animation|Children's|Comedy\n2::A :: B (2000)::Drama\n3::None (1999)::\n";

  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Source open() throws IOException {
    return Formats.open(Input.of(folder, Columns.GUESSED), null);
  }

  private List<String> of(Role role) throws IOException {
    return open().files().stream()
        .filter(file -> file.role() == role)
        .map(file -> String.valueOf(file.path().getFileName()))
        .toList();
  }

  @Test
  void usersOfOneMillionAreNoMovies() throws IOException {
    file("ratings.dat", RATINGS);
    file("movies.dat", MOVIES);
    file("users.dat", "1::F::1::2::10001\n2::M::18::9::10002\n5::M::25::17::55455-1234\n");
    assertThat(open().format()).isEqualTo("movielens");
    assertThat(of(Role.ITEMS)).containsExactly("movies.dat");
    assertThat(of(Role.USERS)).containsExactly("users.dat");
    assertThat(open().notes())
        .containsExactly("users.dat is not used: it holds users, of whom only the ids are read");
    assertThat(Recorded.opened(folder, Columns.GUESSED).items)
        .extracting(Item::title)
        .containsExactly("Toy Story (1995)", "A :: B (2000)", "None (1999)");
  }

  @Test
  void tagsOfTenMillionAreNoMovies() throws IOException {
    file("ratings.dat", RATINGS);
    file("movies.dat", MOVIES);
    file("tags.dat", "15::4973::excellent!::1215184630\n20::1747::politics::1188263867\n");
    assertThat(of(Role.ITEMS)).containsExactly("movies.dat");
    assertThat(open().notes()).containsExactly("tags.dat is not used");
  }

  @Test
  void withoutMoviesTheUsersAreStillNone() throws IOException {
    file("ratings.dat", RATINGS);
    file("users.dat", "1::F::1::2::10001\n2::M::18::9::10002\n");
    assertThat(of(Role.ITEMS)).isEmpty();
    assertThat(Recorded.opened(folder, Columns.GUESSED).items).isEmpty();
  }

  @Test
  void filesOfLaterReleasesThatAreNotReadAreNamed() throws IOException {
    file("ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n");
    file("movies.csv", "movieId,title,genres\n1,Toy Story (1995),Comedy\n");
    file("links.csv", "movieId,imdbId,tmdbId\n1,0114709,862\n");
    file("tags.csv", "userId,movieId,tag,timestamp\n2,6,funny,1445714994\n");
    assertThat(of(Role.EVENTS)).containsExactly("ratings.csv");
    assertThat(open().notes())
        .hasSize(2)
        .anyMatch(note -> note.startsWith("links.csv is not used"))
        .anyMatch(note -> note.startsWith("tags.csv is not used"));
  }

  @Test
  void ofAHundredThousandTheCutsAreNamed() throws IOException {
    file("u.data", "1\t1\t5\t881250949\n1\t2\t3\t881250950\n");
    file("ua.base", "1\t1\t5\t881250949\n");
    file("u.user", "1|24|M|technician|85711\n");
    assertThat(of(Role.EVENTS)).containsExactly("u.data");
    assertThat(of(Role.USERS)).containsExactly("u.user");
    assertThat(open().notes())
        .contains("ua.base is not used")
        .anyMatch(note -> note.startsWith("u.user is not used: it holds users"));
  }
}
