package dev.grlm.fusion;

import java.util.Arrays;

/// What experts say of the candidates of several users, of whom each chose one: what a
/// [ListwiseFit] is fitted to. Confined to one thread while it is filled.
final class Choices {
  /// One user's candidates.
  ///
  /// @param features candidates × K
  /// @param chosen index of the candidate that came next
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record Choice(float[] features, int chosen) {}

  private final int experts;
  private Choice[] all = new Choice[16];
  private int size;

  /// @param experts K, their number
  Choices(int experts) {
    this.experts = experts;
  }

  /// @throws IllegalArgumentException when the features are not whole rows
  void add(Choice choice) {
    if (choice.features().length % experts != 0) {
      throw new IllegalArgumentException(
          choice.features().length + " features are not rows of " + experts);
    }
    if (size == all.length) {
      all = Arrays.copyOf(all, 2 * size);
    }
    all[size++] = choice;
  }

  int experts() {
    return experts;
  }

  int size() {
    return size;
  }

  Choice of(int user) {
    return all[user];
  }

  /// Those users whose number leaves `remainder` when it is divided by `parts`, or all others.
  Choices part(int parts, int remainder, boolean others) {
    var part = new Choices(experts);
    for (int user = 0; user < size; user++) {
      if ((user % parts == remainder) != others) {
        part.add(all[user]);
      }
    }
    return part;
  }
}
