package dev.grlm.codec;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.Lengths;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The codec of the two-level decoder: an item is one step, its terms are the symbols of the step's
/// slots, each slot with a symbol table of its own.
///
/// Where identifiers differ in length there are as many slots as the longest has terms, and in
/// every slot the first symbol, number [#END], is the end: it closes what is shorter than the
/// longest, and fills the slots behind. It is no term, and what a sequence says behind it is not
/// read.
public final class SlotCodec implements IdentifierCodec<StepContext> {
  /// Number of the symbol that ends an identifier, where identifiers differ in length.
  public static final int END = 0;

  /// Sorts before all terms, and none of them can be so.
  private static final String END_SYMBOL = "";

  private static final int NO_STEP = -1;

  private final List<List<String>> symbolTables;
  private final List<Map<String, Integer>> symbolNumbers;
  private final List<Step> steps;
  private final int[] stepOfItem;
  private final WordTable words;
  private final int maxSteps;
  private final int fitted;
  private final Lengths lengths;

  /// Which lengths the learnt identifiers have.
  private final BitSet learntLengths = new BitSet();

  /// @param maxSteps items of a history that are read, the newest
  public SlotCodec(Identifiers identifiers, WordTable words, int maxSteps) {
    this(identifiers, words, maxSteps, identifiers.size());
  }

  /// @param fitted how many of the items, the first ones, the model was trained on; the others are
  ///   further steps, as far as they have no term of their own
  public SlotCodec(Identifiers identifiers, WordTable words, int maxSteps, int fitted) {
    this.words = words;
    this.maxSteps = maxSteps;
    this.fitted = fitted;
    this.symbolTables = new ArrayList<>();
    this.symbolNumbers = new ArrayList<>();
    List<Identifier> learnt = identifiers.all().subList(0, fitted);
    this.lengths = Lengths.of(learnt);
    learnt.forEach(identifier -> learntLengths.set(identifier.length()));
    for (int slot = 0; slot < lengths.longest(); slot++) {
      var symbols = new TreeSet<String>();
      if (ends()) {
        symbols.add(END_SYMBOL);
      }
      for (Identifier identifier : learnt) {
        if (slot < identifier.length()) {
          symbols.add(identifier.symbol(slot));
        }
      }
      var numbers = new HashMap<String, Integer>();
      symbols.forEach(symbol -> numbers.put(symbol, numbers.size()));
      symbolTables.add(List.copyOf(symbols));
      symbolNumbers.add(numbers);
    }
    this.steps = new ArrayList<>();
    this.stepOfItem = new int[identifiers.size()];
    for (int item = 0; item < identifiers.size(); item++) {
      Identifier identifier = identifiers.of(item);
      if (spells(identifier)) {
        stepOfItem[item] = steps.size();
        // END is what an array is filled with.
        steps.add(new Step(steps.size(), Arrays.copyOf(symbols(identifier), length())));
      } else {
        stepOfItem[item] = NO_STEP;
      }
    }
  }

  /// Number of symbols of each slot.
  public List<Integer> slotSizes() {
    return symbolTables.stream().map(List::size).toList();
  }

  /// Whether identifiers may end before the last slot, by [#END].
  public boolean ends() {
    return !lengths.fixed();
  }

  /// The terms of each slot in order of their number; an empty one is the end.
  public List<List<String>> symbolTables() {
    return symbolTables;
  }

  /// The steps of the items that the model can spell, in the order of the items; all fitted ones
  /// are among them.
  public List<Step> steps() {
    return steps;
  }

  /// Number of items, of those included that have no step.
  public int items() {
    return stepOfItem.length;
  }

  /// The number of an item's step among [#steps]; none where the model cannot spell the item.
  public OptionalInt step(int item) {
    return stepOfItem[item] == NO_STEP ? OptionalInt.empty() : OptionalInt.of(stepOfItem[item]);
  }

  public WordTable words() {
    return words;
  }

  @Override
  public int length() {
    return symbolTables.size();
  }

  @Override
  public StepContext context(int[] history) {
    int from = Math.max(0, history.length - maxSteps);
    return new StepContext.Steps(
        Arrays.stream(history, from, history.length)
            .mapToObj(item -> steps.get(stepOfItem[item]))
            .toList());
  }

  @Override
  public StepContext naming(Item item) {
    return new StepContext.Words(words.numbers(item));
  }

  @Override
  public int[] symbols(Identifier identifier) {
    int terms = identifier.length();
    var symbols = new int[ends() && terms < length() ? terms + 1 : terms];
    for (int slot = 0; slot < terms; slot++) {
      Integer number = symbolNumbers.get(slot).get(identifier.symbol(slot));
      if (number == null) {
        throw new IllegalArgumentException(
            "'" + identifier.symbol(slot) + "' is not a term of slot " + (slot + 1));
      }
      symbols[slot] = number;
    }
    return symbols;
  }

  @Override
  public boolean spells(Identifier identifier) {
    return learntLengths.get(identifier.length())
        && IntStream.range(0, identifier.length())
            .allMatch(slot -> knows(slot, identifier.symbol(slot)));
  }

  private boolean knows(int slot, String term) {
    return !term.equals(END_SYMBOL) && symbolNumbers.get(slot).containsKey(term);
  }

  /// Without items that the model cannot spell.
  @Override
  public int[] readable(int[] history) {
    return Arrays.stream(history).filter(item -> stepOfItem[item] != NO_STEP).toArray();
  }

  /// The same for a catalogue that has grown, perhaps not for the first time; its first items are
  /// those of the model.
  public SlotCodec grown(Identifiers grown) {
    return new SlotCodec(grown, words, maxSteps, fitted);
  }

  @Override
  public String text(int place, int symbol) {
    return symbolTables.get(place).get(symbol);
  }

  @Override
  public OptionalInt slot(int[] symbols) {
    boolean end = ends() && symbols[symbols.length - 1] == END;
    return end ? OptionalInt.empty() : OptionalInt.of(symbols.length - 1);
  }

  @Override
  public int[] stops() {
    return ends() ? new int[] {END} : new int[0];
  }

  @Override
  public Identifier identifier(int[] symbols) {
    var terms = new ArrayList<String>();
    for (int slot = 0; slot < symbols.length; slot++) {
      if (ends() && symbols[slot] == END) {
        break;
      }
      terms.add(symbolTables.get(slot).get(symbols[slot]));
    }
    return new Identifier(terms);
  }
}
