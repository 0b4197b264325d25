package dev.grlm.codebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.grlm.data.ItemOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What happens to items that come out with the same codes.
public enum Collisions {
  /// They share them.
  KEEP {
    @Override
    public Codes resolve(Quantized quantized, ItemOrder order) {
      return quantized.codes();
    }
  },
  /// A further level numbers the items of each group, in the order of the items: 0 for those that
  /// are alone, so that none collide. As in TIGER, where the order is that of the file.
  DIGIT {
    @Override
    public Codes resolve(Quantized quantized, ItemOrder order) {
      Codes codes = quantized.codes();
      var digits = new int[codes.items()];
      int largest = 1;
      for (List<Integer> group : codes.groups(codes.levels())) {
        int[] ranked = group.stream().mapToInt(order::rank).sorted().toArray();
        for (int digit = 0; digit < ranked.length; digit++) {
          digits[order.item(ranked[digit])] = digit;
        }
        largest = Math.max(largest, ranked.length);
      }
      return codes.with(largest, digits);
    }
  },
  /// Every group is spread over the codes of the last level by [Sinkhorn], again while some
  /// collide, at most [#ROUNDS] times: the way of LC-Rec and LETTER. What still collides shares its
  /// codes, as do equal items always.
  REPAIR {
    @Override
    public Codes resolve(Quantized quantized, ItemOrder order) {
      return Repair.of(quantized, Sinkhorn.DEFAULT, ROUNDS);
    }
  },
  /// All items that share all codes but the last get different last codes, by which the sum of
  /// squared distances is least. Where there are more items than codes, they are matched as many at
  /// a time as there are codes, in their order, so that none is taken more often than it must be.
  MATCHING {
    @Override
    public Codes resolve(Quantized quantized, ItemOrder order) {
      return Matching.of(quantized);
    }
  };

  /// Of LC-Rec.
  static final int ROUNDS = 20;

  /// @param order in which items that nothing else tells apart come: by training popularity
  public abstract Codes resolve(Quantized quantized, ItemOrder order);

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static Collisions parse(String word) {
    for (Collisions way : values()) {
      if (way.word().equals(word)) {
        return way;
      }
    }
    throw new IllegalArgumentException(
        "unknown way with collisions '%s'; it is one of %s"
            .formatted(word, Arrays.stream(values()).map(Collisions::word).toList()));
  }

  /// `keep`, `digit`, `repair` or `matching`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
