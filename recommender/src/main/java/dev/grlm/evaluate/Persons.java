package dev.grlm.evaluate;

import dev.grlm.data.History;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The persons behind the evaluated users. Each counts once, by the mean of what the person's users
/// count, however many they are: users of one person are not independent, so that an interval over
/// them would be too narrow. Immutable and thread-safe.
public final class Persons {
  private final int[] personOf;
  private final int[] users;

  /// @param personOf per user the number of the person
  /// @param users per person how many users that is
  private Persons(int[] personOf, int[] users) {
    this.personOf = personOf;
    this.users = users;
  }

  /// In the order of their first users; empty where every user is a person.
  ///
  /// @param users in the order of the evaluation
  public static Optional<Persons> of(List<History> users) {
    return named(users.stream().map(History::person).toList());
  }

  /// As [#of].
  ///
  /// @param persons the person's name per user
  public static Optional<Persons> named(List<String> persons) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] personOf =
        persons.stream()
            .mapToInt(person -> numbers.computeIfAbsent(person, _ -> numbers.size()))
            .toArray();
    if (numbers.size() == personOf.length) {
      return Optional.empty();
    }
    int[] counts = new int[numbers.size()];
    for (int person : personOf) {
      counts[person]++;
    }
    return Optional.of(new Persons(personOf, counts));
  }

  /// How many there are.
  public int count() {
    return users.length;
  }

  /// What each person counts, in order: the mean over the person's users.
  ///
  /// @throws IllegalArgumentException when `evaluation` is of other users
  public double[] gains(Evaluation evaluation, Metric metric) {
    if (evaluation.users().size() != personOf.length) {
      throw new IllegalArgumentException(
          "%d users of %d persons, %d in the row %s"
              .formatted(
                  personOf.length, users.length, evaluation.users().size(), evaluation.name()));
    }
    var ofUsers = new double[personOf.length];
    Arrays.setAll(ofUsers, user -> metric.gain(evaluation.rank(user)));
    return means(ofUsers);
  }

  /// Each person's mean, in order.
  ///
  /// @param ofUsers a value per user
  public double[] means(double[] ofUsers) {
    var means = new double[users.length];
    for (int user = 0; user < personOf.length; user++) {
      means[personOf[user]] += ofUsers[user];
    }
    for (int person = 0; person < means.length; person++) {
      means[person] /= users[person];
    }
    return means;
  }
}
