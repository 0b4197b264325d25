package dev.grlm.systems.gram;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.SlotSpelling;
import dev.grlm.data.Item;
import dev.grlm.lm.t5.PassagesContext;
import dev.grlm.lm.t5.PassagesSample;
import dev.grlm.lm.t5.T5Config;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The codec of the decoder of encoded prompts. A history is one prompt of the names of its items,
/// and one of each item; all of them newest first.
///
/// Tokens are the words of names, each slot with tokens of its own; then one that opens the prompt
/// of a history, one before the names of similar items and one before a text; then the words of
/// texts in alphabetical order.
final class PromptCodec extends SlotSpelling<PassagesContext> {
  private static final int MARKS = 3;

  private final int maxItems;

  /// What each item is called; nothing for one that the model cannot spell.
  private final int[][] names;

  private final int[][] prompts;
  private final int historyMark;

  /// What is seen of items beside what they are called; of those that came after the fit nothing
  /// is.
  ///
  /// @param similar items of each fitted item
  /// @param texts words of each fitted item
  /// @param words of all texts, in the order of their tokens
  record Sources(int[][] similar, List<List<String>> texts, List<String> words) {
    static Sources of(int[][] similar, List<List<String>> texts) {
      return new Sources(
          similar, texts, texts.stream().flatMap(List::stream).distinct().sorted().toList());
    }
  }

  /// @param config of the prompts
  /// @param shape that [#shape] made
  /// @param maxItems items of a history that are read
  PromptCodec(SlotCodec slots, Sources sources, PromptConfig config, T5Config shape, int maxItems) {
    super(slots);
    this.maxItems = maxItems;
    this.historyMark = firstMark(shape);
    this.names = new int[slots.items()][];
    for (int item = 0; item < names.length; item++) {
      names[item] = slots.step(item).isPresent() ? name(item, shape) : new int[0];
    }
    this.prompts = new int[slots.items()][];
    var numbers = new Numbers(sources.words());
    for (int item = 0; item < prompts.length; item++) {
      prompts[item] = prompt(item, sources, numbers, config.tokens());
    }
  }

  /// The shape with tokens for words beside those of the slots, and places for a history and so
  /// many items.
  static T5Config shape(T5Config ofSlots, Sources sources, int maxItems) {
    return ofSlots
        .withVocabularySize(firstMark(ofSlots) + MARKS + sources.words().size())
        .withPassages(1 + maxItems);
  }

  /// Behind the tokens of all slots.
  private static int firstMark(T5Config shape) {
    return shape.firstToken(shape.levels().size());
  }

  /// Words in the order of their tokens.
  private record Numbers(List<String> words) {
    int of(String word) {
      int number = Collections.binarySearch(words, word);
      if (number < 0) {
        throw new IllegalArgumentException("'" + word + "' is not a word of the texts");
      }
      return number;
    }
  }

  /// With the end, where it has one.
  private int[] symbols(int item) {
    int[] padded = slots().steps().get(slots().step(item).orElseThrow()).symbols();
    int length = spoken(padded);
    return Arrays.copyOf(padded, Math.min(padded.length, length + 1));
  }

  /// Words before the end.
  private int spoken(int[] symbols) {
    int length = 0;
    while (length < symbols.length && !(slots().ends() && symbols[length] == SlotCodec.END)) {
      length++;
    }
    return length;
  }

  private int[] name(int item, T5Config shape) {
    int[] symbols = symbols(item);
    var tokens = new int[spoken(symbols)];
    Arrays.setAll(tokens, slot -> shape.token(slot, symbols[slot]));
    return tokens;
  }

  private int[] prompt(int item, Sources sources, Numbers numbers, int longest) {
    var tokens = new ArrayList<Integer>();
    add(tokens, names[item]);
    if (item < sources.similar().length) {
      tokens.add(historyMark + 1);
      for (int other : sources.similar()[item]) {
        add(tokens, names[other]);
      }
      tokens.add(historyMark + 2);
      for (String word : sources.texts().get(item)) {
        tokens.add(historyMark + MARKS + numbers.of(word));
      }
    }
    return tokens.stream().mapToInt(Integer::intValue).limit(longest).toArray();
  }

  private static void add(List<Integer> tokens, int[] name) {
    Arrays.stream(name).forEach(tokens::add);
  }

  /// What is learnt of a history: an item from those before it.
  ///
  /// @param end how many items are before it
  PassagesSample sample(int[] items, int end) {
    return new PassagesSample(read(items, end), symbols(items[end]));
  }

  /// Tokens of prompts that the decoder sees in all samples of a history together.
  int seen(int[] items) {
    int tokens = 0;
    for (int end = 1; end < items.length; end++) {
      tokens++;
      for (int place = Math.max(0, end - maxItems); place < end; place++) {
        tokens += names[items[place]].length + prompts[items[place]].length;
      }
    }
    return tokens;
  }

  private PassagesContext read(int[] items, int end) {
    int first = Math.max(0, end - maxItems);
    var history = new ArrayList<>(List.of(historyMark));
    var passages = new ArrayList<int[]>();
    for (int place = end - 1; place >= first; place--) {
      add(history, names[items[place]]);
      passages.add(prompts[items[place]]);
    }
    passages.addFirst(history.stream().mapToInt(Integer::intValue).toArray());
    return new PassagesContext(passages);
  }

  @Override
  public PassagesContext context(int[] history) {
    return read(history, history.length);
  }

  /// @throws IllegalArgumentException always: it reads histories and no metadata
  @Override
  public PassagesContext naming(Item item) {
    throw new IllegalArgumentException("a decoder of prompts reads no metadata: " + item.id());
  }
}
