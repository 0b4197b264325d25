package dev.grlm.service;

import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Adds to a file of [Tokens]. The file is replaced as a whole and only its owner may read it.
public final class TokenFile {
  private static final int TOKEN_BYTES = 32;

  private TokenFile() {}

  /// Makes a token and appends its line.
  ///
  /// @return the token, which nothing else keeps
  /// @throws IllegalArgumentException when the name or the scopes cannot be
  /// @throws IOException naming the file, when it is no file of tokens, has the name already, or
  ///   cannot be written
  public static String add(Path file, String name, Collection<Scope> scopes) throws IOException {
    var random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    String line = Tokens.line(name, scopes, token);
    String before = Files.exists(file) ? TextLines.text(file) : "";
    String separator = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
    replace(file, before + separator + line + "\n");
    return token;
  }

  /// Takes a token's line out. Where it was the last one, nobody is let in any more.
  ///
  /// @throws IOException naming the file, when it is no file of tokens, has no such name, or cannot
  ///   be written
  public static void withdraw(Path file, String name) throws IOException {
    Tokens.readAny(file);
    List<String> lines = TextLines.text(file).lines().toList();
    List<String> left = lines.stream().filter(line -> !isOf(line, name)).toList();
    if (left.size() == lines.size()) {
      throw new IOException(file + ": no token has the name '" + name + "'");
    }
    replace(file, String.join("", left.stream().map(line -> line + "\n").toList()));
  }

  private static boolean isOf(String line, String name) {
    return !line.startsWith("#") && line.strip().split("\\s+", 2)[0].equals(name);
  }

  private static void replace(Path file, String text) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, absolute.getFileName() + ".", ".new", ownerOnly());
    try {
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Tokens.readAny(fresh);
      Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      String reason =
          String.valueOf(failure.getMessage()).replace(fresh.toString(), file.toString());
      throw new IOException(reason, failure);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
