package dev.grlm.testkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A document as its readers see it: prose, and blocks to copy. Immutable.
///
/// @param name its path in the repository, with slashes
/// @param lines all of it
public record MarkdownDocument(String name, List<String> lines, List<MarkdownBlock> blocks) {
  private static final Pattern FENCE = Pattern.compile("```(\\S*)(?: +(\\S+))?\\s*");
  private static final Pattern SPAN = Pattern.compile("(?s)(`+)(.+?)(?<!`)\\1(?!`)");
  private static final String INDENTATION = "    ";

  public MarkdownDocument {
    lines = List.copyOf(lines);
    blocks = List.copyOf(blocks);
  }

  /// @throws IOException also where a block has no end
  public static MarkdownDocument read(Path root, Path file) throws IOException {
    String name = root.relativize(file).toString().replace('\\', '/');
    return of(name, Files.readAllLines(file));
  }

  static MarkdownDocument of(String name, List<String> lines) throws IOException {
    var blocks = new ArrayList<MarkdownBlock>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).equals("```")) {
          end++;
        }
        if (end == lines.size()) {
          throw new IOException(name + ":" + (i + 1) + ": the block has no end");
        }
        String file = fence.group(2) == null ? "" : fence.group(2);
        blocks.add(new MarkdownBlock(i + 2, fence.group(1), file, lines.subList(i + 1, end)));
        i = end;
      }
    }
    return new MarkdownDocument(name, lines, blocks);
  }

  /// All documents of a checkout, README first and the others by name, without what is built,
  /// hidden or linked.
  public static List<MarkdownDocument> all(Path root) throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean hidden = name.startsWith(".") && !folder.equals(root);
            return hidden || name.equals("target") || folder.equals(root.resolve("runs"))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.toString().endsWith(".md")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    Path first = root.resolve("README.md");
    if (files.remove(first)) {
      files.addFirst(first);
    }
    var documents = new ArrayList<MarkdownDocument>();
    for (Path file : files) {
      documents.add(read(root, file));
    }
    return documents;
  }

  /// The document with everything but the lines of the blocks that are wanted left empty, so that
  /// what is said of a line of it is said of the document's line of the same number.
  public String only(List<MarkdownBlock> wanted) {
    var kept = new ArrayList<String>();
    for (int number = 1; number <= lines.size(); number++) {
      int line = number;
      boolean inside = wanted.stream().anyMatch(block -> holds(block, line));
      kept.add(inside ? lines.get(number - 1) : "");
    }
    return String.join("\n", kept) + "\n";
  }

  private static boolean holds(MarkdownBlock block, int line) {
    return line >= block.line() && line < block.line() + block.lines().size();
  }

  /// What stands outside the blocks, in lines of the same numbers.
  public String prose() {
    var kept = new ArrayList<>(lines);
    for (MarkdownBlock block : blocks) {
      for (int line = block.line() - 1; line <= block.line() + block.lines().size(); line++) {
        kept.set(line - 1, "");
      }
    }
    return String.join("\n", kept) + "\n";
  }

  /// Code within the prose, line ends as blanks.
  public Stream<String> spans() {
    return SPAN.matcher(prose())
        .results()
        .map(span -> span.group(2).replaceAll("\\s+", " ").strip());
  }

  /// Numbers of the lines at which code begins that is told by its indentation only, which says
  /// nothing of its kind.
  public List<Integer> unfenced() {
    String[] prose = prose().split("\n", -1);
    var found = new ArrayList<Integer>();
    for (int i = 0; i < prose.length; i++) {
      String before = i == 0 ? "" : prose[i - 1];
      boolean paragraph = !before.isBlank() && !before.startsWith("#");
      if (prose[i].startsWith(INDENTATION) && !prose[i].isBlank() && !paragraph) {
        found.add(i + 1);
      }
    }
    return found;
  }

  /// `NAME:LINE`, as editors and compilers write it.
  public String place(MarkdownBlock block) {
    return name + ":" + block.line();
  }

  /// What the whole text says that is like `pattern`, blocks included.
  public Stream<MatchResult> find(Pattern pattern) {
    return pattern.matcher(String.join("\n", lines)).results();
  }
}
