package dev.grlm.ground;

import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// Elastic identifier grounding (arXiv 2601.06798 §3.4): exact match first, structural match
/// otherwise. Immutable and thread-safe.
///
/// - *Exact*: the generated identifier is in the catalogue. Its collision group, in [ItemOrder]
///   (docs/decisions/0004).
/// - *Structural*: argmax over items of Σⱼ wⱼ · [gⱼ = tᵢⱼ], where g is the generated identifier, tᵢ
///   that of item i, and wⱼ the weight of slot j in [GroundingConfig]; the sum is taken in slot
///   order. Only the same term in the same slot counts (docs/decisions/0005). Ties
///   (docs/decisions/0004): score ↓, number of matching slots ↓, longest common prefix ↓, then
///   [ItemOrder], which makes an identifier as popular as the most popular item of its group. The
///   answer is the whole collision group of the best item's identifier, best item first: who wants
///   one item per identifier takes the first.
/// - *Unmatched*: no term of it stands in its slot in any item (docs/decisions/0013#11).
///
/// Terms are compared as they are; readers have normalised them (docs/decisions/0013#3). In
/// structural matching a blank term matches nothing. A generated identifier may have another length
/// than those of the catalogue, and these may differ in length: then a structural match counts what
/// both have, in the slots that both have. A term that only one of them has counts for neither and
/// against neither, and terms beyond the last slot are ignored. Exact is an identifier of the same
/// terms alone: one that another begins with is another identifier.
///
/// Up to [#LONGEST_WITH_TABLES] slots no item is scanned ([SubsetLookup]); longer identifiers go by
/// the items that share a term ([SlotPostings]).
public final class ElasticGrounder implements Grounder {
  /// A table for every subset of the slots doubles with each slot.
  static final int LONGEST_WITH_TABLES = 8;

  /// No term: what is unknown, which matches nothing.
  private static final int UNKNOWN = -1;

  /// No term: what stands behind the last one. It makes a shorter identifier equal to itself, and
  /// no structural match asks for it.
  private static final int ENDED = -2;

  private final Identifiers identifiers;
  private final ItemOrder order;
  private final GroundingConfig config;
  private final int length;
  private final Map<String, Integer> codeOfTerm = new HashMap<>();

  /// Per row, that is per distinct identifier, in the order of the best item: its items in order.
  private final List<List<Integer>> groups;

  private final StructuralIndex index;

  /// @param identifiers of all items of the catalogue
  /// @param order over the same items
  /// @throws IllegalArgumentException when the sizes differ, when there are fewer weights than
  ///   slots, or when identifiers are longer than [GroundingConfig#MAXIMUM_LENGTH]
  public ElasticGrounder(Identifiers identifiers, ItemOrder order, GroundingConfig config) {
    this(identifiers, order, config, _ -> true);
  }

  private ElasticGrounder(
      Identifiers identifiers, ItemOrder order, GroundingConfig config, IntPredicate candidate) {
    check(identifiers, order, config);
    this.identifiers = identifiers;
    this.order = order;
    this.config = config;
    this.length = identifiers.length();
    this.groups = groups(identifiers, order, candidate);
    int[] codes = codes(identifiers);
    this.index =
        length <= LONGEST_WITH_TABLES
            ? new SubsetLookup(length, groups.size(), codes, config.weights())
            : new SlotPostings(length, groups.size(), codes, config.weights());
  }

  @Override
  public Grounding ground(Identifier generated) {
    int[] query = new int[length];
    Arrays.setAll(query, slot -> code(generated, slot));
    if (generated.length() <= length) {
      int row = index.exact(query);
      if (row != StructuralIndex.NONE) {
        return new Grounding.Exact(groups.get(row));
      }
    }
    StructuralIndex.Match best = index.best(query, asked(generated));
    return best.row() == StructuralIndex.NONE
        ? new Grounding.Unmatched()
        : new Grounding.Structural(groups.get(best.row()), best.score());
  }

  /// Takes as long as making this one, for as many items.
  @Override
  public Grounder among(BitSet items) {
    return new ElasticGrounder(identifiers, order, config, items::get);
  }

  /// Bytes of heap that the index takes beside the identifiers themselves; terms not counted.
  public long indexBytes() {
    return index.bytes();
  }

  /// The slots whose term is not blank.
  private int asked(Identifier generated) {
    int slots = 0;
    for (int slot = 0; slot < Math.min(length, generated.length()); slot++) {
      if (!generated.symbol(slot).isBlank()) {
        slots |= 1 << slot;
      }
    }
    return slots;
  }

  private int code(Identifier generated, int slot) {
    return slot < generated.length()
        ? codeOfTerm.getOrDefault(generated.symbol(slot), UNKNOWN)
        : ENDED;
  }

  private int[] codes(Identifiers identifiers) {
    int[] codes = new int[Math.multiplyExact(groups.size(), length)];
    Arrays.fill(codes, ENDED);
    for (int row = 0; row < groups.size(); row++) {
      int next = row * length;
      for (String term : identifiers.of(groups.get(row).getFirst()).symbols()) {
        Integer known = codeOfTerm.putIfAbsent(term, codeOfTerm.size());
        codes[next++] = known != null ? known : codeOfTerm.size() - 1;
      }
    }
    return codes;
  }

  private static List<List<Integer>> groups(
      Identifiers identifiers, ItemOrder order, IntPredicate candidate) {
    var groups = new ArrayList<List<Integer>>();
    for (int rank = 0; rank < order.size(); rank++) {
      int item = order.item(rank);
      if (!candidate.test(item)) {
        continue;
      }
      List<Integer> group = identifiers.items(identifiers.of(item));
      if (group.size() > 1) {
        group =
            group.stream()
                .filter(candidate::test)
                .sorted(Comparator.comparingInt(order::rank))
                .toList();
      }
      if (group.getFirst() == item) {
        groups.add(group);
      }
    }
    return groups;
  }

  private static void check(Identifiers identifiers, ItemOrder order, GroundingConfig config) {
    if (identifiers.size() != order.size()) {
      throw new IllegalArgumentException(
          identifiers.size() + " identifiers but an order of " + order.size() + " items");
    }
    if (identifiers.length() > GroundingConfig.MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "identifiers of at most "
              + GroundingConfig.MAXIMUM_LENGTH
              + " slots can be grounded, these have "
              + identifiers.length());
    }
    if (identifiers.length() > config.weights().size()) {
      throw new IllegalArgumentException(
          identifiers.length() + " slots but only " + config.weights().size() + " weights");
    }
  }
}
