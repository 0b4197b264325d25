package dev.grlm.service;

import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may ask: names, scopes and the SHA-256 of each token, never the token. Immutable.
///
/// A file holds one line per token, `NAME SCOPE[,SCOPE] SHA256HEX`; empty lines and what follows a
/// `#` at the beginning of a line do not count.
public final class Tokens {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int FIELDS = 3;
  private static final int HASH_BYTES = 32;

  private final List<Entry> entries;
  private final boolean open;

  private Tokens(List<Entry> entries, boolean open) {
    this.entries = List.copyOf(entries);
    this.open = open;
  }

  private record Entry(String name, Set<Scope> scopes, byte[] hash) {}

  /// Everybody may do everything.
  public static Tokens none() {
    return new Tokens(List.of(), true);
  }

  /// @throws IOException naming file and line, when a line is not of the form above or no line
  ///   holds a token
  public static Tokens read(Path file) throws IOException {
    Tokens tokens = readAny(file);
    if (tokens.entries.isEmpty()) {
      throw new IOException(file + ": no token");
    }
    return tokens;
  }

  /// As [#read(Path)] of a file whose tokens may all have been withdrawn.
  static Tokens readAny(Path file) throws IOException {
    var entries = new ArrayList<Entry>();
    var names = new HashSet<String>();
    int number = 0;
    for (String line : TextLines.text(file).lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        Entry entry = entry(line.strip());
        if (!names.add(entry.name())) {
          throw new IllegalArgumentException("the name '" + entry.name() + "' stands twice");
        }
        entries.add(entry);
      } catch (IllegalArgumentException failure) {
        throw new IOException(file + ":" + number + ": " + failure.getMessage(), failure);
      }
    }
    return new Tokens(entries, false);
  }

  private static Entry entry(String line) {
    String[] fields = BLANKS.split(line, -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("expected NAME SCOPE[,SCOPE] SHA256HEX");
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String label : fields[1].split(",", -1)) {
      scopes.add(Scope.of(label));
    }
    return new Entry(fields[0], scopes, hash(fields[2]));
  }

  private static byte[] hash(String hex) {
    if (hex.length() != 2 * HASH_BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }
    return HexFormat.of().parseHex(hex);
  }

  /// The line of a file that lets `token` in.
  ///
  /// @throws IllegalArgumentException when the name is empty or has a blank, or there is no scope
  public static String line(String name, Collection<Scope> scopes, String token) {
    if (name.isEmpty() || name.startsWith("#") || BLANKS.matcher(name).find()) {
      throw new IllegalArgumentException("not a name for a token: '" + name + "'");
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a token needs a scope, read or write");
    }
    List<String> labels = scopes.stream().sorted().distinct().map(Scope::label).toList();
    return name + " " + String.join(",", labels) + " " + HexFormat.of().formatHex(sha256(token));
  }

  /// Whether nobody needs a token.
  public boolean isEmpty() {
    return open;
  }

  /// Whether the same tokens allow the same.
  boolean sameAs(Tokens other) {
    return open == other.open && lines().equals(other.lines());
  }

  private Set<String> lines() {
    return entries.stream()
        .map(entry -> entry.name() + entry.scopes() + HexFormat.of().formatHex(entry.hash()))
        .collect(Collectors.toSet());
  }

  /// How many there are.
  int count() {
    return entries.size();
  }

  /// @param authorization the header as it came, null where there was none
  /// @param scope what is asked for; null where everybody may
  /// @return the name of the token, empty where none is needed
  /// @throws Problem 401 without a known token, 403 where the token does not allow this
  String check(@Nullable String authorization, @Nullable Scope scope) {
    if (scope == null || open) {
      return "";
    }
    Entry owned = owned(authorization);
    if (!owned.scopes().contains(scope)) {
      throw Problem.of(403, "the token does not allow to " + scope.label());
    }
    return owned.name();
  }

  /// Every entry is looked at and every comparison takes the same time, so that the time tells
  /// nothing.
  private Entry owned(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw unauthorized("a token is needed: Authorization: Bearer TOKEN");
    }
    byte[] hash = sha256(authorization.substring(7).strip());
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    String name = "";
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash(), hash)) {
        scopes.addAll(entry.scopes());
        name = entry.name();
      }
    }
    if (scopes.isEmpty()) {
      throw unauthorized("the token is unknown");
    }
    return new Entry(name, scopes, hash);
  }

  private static Problem unauthorized(String detail) {
    return Problem.of(401, detail).with("WWW-Authenticate", "Bearer");
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
