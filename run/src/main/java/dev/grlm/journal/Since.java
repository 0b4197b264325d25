package dev.grlm.journal;

import java.util.List;

/// What was said of items and users after some entry.
///
/// @param put ids of items that came or got other metadata, in the order of their first coming
/// @param erased how many users were erased
public record Since(List<String> put, int erased) {
  public Since {
    put = List.copyOf(put);
  }
}
