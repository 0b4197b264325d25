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

  /// @throws IllegalArgumentException in one line, where they are not two, or a name cannot stand
  ///   in a cell of a table of text
  public DomainPair {
    requireName(source);
    requireName(target);
    if (source.equals(target)) {
      throw new IllegalArgumentException("source and target are one domain, '" + source + "'");
    }
  }

  private static void requireName(String domain) {
    if (domain.isBlank()) {
      throw new IllegalArgumentException("a domain has a name that is not blank");
    }
    if (domain.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "'%s' has a tab, a line break or another control character in it, which rows of the table cannot be named by; call the domain otherwise in the data"
              .formatted(domain.replaceAll("\\p{Cc}", "?")));
    }
  }

  /// The target first: it is what is asked about.
  List<String> names() {
    return List.of(target, source);
  }
}
