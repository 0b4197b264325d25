package dev.grlm.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The few lines of text that Git keeps in place of a large file. Who clones a repository without
/// Git LFS, or downloads the raw address of a file, has them and not the file.
public final class LfsPointer {
  private static final String BEGIN = "version https://git-lfs.github.com/spec/";
  private static final Pattern SIZE = Pattern.compile("(?m)^size (\\d{1,18})$");

  private LfsPointer() {}

  /// @param text the file's content, or how it begins
  public static boolean is(String text) {
    return text.startsWith(BEGIN);
  }

  /// What to say and what to do, in one line.
  ///
  /// @param text for which [#is] holds
  public static IOException error(Path file, String text) {
    Matcher size = SIZE.matcher(text);
    String bytes =
        size.find()
            ? String.format(Locale.ROOT, " (%,d bytes)", Long.parseLong(size.group(1)))
            : "";
    return new IOException(
        file
            + ": a Git LFS pointer, not the file"
            + bytes
            + "; fetch it by 'git lfs pull' in its repository, or download the file itself");
  }
}
