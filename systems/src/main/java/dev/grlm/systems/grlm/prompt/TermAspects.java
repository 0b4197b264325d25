package dev.grlm.systems.grlm.prompt;

import java.util.ArrayList;
import java.util.List;

/// What the terms of an item are about, one aspect per slot, from what it shares with others to
/// what is its own. With five they are those of the paper's prompt; fewer leave out the less
/// important, more bring in further ones between.
final class TermAspects {
  /// @param rank 1 is needed first
  private record Aspect(int rank, String text) {}

  private static final List<Aspect> IN_ORDER =
      List.of(
          new Aspect(1, "the main category: what kind of thing it is"),
          new Aspect(6, "the kind within that category"),
          new Aspect(3, "its purpose: what it does or is used for"),
          new Aspect(8, "what it is made of, or contains"),
          new Aspect(4, "a feature that sets it apart"),
          new Aspect(9, "how it looks, or its form"),
          new Aspect(5, "whom it is for"),
          new Aspect(7, "where or when it is used"),
          new Aspect(10, "its maker, series or subject"),
          new Aspect(2, "what only this product has"));

  private TermAspects() {}

  static List<String> of(int length) {
    var aspects = new ArrayList<String>();
    for (Aspect aspect : IN_ORDER) {
      if (aspect.rank() <= length) {
        aspects.add(aspect.text());
      }
    }
    for (int more = aspects.size(); more < length; more++) {
      aspects.add("a further detail that sets it apart");
    }
    return aspects;
  }
}
