/// Foreign formats: what a file is, told by its content, and one reader for each format. A reader
/// parses every line and hands on events, items and faults; it drops nothing silently, sorts
/// nothing and holds no more than a line.
@NullMarked
package dev.grlm.source;

import org.jspecify.annotations.NullMarked;
