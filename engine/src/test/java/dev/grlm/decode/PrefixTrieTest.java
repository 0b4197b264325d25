package dev.grlm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrefixTrieTest {
  @Provide
  Arbitrary<List<int[]>> sequences() {
    return Arbitraries.integers()
        .between(1, 4)
        .flatMap(length ->
            Arbitraries.integers()
                .between(0, 5)
                .array(int[].class)
                .ofSize(length)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .uniqueElements(Arrays::hashCode));
  }

  /// Symbols 1…5 of any number, closed by a 0: what brackets make of identifiers.
  @Provide
  Arbitrary<List<int[]>> closedSequences() {
    return Arbitraries.integers()
        .between(1, 5)
        .array(int[].class)
        .ofMinSize(0)
        .ofMaxSize(5)
        .map(symbols -> Arrays.copyOf(symbols, symbols.length + 1))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .uniqueElements(Arrays::hashCode);
  }

  /// The symbols on the way from the root.
  private static List<Integer> prefix(PrefixTrie trie, int node) {
    var symbols = new ArrayList<Integer>();
    for (int at = node; at != trie.root(); at = trie.parent(at)) {
      symbols.addFirst(trie.symbol(at));
    }
    return symbols;
  }

  private static List<Integer> boxed(int[] symbols, int length) {
    return Arrays.stream(symbols, 0, length).boxed().toList();
  }

  @Property(tries = 200)
  void everyNodeIsAPrefixWithItsContinuationsInOrder(@ForAll("sequences") List<int[]> sequences) {
    assertNodes(sequences);
  }

  @Property(tries = 200)
  void soItIsForSequencesOfDifferentLengths(@ForAll("closedSequences") List<int[]> sequences) {
    assertNodes(sequences);
    assertLeaves(sequences);
  }

  /// The nodes stay; what is counted below them is what is open.
  @Property(tries = 100)
  void openedToSomeSequencesItCountsThese(@ForAll("closedSequences") List<int[]> sequences) {
    PrefixTrie whole = PrefixTrie.of(sequences);
    var some = new BitSet();
    IntStream.range(0, sequences.size()).filter(i -> i % 3 != 1).forEach(some::set);
    PrefixTrie opened = whole.opened(some);
    assertThat(opened.nodes()).isEqualTo(whole.nodes());
    for (int node = 0; node < opened.nodes(); node++) {
      List<Integer> prefix = prefix(whole, node);
      long through =
          some.stream()
              .mapToObj(sequences::get)
              .filter(s -> s.length >= prefix.size() && boxed(s, prefix.size()).equals(prefix))
              .count();
      assertThat(opened.leaves(node)).isEqualTo((int) through);
      assertThat(opened.firstChild(node)).isEqualTo(whole.firstChild(node));
    }
  }

  private static void assertNodes(List<int[]> sequences) {
    PrefixTrie trie = PrefixTrie.of(sequences);
    int longest = sequences.stream().mapToInt(s -> s.length).max().orElseThrow();
    assertThat(trie.length()).isEqualTo(longest);
    int prefixes = 0;
    for (int depth = 0; depth <= longest; depth++) {
      int at = depth;
      prefixes +=
          (int)
              sequences.stream()
                  .filter(s -> s.length >= at)
                  .map(s -> boxed(s, at))
                  .distinct()
                  .count();
    }
    assertThat(trie.nodes()).isEqualTo(prefixes);
    for (int node = 0; node < trie.nodes(); node++) {
      List<Integer> prefix = prefix(trie, node);
      int depth = prefix.size();
      List<int[]> through =
          sequences.stream()
              .filter(s -> s.length >= depth && boxed(s, depth).equals(prefix))
              .toList();
      assertThat(trie.leaves(node)).isEqualTo(through.size());
      var children = new ArrayList<Integer>();
      for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
        assertThat(trie.parent(child)).isEqualTo(node);
        children.add(trie.symbol(child));
      }
      List<Integer> expected =
          through.stream()
              .filter(s -> s.length > depth)
              .map(s -> s[depth])
              .distinct()
              .sorted()
              .toList();
      assertThat(children).isEqualTo(expected);
      assertThat(trie.isLeaf(node)).isEqualTo(expected.isEmpty());
    }
  }

  @Property(tries = 200)
  void everySequenceHasItsLeaf(@ForAll("sequences") List<int[]> sequences) {
    assertLeaves(sequences);
  }

  private static void assertLeaves(List<int[]> sequences) {
    PrefixTrie trie = PrefixTrie.of(sequences);
    assertThat(trie.size()).isEqualTo(sequences.size());
    for (int i = 0; i < sequences.size(); i++) {
      int[] sequence = sequences.get(i);
      assertThat(prefix(trie, trie.leafOf(i))).isEqualTo(boxed(sequence, sequence.length));
      assertThat(trie.sequenceAt(trie.leafOf(i))).isEqualTo(i);
    }
    assertThat(trie.sequenceAt(trie.root())).isEqualTo(-1);
  }

  @Example
  void sequencesThatAreNotOneOfAKindAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            PrefixTrie.of(
                List.of(new int[] {1, 2, 9}, new int[] {3}, new int[] {1, 2}, new int[] {1, 0})))
        .withMessage("sequence 2 [1, 2] is the beginning of sequence 0 [1, 2, 9]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrefixTrie.of(List.of(new int[] {5}, new int[] {3}, new int[] {5})))
        .withMessageContaining("sequences 0 and 2 are equal");
    assertThatIllegalArgumentException().isThrownBy(() -> PrefixTrie.of(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrefixTrie.of(List.of(new int[] {1}, new int[0])))
        .withMessage("sequence 1 is empty");
  }
}
