package dev.grlm.embed;

import dev.grlm.words.TextWords;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words of many texts, each word of the vocabulary once in memory: four bytes per word of a
/// text instead of a string. Immutable.
final class SplitTexts extends AbstractList<List<String>> {
  private final int[][] texts;
  private final List<String> vocabulary;

  private SplitTexts(int[][] texts, List<String> vocabulary) {
    this.texts = texts;
    this.vocabulary = vocabulary;
  }

  static SplitTexts of(List<String> texts, TextWords splitting) {
    var indexByWord = new HashMap<String, Integer>();
    var vocabulary = new ArrayList<String>();
    var split = new int[texts.size()][];
    for (int text = 0; text < split.length; text++) {
      List<String> words = splitting.of(texts.get(text));
      split[text] = new int[words.size()];
      for (int place = 0; place < split[text].length; place++) {
        split[text][place] = index(words.get(place), indexByWord, vocabulary);
      }
    }
    return new SplitTexts(split, vocabulary);
  }

  private static int index(String word, Map<String, Integer> indexByWord, List<String> vocabulary) {
    Integer known = indexByWord.putIfAbsent(word, vocabulary.size());
    if (known != null) {
      return known;
    }
    vocabulary.add(word);
    return vocabulary.size() - 1;
  }

  @Override
  public List<String> get(int text) {
    int[] words = texts[text];
    return new AbstractList<>() {
      @Override
      public String get(int place) {
        return vocabulary.get(words[place]);
      }

      @Override
      public int size() {
        return words.length;
      }
    };
  }

  @Override
  public int size() {
    return texts.length;
  }
}
