package dev.grlm.service;

import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Adds to a file of [Tokens]. The file is replaced as a whole; the new one has owner, group and
/// permissions of the old one, and where there was none only its owner may read it. Who changes it
/// at the same time waits.
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
    change(
        file,
        () -> {
          String before = Files.exists(file) ? TextLines.text(file) : "";
          String separator = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
          return before + separator + line + "\n";
        });
    return token;
  }

  /// Takes a token's line out. Where it was the last one, nobody is let in any more.
  ///
  /// @throws IOException naming the file, when it is no file of tokens, has no such name, or cannot
  ///   be written
  public static void withdraw(Path file, String name) throws IOException {
    Tokens.readAny(file);
    change(file, () -> without(file, name));
  }

  private static String without(Path file, String name) throws IOException {
    List<String> lines = TextLines.text(file).lines().toList();
    List<String> left = lines.stream().filter(line -> !isOf(line, name)).toList();
    if (left.size() == lines.size()) {
      throw new IOException(file + ": no token has the name '" + name + "'");
    }
    return String.join("", left.stream().map(line -> line + "\n").toList());
  }

  /// What the file is to hold.
  @FunctionalInterface
  private interface Text {
    String get() throws IOException;
  }

  /// The lock is a file of its own, as the file itself becomes another one; it stays, since who
  /// waits for it has it open.
  private static synchronized void change(Path file, Text text) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    Files.createDirectories(folder);
    Path lock = folder.resolve(absolute.getFileName() + ".lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      replace(file, absolute, folder, text.get());
    } catch (AccessDeniedException failure) {
      throw new IOException(failure.getFile() + ": may not be written", failure);
    }
  }

  private static boolean isOf(String line, String name) {
    return !line.startsWith("#") && line.strip().split("\\s+", 2)[0].equals(name);
  }

  private static void replace(Path file, Path absolute, Path folder, String text)
      throws IOException {
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
      keepAccess(absolute, fresh);
      Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      String reason =
          String.valueOf(failure.getMessage()).replace(fresh.toString(), file.toString());
      throw new IOException(reason, failure);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// A service that is another user must be able to read the new file as it did the old one.
  private static void keepAccess(Path old, Path fresh) throws IOException {
    PosixFileAttributeView to = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    if (to == null || !Files.exists(old)) {
      return;
    }
    PosixFileAttributes was = Files.readAttributes(old, PosixFileAttributes.class);
    PosixFileAttributes is = to.readAttributes();
    try {
      if (!is.owner().equals(was.owner())) {
        to.setOwner(was.owner());
      }
      if (!is.group().equals(was.group())) {
        to.setGroup(was.group());
      }
      to.setPermissions(was.permissions());
    } catch (IOException failure) {
      throw new IOException(
          old
              + " is of "
              + was.owner()
              + ", group "
              + was.group()
              + ", and only these or root can replace it",
          failure);
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
