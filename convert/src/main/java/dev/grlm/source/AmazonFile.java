package dev.grlm.source;

import java.nio.file.Path;

/// A file to be read.
///
/// @param domain of its events or items; empty where there is only one
record AmazonFile(Path path, AmazonHead.Kind kind, String domain) {
  SourceFile sourceFile() {
    return kind == AmazonHead.Kind.METADATA ? SourceFile.items(path) : SourceFile.events(path);
  }
}
