package dev.grlm.paper;

import java.util.List;
import java.util.function.Predicate;

/// `joined.json`: what became of the data.
///
/// @param source the domain that is to help
/// @param target the domain that is asked for
/// @param users who was looked at: `all` or `overlapping`
/// @param persons who was kept
/// @param overlapping of them, who did something in both domains, what was left out included
/// @param orderUnknown of them, whose order between the domains nobody knows of what was kept: the
///   source goes first
/// @param events kept
/// @param heldOut events of the source left out because nobody knows when they were
/// @param tied events left out because they are of a target's time and of the other domain
/// @param targets persons with a target in the target domain
/// @param sourceTargets persons with a target in the source domain
/// @param order how the events of a person were put in order, in a sentence
record JoinedSummary(
    String source,
    String target,
    String users,
    int persons,
    int overlapping,
    int orderUnknown,
    long events,
    int heldOut,
    int tied,
    int targets,
    int sourceTargets,
    String order) {
  static JoinedSummary of(JoinedDomains joined) {
    List<JoinedPerson> persons = joined.persons();
    int unknown = count(persons, person -> !person.ordered());
    int heldOut = persons.stream().mapToInt(JoinedPerson::heldOut).sum();
    int targets = count(persons, person -> joined.asks(person, true));
    int sourceTargets = count(persons, person -> joined.asks(person, false));
    return new JoinedSummary(
        joined.pair().source(),
        joined.pair().target(),
        joined.pair().users().toString(),
        persons.size(),
        count(persons, JoinedPerson::overlapping),
        unknown,
        persons.stream().mapToLong(person -> person.history().length()).sum(),
        heldOut,
        persons.stream().mapToInt(JoinedPerson::tied).sum(),
        targets,
        sourceTargets,
        unknown + heldOut == 0
            ? "known"
            : "not known between the domains: what was done in the source, without its last two"
                + " items, is assumed to come before what was done in the target");
  }

  private static int count(List<JoinedPerson> persons, Predicate<JoinedPerson> which) {
    return (int) persons.stream().filter(which).count();
  }
}
