package dev.grlm.source;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user says of how the cells of a table are written; [#USUAL] where he says nothing.
///
/// @param dateOrder of dates whose year comes last
/// @param charset of text files, or null: UTF-8, or UTF-16 where a byte order mark says so
/// @param missing words that mean that a cell holds nothing
/// @param header names of the columns of event files that have no header; empty where they have one
/// @param itemHeader the same of item files
public record Conventions(
    Times.DateOrder dateOrder,
    @Nullable Charset charset,
    Missing missing,
    List<String> header,
    List<String> itemHeader) {
  public static final Conventions USUAL =
      new Conventions(Times.DateOrder.YEAR_FIRST, null, Missing.USUAL, List.of(), List.of());

  public Conventions {
    header = List.copyOf(header);
    itemHeader = List.copyOf(itemHeader);
  }
}
