package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.Domains;
import dev.grlm.data.History;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Which users are what a person did in one domain, as a conversion makes them where domains have
/// no order in common: the user is called `ID@DOMAIN`, and the data say who stands behind (the
/// person is `ID`, or whom a map of users names). Before what was done in the domain such a history
/// has what was done in others, which stands among their own users, too. Immutable.
final class DomainUnits {
  private static final String AT = "@";

  private final Catalog catalog;
  private final Set<String> names;

  /// @param catalog with all domains of the data, also those that nobody asks about
  DomainUnits(Catalog catalog) {
    this.catalog = catalog;
    this.names = Set.copyOf(new Domains(catalog).names());
  }

  /// The domain that the user is a person's unit of; empty for whoever is not one.
  Optional<String> domain(History history) {
    String user = history.user();
    String person = history.person();
    if (user.equals(person)) {
      return Optional.empty();
    }
    if (user.startsWith(person + AT)) {
      String rest = user.substring(person.length() + AT.length());
      if (names.contains(rest)) {
        return Optional.of(rest);
      }
    }
    // A domain's name may have the sign in it: the longest one counts.
    for (int at = user.indexOf(AT); at >= 0; at = user.indexOf(AT, at + 1)) {
      String rest = user.substring(at + AT.length());
      if (names.contains(rest) && has(history, rest)) {
        return Optional.of(rest);
      }
    }
    return Optional.empty();
  }

  /// Somebody whose id merely ends like that has nothing of the domain.
  private boolean has(History history, String domain) {
    return IntStream.of(history.items())
        .anyMatch(item -> catalog.item(item).domain().equals(domain));
  }
}
