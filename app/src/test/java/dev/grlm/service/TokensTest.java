package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  @TempDir private Path folder;

  @Test
  void aTokenAllowsItsScopesOnly() throws IOException {
    Path file = folder.resolve("tokens");
    String reader = TokenFile.add(file, "reader", List.of(Scope.READ));
    String writer = TokenFile.add(file, "writer", List.of(Scope.WRITE, Scope.READ));
    Tokens tokens = Tokens.read(file);
    tokens.check("Bearer " + reader, Scope.READ);
    tokens.check("bearer " + writer, Scope.WRITE);
    tokens.check(null, null);
    assertThatThrownBy(() -> tokens.check("Bearer " + reader, Scope.WRITE))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
    for (String wrong :
        List.of("Bearer", "Bearer ", "Basic " + reader, reader, "Bearer x" + reader)) {
      assertThatThrownBy(() -> tokens.check(wrong, Scope.READ))
          .as(wrong)
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.status()).isEqualTo(401));
    }
    assertThatThrownBy(() -> tokens.check(null, Scope.READ)).isInstanceOf(Problem.class);
  }

  @Test
  void theFileKeepsWhatItHadAndAFreshOneIsTheOwnersOnly() throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), "# ours");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    String token = TokenFile.add(file, "shop", Set.of(Scope.READ, Scope.WRITE));
    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(Files.readString(file))
        .matches("# ours\nshop read,write [0-9a-f]{64}\n")
        .doesNotContain(token);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    Path other = folder.resolve("other");
    assertThat(TokenFile.add(other, "shop", Set.of(Scope.READ))).isNotEqualTo(token);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
        .isEqualTo("rw-------");
  }

  /// Only root can give a file away, so only for root there is anything to see.
  @Test
  void theFileStaysItsOwners() throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), "# ours\n");
    try {
      Files.setAttribute(file, "unix:uid", 10001);
      Files.setAttribute(file, "unix:gid", 10002);
    } catch (IOException notRoot) {
      Assumptions.abort("not root");
    }
    TokenFile.add(file, "shop", Set.of(Scope.READ));
    TokenFile.add(file, "other", Set.of(Scope.READ));
    TokenFile.withdraw(file, "shop");
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(10001);
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(10002);
  }

  @Test
  void whoAddsAtTheSameTimeIsNotLost() throws Exception {
    Path file = folder.resolve("tokens");
    try (var threads = Executors.newFixedThreadPool(4)) {
      var added = new ArrayList<Future<String>>();
      for (int i = 0; i < 20; i++) {
        String name = "t" + i;
        added.add(threads.submit(() -> TokenFile.add(file, name, Set.of(Scope.READ))));
      }
      for (Future<String> one : added) {
        one.get();
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(20);
  }

  @Test
  void aNameThatStandsThereIsRefusedAndTheFileStays() throws IOException {
    Path file = folder.resolve("tokens");
    TokenFile.add(file, "shop", Set.of(Scope.READ));
    String before = Files.readString(file);
    assertThatThrownBy(() -> TokenFile.add(file, "shop", Set.of(Scope.WRITE)))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ":2: the name 'shop' stands twice");
    assertThat(file).hasContent(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("tokens.lock"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop read",
        "shop read abc",
        "shop admin 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "shop read, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "shop read zz86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "# nothing else",
      })
  void aFileThatIsNoneIsRefusedByLine(String line) throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), line + "\n");
    assertThatThrownBy(() -> Tokens.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString());
  }

  /// What a person may write into the file: blanks, comments, order and doubles of scopes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop read,write HASH",
        "  shop \t read,write  HASH  ",
        "# comment\n\n   \nshop write,read HASH\n# another",
        "shop read,read,write HASH\r\n",
        "other read 0000000000000000000000000000000000000000000000000000000000000000\nshop read,write"
            + " HASH",
      })
  void aLineMayBeWrittenByHand(String text) throws IOException {
    String hash = Tokens.line("x", List.of(Scope.READ), "secret").replaceFirst(".* ", "");
    Path file = Files.writeString(folder.resolve("tokens"), text.replace("HASH", hash));
    Tokens tokens = Tokens.read(file);
    assertThat(tokens.isEmpty()).isFalse();
    tokens.check("Bearer secret", Scope.READ);
    tokens.check("BEARER  secret ", Scope.WRITE);
  }

  @Test
  void withoutAFileEverybodyMayDoEverything() {
    Tokens none = Tokens.none();
    assertThat(none.isEmpty()).isTrue();
    none.check(null, Scope.WRITE);
    none.check("Bearer anything", Scope.READ);
  }

  @Test
  void whoIsRefusedIsToldHowToAsk() throws IOException {
    Path file = folder.resolve("tokens");
    TokenFile.add(file, "shop", List.of(Scope.READ));
    Tokens tokens = Tokens.read(file);
    assertThatThrownBy(() -> tokens.check(null, Scope.READ))
        .isInstanceOfSatisfying(
            Problem.class,
            no -> assertThat(no.reply().headers()).containsEntry("WWW-Authenticate", "Bearer"))
        .hasMessage("a token is needed: Authorization: Bearer TOKEN");
    assertThatThrownBy(() -> tokens.check("Bearer nonsense", Scope.READ))
        .hasMessage("the token is unknown")
        .message()
        .doesNotContain("nonsense");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "#shop", "a\tb"})
  void aNameThatCannotStandInALineIsRefused(String name) {
    Path file = folder.resolve("tokens");
    assertThatThrownBy(() -> TokenFile.add(file, name, List.of(Scope.READ)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a name for a token: '" + name + "'");
    assertThat(file).doesNotExist();
  }

  @Test
  void aTokenWithoutAScopeIsRefused() {
    assertThatThrownBy(() -> Tokens.line("shop", List.of(), "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a token needs a scope, read or write");
    assertThatThrownBy(() -> Scope.of("admin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown scope 'admin'; it is read or write");
    for (Scope scope : Scope.values()) {
      assertThat(Scope.of(scope.label())).isEqualTo(scope);
    }
  }
}
