package dev.grlm.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Why a file could not be read or written, in words. The JDK's own messages are often no more than
/// the path, or the C library's words.
public final class FileReason {
  /// What the system says, in English as the JDK asks for it, and how we say it.
  private static final Map<String, String> WORDS = words();

  private FileReason() {}

  private static Map<String, String> words() {
    var words = new LinkedHashMap<String, String>();
    words.put("No such file or directory", "no such file");
    words.put("Is a directory", "is a directory");
    words.put("Not a directory", "a part of the path is a file and no folder");
    words.put("No space left on device", "disk full");
    words.put("Disk quota exceeded", "disk full: the quota is used up");
    words.put("There is not enough space on the disk", "disk full");
    words.put("File too large", "the disk takes no file of this size");
    words.put("Read-only file system", "the disk is read-only");
    words.put("Permission denied", "not permitted");
    words.put("Operation not permitted", "not permitted");
    words.put("Access is denied", "not permitted");
    words.put("Too many open files", "too many open files");
    words.put("File name too long", "the name is too long");
    words.put("Too many levels of symbolic links", "a link that leads to itself");
    words.put("Text file busy", "the file is being run");
    words.put("Device or resource busy", "in use by another process");
    words.put("Stale file handle", "the network disk has lost the file");
    words.put("Input/output error", "the disk reports an error");
    return words;
  }

  /// Without the name of the file.
  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "not permitted";
      case NotDirectoryException _ -> "not a folder";
      case DirectoryNotEmptyException _ -> "the folder is not empty";
      case FileAlreadyExistsException _ -> "something of this name is there already";
      case FileSystemLoopException _ -> "a link that leads to itself";
      case FileSystemException other when other.getReason() != null -> said(other.getReason());
      case CharacterCodingException _ -> "not UTF-8";
      case EOFException _ -> "the file ends too early";
      default -> said(String.valueOf(failure.getMessage()));
    };
  }

  /// With the system's words replaced by ours; what else is said, such as a path, stays.
  private static String said(String text) {
    return WORDS.entrySet().stream()
        .filter(entry -> text.contains(entry.getKey()))
        .map(entry -> text.replace(entry.getKey(), entry.getValue()))
        .findFirst()
        .orElse(text);
  }
}
