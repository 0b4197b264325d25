package dev.grlm.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the three editions apart. Stateless.
final class AmazonDetection {
  private AmazonDetection() {}

  /// The input as `edition`, or null where it is not of that one.
  ///
  /// @throws IOException when there is metadata without reviews, or a category is there twice
  static @Nullable Source source(Input input, AmazonEdition edition) throws IOException {
    List<AmazonHead> known =
        input.heads().stream().map(AmazonHead::of).filter(Objects::nonNull).toList();
    List<AmazonHead> fitting =
        known.stream().filter(head -> head.editions().contains(edition)).toList();
    if (fitting.isEmpty() || edition(fitting, known) != edition) {
      return null;
    }
    List<Head> events =
        fitting.stream().filter(head -> !head.isMetadata()).map(AmazonHead::head).toList();
    if (events.isEmpty()) {
      return withoutReviews(input, known);
    }
    boolean several = AmazonDomains.several(events);
    var files = new ArrayList<AmazonFile>();
    for (AmazonHead head : inOrder(fitting)) {
      String domain = several ? AmazonDomains.word(head.head()) : "";
      files.add(new AmazonFile(head.head().file(), head.kind(), domain));
    }
    return new AmazonSource(edition, files, input.columns());
  }

  /// Which edition the files are of. Reviews of 2014 and 2018 look alike where nobody said whether
  /// a purchase was verified; then the metadata tells, and 2014 is what remains.
  private static AmazonEdition edition(List<AmazonHead> fitting, List<AmazonHead> known) {
    if (fitting.getFirst().editions().contains(AmazonEdition.OF_2023)) {
      return AmazonEdition.OF_2023;
    }
    Set<AmazonEdition> none = Set.of();
    for (boolean metadata : new boolean[] {true, false}) {
      Set<AmazonEdition> said =
          known.stream()
              .filter(head -> head.isMetadata() == metadata && head.certain())
              .map(AmazonHead::editions)
              .filter(editions -> !editions.contains(AmazonEdition.OF_2023))
              .reduce(none, AmazonDetection::union);
      if (said.size() == 1) {
        return said.iterator().next();
      }
    }
    return AmazonEdition.OF_2014;
  }

  private static Set<AmazonEdition> union(Set<AmazonEdition> one, Set<AmazonEdition> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /// Metadata that no other format could mean is a complaint; the rest may be of another format.
  private static @Nullable Source withoutReviews(Input input, List<AmazonHead> known)
      throws IOException {
    if (known.stream().anyMatch(head -> !head.isMetadata() || !head.certain())) {
      return null;
    }
    throw new IOException(
        input.path() + ": Amazon metadata without reviews; name the folder that holds both");
  }

  /// Events first.
  private static List<AmazonHead> inOrder(List<AmazonHead> heads) {
    return Stream.concat(
            heads.stream().filter(head -> !head.isMetadata()),
            heads.stream().filter(AmazonHead::isMetadata))
        .toList();
  }
}
