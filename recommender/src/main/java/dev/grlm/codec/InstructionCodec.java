package dev.grlm.codec;

import dev.grlm.codec.InstructionPrompts.Kind;
import dev.grlm.codec.InstructionPrompts.Part;
import dev.grlm.codec.InstructionPrompts.Turns;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.task.CollaborativeNeighborhood;
import dev.grlm.task.Example;
import dev.grlm.task.TermInternalization;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.text.ChatTemplate;
import dev.grlm.text.ChatTurn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The codec of checkpoints that read language: histories and metadata as conversations, an
/// identifier as the tokens of its text, closing bracket included. Every part of an answer is
/// encoded by itself, in training as at inference, so that the pieces are the same
/// (docs/decisions/0012).
///
/// What does not fit into `longest` tokens is shortened, never cut: a history loses its oldest
/// items, a description its end.
public final class InstructionCodec implements IdentifierCodec<TokenContext> {
  private final InstructionPrompts prompts;
  private final BytePairTokenizer tokenizer;
  private final ChatTemplate chat;
  private final Settings settings;
  private final int needed;
  private final int[] stops;

  /// @param historyItems items of a history that are shown, the newest
  /// @param longest tokens of a prompt with its answer
  /// @param titleWeight of a title's tokens in the loss, relative to the others
  ///   (docs/decisions/0013#8)
  /// @param newTokens most tokens of an answer that is not held to the catalogue's; 0 for two more
  ///   than the longest identifier needs (docs/decisions/0013#9)
  public record Settings(int historyItems, int longest, double titleWeight, int newTokens) {
    /// An answer may have two tokens more than the longest identifier.
    public Settings(int historyItems, int longest, double titleWeight) {
      this(historyItems, longest, titleWeight, 0);
    }
  }

  public InstructionCodec(
      InstructionPrompts prompts,
      Identifiers identifiers,
      BytePairTokenizer tokenizer,
      ChatTemplate chat,
      Settings settings) {
    this(prompts, tokenizer, chat, settings, longest(identifiers, tokenizer), stops(tokenizer));
  }

  private InstructionCodec(
      InstructionPrompts prompts,
      BytePairTokenizer tokenizer,
      ChatTemplate chat,
      Settings settings,
      int needed,
      int[] stops) {
    this.prompts = prompts;
    this.tokenizer = tokenizer;
    this.chat = chat;
    this.settings = settings;
    this.needed = needed;
    this.stops = stops;
  }

  /// Two more than the longest identifier needs (docs/decisions/0013#9).
  private static int longest(Identifiers identifiers, BytePairTokenizer tokenizer) {
    return 2
        + identifiers.groups().keySet().stream()
            .mapToInt(id -> tokenizer.encodeText(InstructionPrompts.text(id)).length)
            .max()
            .orElse(0);
  }

  /// Every token with a closing bracket in it: a vocabulary has some that go on behind it.
  private static int[] stops(BytePairTokenizer tokenizer) {
    return IntStream.range(0, tokenizer.size())
        .filter(token -> tokenizer.token(token).indexOf(']') >= 0)
        .toArray();
  }

  /// The same for a catalogue that has grown.
  public InstructionCodec grown(InstructionPrompts grown, Identifiers identifiers) {
    int longest = Math.max(needed, longest(identifiers, tokenizer));
    return new InstructionCodec(grown, tokenizer, chat, settings, longest, stops);
  }

  public InstructionPrompts prompts() {
    return prompts;
  }

  @Override
  public int length() {
    return settings.newTokens() > 0 ? settings.newTokens() : needed;
  }

  /// Tokens that are kept free behind a prompt: whatever an answer may take, held to the
  /// catalogue's identifiers or not.
  public int room() {
    return Math.max(needed, length());
  }

  @Override
  public int[] stops() {
    return stops.clone();
  }

  @Override
  public TokenContext context(int[] history) {
    int from = Math.max(0, history.length - settings.historyItems());
    while (true) {
      int[] shown = Arrays.copyOfRange(history, from, history.length);
      int[] tokens = asked(prompts.next(shown));
      if (tokens.length + room() <= settings.longest() || shown.length == 1) {
        return new TokenContext(tokens);
      }
      from++;
    }
  }

  @Override
  public TokenContext naming(Item item) {
    return new TokenContext(asked(fitting(item)));
  }

  /// The question about an item with as much of its description as there is room for.
  private Turns fitting(Item item) {
    int shown = prompts.descriptionLength();
    while (true) {
      Turns turns = prompts.name(item, shown);
      if (asked(turns).length + room() <= settings.longest() || shown == 0) {
        return turns;
      }
      shown /= 2;
    }
  }

