package dev.grlm.systems.gencdr;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.tensor.Tensors;
import java.util.List;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/// The domains of a catalogue and that of each of its items, as a number. Items without one are of
/// the domain that is called nothing, so that a catalogue without domains is of one.
///
/// @param names of the domains, sorted
/// @param of the place among them by item; not to be changed
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
record ItemDomains(List<String> names, int[] of) {
  /// The number of a domain that is not there.
  static final int NONE = -1;

  ItemDomains {
    names = List.copyOf(names);
  }

  static ItemDomains of(Catalog catalog) {
    List<String> names =
        List.copyOf(new TreeSet<>(catalog.items().stream().map(Item::domain).toList()));
    int[] of = catalog.items().stream().mapToInt(item -> names.indexOf(item.domain())).toArray();
    return new ItemDomains(names, of);
  }

  int size() {
    return names.size();
  }

  /// [#NONE] where there is none of that name.
  int number(String name) {
    return names.indexOf(name);
  }

  /// A row per number with a one in its column; zeros for [#NONE].
  ///
  /// @param domains how many columns
  /// @return (numbers, domains)
  static Tensor marks(long[] numbers, int domains) {
    var values = new float[numbers.length * domains];
    for (int row = 0; row < numbers.length; row++) {
      if (numbers[row] != NONE) {
        values[row * domains + (int) numbers[row]] = 1;
      }
    }
    return Tensors.floats(values, numbers.length, domains);
  }
}
