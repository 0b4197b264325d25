package dev.grlm.systems.lcrec;

import dev.grlm.codec.IdentifierCodec;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.task.Example;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.text.ChatTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The codec of a checkpoint that knows codes as words: questions in a user's turn, the answer in
/// the next. Texts of a catalogue never turn into codes or marks.
///
/// What does not fit into `longest` tokens is shortened: a history loses its oldest items, then a
/// description its end, then a title, of each of which something is left.
///
/// @param seed of the wordings
/// @param historyItems items of a history that are shown, the newest
/// @param levels codes of an item
record LessonCodec(
    Question question,
    Templates templates,
    CodeWords words,
    BytePairTokenizer tokenizer,
    ChatTemplate chat,
    int historyItems,
    int levels,
    int longest,
    long seed)
    implements IdentifierCodec<TokenContext> {
  private static final String ASKED = LessonKind.SEQUENCE.word();

  /// The same for a catalogue that has grown; new items are shown by their codes.
  LessonCodec grown(Identifiers all) {
    return new LessonCodec(
        question,
        templates,
        words.grown(all),
        tokenizer,
        chat,
        historyItems,
        levels,
        longest,
        seed);
  }

  /// Tokens of words and codes as they come; words that follow each other are encoded together.
  private final class Tokens {
    private final List<Integer> tokens = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();

    void text(String more) {
      open.append(more);
    }

    void codes(int item) {
      close();
      Arrays.stream(words.tokens(item)).forEach(tokens::add);
    }

    private void close() {
      Arrays.stream(tokenizer.encodeText(open.toString())).forEach(tokens::add);
      open.setLength(0);
    }

    int[] all() {
      close();
      return tokens.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /// What is said of the last item, at most half of what there is room for.
  int[] answer(Example example) {
    var tokens = new Tokens();
    Consumer<String> text = tokens::text;
    IntConsumer codes = tokens::codes;
    question.answer(LessonKind.parse(example.task()), example, text, codes);
    int[] all = tokens.all();
    return Arrays.copyOf(all, Math.min(all.length, longest / 2));
  }

  /// A sample in the wording of an epoch.
  ///
  /// @throws IllegalArgumentException naming the subject, when not even the shortest form fits
  TokenSample sample(Lesson lesson, int epoch) {
    List<String> wordings = question.wordings(templates, lesson.example());
    long drawn = (seed * 31 + epoch) * 0x9E3779B97F4A7C15L + lesson.number();
    String wording = wordings.get(new SplittableRandom(drawn).nextInt(wordings.size()));
    return sample(lesson, wording);
  }

  /// Tries all wordings of the samples with the longest answers, so that what cannot fit fails
  /// before the first epoch and not in the one that draws it.
  ///
  /// @throws IllegalArgumentException naming the subject
  void requireRoom(List<Lesson> lessons) {
    var longestAnswers = new LinkedHashMap<List<String>, Lesson>();
    for (Lesson lesson : lessons) {
      longestAnswers.merge(
          question.wordings(templates, lesson.example()),
          lesson,
          (one, other) -> other.targets() > one.targets() ? other : one);
    }
    longestAnswers.forEach(
        (wordings, lesson) -> wordings.forEach(wording -> sample(lesson, wording)));
  }

  private TokenSample sample(Lesson lesson, String wording) {
    int[] answer = answer(lesson.example());
    int[] prompt = prompt(wording, lesson.example(), longest - answer.length - 1);
    int[] tokens = Arrays.copyOf(prompt, prompt.length + answer.length + 1);
    System.arraycopy(answer, 0, tokens, prompt.length, answer.length);
    tokens[tokens.length - 1] = chat.end();
    return new TokenSample(tokens, prompt.length);
  }

  private int[] prompt(String wording, Example example, int room) {
    Example shown = example;
    ItemWords texts = question.words();
    while (true) {
      var tokens = new Tokens();
      new Question(texts).ask(wording, shown, tokens::text, tokens::codes);
      int[] prompt = chat.tunedPrompt(tokens.all());
      if (prompt.length <= room) {
        return prompt;
      }
      // Of a history one item is left, of which the title may be shown, and the one that is asked.
      int[] items = shown.items();
      if (items.length > 2) {
        int[] fewer = Arrays.copyOfRange(items, 1, items.length);
        shown = new Example(shown.task(), shown.subject(), fewer);
      } else if (wording.contains("{description}") && texts.canShortenDescription(items[0])) {
        texts = texts.shorterDescription(items[0]);
      } else if (wording.contains("{title") && texts.canShortenTitle(items[0])) {
        texts = texts.shorterTitle(items[0]);
      } else {
        throw new IllegalArgumentException(
            "%s '%s' needs %d tokens; %d are left beside its answer"
                .formatted(example.task(), example.subject(), prompt.length, room));
      }
    }
  }

  /// How many tokens a sample teaches.
  int targets(Example example) {
    return answer(example).length + 1;
  }

  /// Those whose codes are words.
  @Override
  public int[] readable(int[] history) {
    return Arrays.stream(history).filter(item -> words.tokens(item).length > 0).toArray();
  }

  @Override
  public int length() {
    return levels;
  }

  /// By the first wording; the question's last item is the one that is asked for and is not shown.
  @Override
  public TokenContext context(int[] history) {
    int from = Math.max(0, history.length - historyItems);
    int[] shown = Arrays.copyOfRange(history, from, history.length + 1);
    shown[shown.length - 1] = history[history.length - 1];
    var example = new Example(ASKED, "", shown);
    String wording = templates.of(LessonKind.SEQUENCE, false, false).getFirst();
    return new TokenContext(prompt(wording, example, longest - levels - 1));
  }

  /// @throws IllegalArgumentException always: nobody asks it for an item that it was not taught
  @Override
  public TokenContext naming(Item item) {
    throw new IllegalArgumentException("codes are made of vectors of texts: " + item.id());
  }

  @Override
  public int[] symbols(Identifier identifier) {
    return words.tokens(identifier);
  }

  @Override
  public boolean spells(Identifier identifier) {
    return words.knows(identifier);
  }

  @Override
  public String text(int place, int symbol) {
    String code = words.symbol(symbol);
    if (code != null) {
      return code;
    }
    // A model has more rows than its tokenizer has tokens.
    return symbol < tokenizer.size() ? tokenizer.decode(new int[] {symbol}) : "\uFFFD";
  }

  @Override
  public OptionalInt slot(int[] symbols) {
    return words.symbol(symbols[symbols.length - 1]) == null
        ? OptionalInt.empty()
        : OptionalInt.of(symbols.length - 1);
  }

  /// Words of language stay what they are, and no item has them.
  @Override
  public Identifier identifier(int[] symbols) {
    return new Identifier(
        IntStream.range(0, symbols.length).mapToObj(place -> text(place, symbols[place])).toList());
  }
}