  private int[] asked(Turns turns) {
    var tokens = new ArrayList<Integer>();
    append(tokens, chat.tunedPrompt(List.of(ChatTurn.user(turns.question()))));
    turns.answer().forEach(part -> append(tokens, tokenizer.encodeText(part.text())));
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  /// A training sample, as it will be asked.
  ///
  /// @throws IllegalArgumentException as [#shown]
  public TokenSample sample(Example example) {
    return tokens(learnt(shown(example)));
  }

  /// The example as far as it fits: a history that is too long loses its oldest items, a list of
  /// neighbors its last.
  ///
  /// @throws IllegalArgumentException naming the subject, when not even the shortest form fits
  public Example shown(Example example) {
    Example shown = example;
    while (true) {
      int length = tokens(learnt(shown)).tokens().length;
      if (length <= settings.longest()) {
        return shown;
      }
      if (shown.items().length <= 2) {
        throw new IllegalArgumentException(
            "%s '%s' needs %d tokens; %d are allowed"
                .formatted(shown.task(), shown.subject(), length, settings.longest()));
      }
      boolean list = shown.task().equals(CollaborativeNeighborhood.NAME);
      int from = list ? 0 : 1;
      int[] fewer = Arrays.copyOfRange(shown.items(), from, from + shown.items().length - 1);
      shown = new Example(shown.task(), shown.subject(), fewer);
    }
  }

  /// The turns of an example that fits; the end of a long description is left out.
  public Turns learnt(Example example) {
    return switch (example.task()) {
      case TermInternalization.NAME ->
          prompts.named(example.items()[0], fitting(prompts.item(example.items()[0])));
      case CollaborativeNeighborhood.NAME -> near(example.items());
      default -> prompts.example(example);
    };
  }

  /// With as much of the item's description as there is room for beside its neighbors.
  private Turns near(int[] items) {
    int shown = prompts.descriptionLength();
    while (true) {
      Turns turns = prompts.near(items, shown);
      if (tokens(turns).tokens().length <= settings.longest() || shown == 0) {
        return turns;
      }
      shown /= 2;
    }
  }

  private TokenSample tokens(Turns turns) {
    var tokens = new ArrayList<Integer>();
    var weights = new ArrayList<Float>();
    append(tokens, chat.tunedPrompt(List.of(ChatTurn.user(turns.question()))));
    int firstTarget = tokens.size();
    for (Part part : turns.answer()) {
      append(tokens, tokenizer.encodeText(part.text()));
      float weight = part.kind() == Kind.TITLE ? (float) settings.titleWeight() : 1;
      while (weights.size() < tokens.size() - firstTarget) {
        weights.add(weight);
      }
    }
    tokens.add(chat.end());
    weights.add(1f);
    var targetWeights = new float[weights.size()];
    for (int i = 0; i < targetWeights.length; i++) {
      targetWeights[i] = weights.get(i);
    }
    return new TokenSample(
        tokens.stream().mapToInt(Integer::intValue).toArray(), firstTarget, targetWeights);
  }

  private static void append(List<Integer> tokens, int[] more) {
    Arrays.stream(more).forEach(tokens::add);
  }

  @Override
  public int[] symbols(Identifier identifier) {
    return tokenizer.encodeText(InstructionPrompts.text(identifier));
  }

  @Override
  public String text(int place, int symbol) {
    return decoded(new int[] {symbol});
  }

  /// Terms stand between commas; a token may hold a part of one.
  @Override
  public OptionalInt slot(int[] symbols) {
    int[] before = Arrays.copyOf(symbols, symbols.length - 1);
    String last = decoded(new int[] {symbols[symbols.length - 1]});
    boolean writes = last.codePoints().anyMatch(Character::isLetterOrDigit);
    int slot = (int) decoded(before).chars().filter(sign -> sign == ',').count();
    return writes ? OptionalInt.of(slot) : OptionalInt.empty();
  }

  /// A model has more rows than its tokenizer has tokens; what noise makes of them is U+FFFD.
  private String decoded(int[] symbols) {
    var text = new StringBuilder();
    int from = 0;
    for (int i = 0; i <= symbols.length; i++) {
      if (i == symbols.length || symbols[i] >= tokenizer.size()) {
        text.append(tokenizer.decode(Arrays.copyOfRange(symbols, from, i)));
        text.append(i == symbols.length ? "" : "\uFFFD");
        from = i + 1;
      }
    }
    return text.toString();
  }

  /// The first bracketed span, split at commas, in normal form (docs/decisions/0013#3); where there
  /// is no closing bracket, whatever follows the opening one, so that it shows as a wrong number of
  /// terms or a cut term.
  @Override
  public Identifier identifier(int[] symbols) {
    String text = decoded(symbols);
    int open = text.indexOf('[');
    int close = text.indexOf(']', open + 1);
    String inside = text.substring(open + 1, close < 0 ? text.length() : close);
    return new Identifier(Arrays.stream(inside.split(",", -1)).map(TermNormalForm::of).toList());
  }
}
