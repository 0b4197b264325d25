package dev.grlm.paper;

import java.util.List;
import java.util.Locale;

/// Two domains of a data set, and which of its persons are looked at.
///
/// @param source the domain that is to help
/// @param target the domain that is asked for
/// @param users who is fitted and judged
public record DomainPair(String source, String target, Users users) {
  /// Which persons of a data set are in an experiment.
  public enum Users {
    /// Whoever did anything in one of the domains.
    ALL,
    /// Those alone who did something in both.
    OVERLAPPING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @throws IllegalArgumentException in one line, where they are not two
  public DomainPair {
    if (source.isBlank() || target.isBlank()) {
      throw new IllegalArgumentException("a domain has a name that is not blank");
    }
    if (source.equals(target)) {
      throw new IllegalArgumentException("source and target are one domain, '" + source + "'");
    }
  }

  /// The target first: it is what is asked about.
  List<String> names() {
    return List.of(target, source);
  }
}
