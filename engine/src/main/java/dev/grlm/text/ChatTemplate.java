package dev.grlm.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Conversations as the token sequences that Qwen3 was trained on. The template of a folder, a
/// Jinja program, is not run: it only tells which of two known forms the checkpoint has.
///
///     <|im_start|>user⏎…<|im_end|>⏎<|im_start|>assistant⏎
///
/// Marks are token numbers; roles and contents are encoded as untrusted text, so that no content can
/// end its turn. Immutable and thread-safe as long as the tokenizer is open.
public final class ChatTemplate {
  private static final String BEGIN = "<|im_start|>";
  private static final String END = "<|im_end|>";
  private static final String SWITCH = "enable_thinking";

  /// A template that opens every answer with a thought, written with or without Jinja's escape.
  private static final Pattern ALWAYS_THINKS = Pattern.compile("assistant(\\\\n|\\n)<think>");

  /// A system turn that a template brings along, as those of other families do.
  private static final String OWN_SYSTEM = "You are";

  /// The forms that are known.
  public enum Form {
    /// Qwen3 as first published: thinks unless the answer is opened with an empty think block.
    HYBRID,
    /// Qwen3-Instruct-2507: never thinks.
    INSTRUCT
  }

  private final Form form;
  private final BytePairTokenizer tokenizer;
  private final int begin;
  private final int end;
  private final int[] emptyThought;

  private ChatTemplate(Form form, BytePairTokenizer tokenizer, String place) throws IOException {
    this.form = form;
    this.tokenizer = tokenizer;
    begin = mark(BEGIN, place);
    end = mark(END, place);
    emptyThought =
        form == Form.HYBRID
            ? concatenate(
                new int[] {mark("<think>", place)},
                tokenizer.encodeText("\n\n"),
                new int[] {mark("</think>", place)},
                tokenizer.encodeText("\n\n"))
            : new int[0];
  }

  /// Tells the form of a folder's checkpoint by `chat_template.jinja` or else by `chat_template` in
  /// `tokenizer_config.json`.
  ///
  /// @throws IOException in one line saying what was looked for, when there is no template or none
  ///   of the known forms
  public static ChatTemplate load(Path folder, BytePairTokenizer tokenizer) throws IOException {
    var config = new TokenizerConfigFile(folder);
    Optional<String> template = config.template();
    if (template.isEmpty()) {
      throw new IOException(
          "%s: no chat template: neither key 'chat_template' nor a file %s"
              .formatted(
                  folder.resolve(TokenizerConfigFile.NAME), TokenizerConfigFile.TEMPLATE_NAME));
    }
    return new ChatTemplate(
        form(template.get(), config.templatePlace()), tokenizer, config.templatePlace());
  }

  private static Form form(String template, String place) throws IOException {
    for (String mark : List.of(BEGIN, END)) {
      if (!template.contains(mark)) {
        throw new IOException(
            "%s: not a template of Qwen3: looked for %s and %s, found no %s"
                .formatted(place, BEGIN, END, mark));
      }
    }
    if (template.contains(SWITCH)) {
      return Form.HYBRID;
    }
    if (ALWAYS_THINKS.matcher(template).find()) {
      throw new IOException(
          ("%s: this checkpoint always thinks: looked for '%s', or for answers that do not begin"
                  + " with <think>")
              .formatted(place, SWITCH));
    }
    if (template.contains(OWN_SYSTEM)) {
      throw new IOException(
          ("%s: not a template of Qwen3: looked for '%s', or for no system text of its own; found"
                  + " '%s'")
              .formatted(place, SWITCH, OWN_SYSTEM));
    }
    return Form.INSTRUCT;
  }

  private int mark(String content, String place) throws IOException {
    OptionalInt id = tokenizer.findAdded(content);
    if (id.isEmpty()) {
      throw new IOException(
          "%s: the template needs %s, which is not an added token of the tokenizer"
              .formatted(place, content));
    }
    return id.getAsInt();
  }

  public Form form() {
    return form;
  }

  /// The mark that ends a turn, where generation stops.
  public int end() {
    return end;
  }

  /// Asks a checkpoint that was not fine-tuned by us, in its own form without thinking: `HYBRID`
  /// opens the answer with an empty think block.
  ///
  /// @param turns the last one is the user's; of earlier answers only what is left without thoughts
  ///   (see [ThinkBlock])
  public int[] untunedPrompt(List<ChatTurn> turns) {
    return concatenate(tunedPrompt(turns), emptyThought);
  }

  /// Asks a checkpoint that was fine-tuned on [#tunedSample]: the same for every form and without a
  /// think block. GRLM's authors train with one and decode without; we have none in both.
  ///
  /// @param turns the last one is the user's
  public int[] tunedPrompt(List<ChatTurn> turns) {
    if (turns.isEmpty() || turns.getLast().role() != ChatTurn.Role.USER) {
      throw new IllegalArgumentException(
          "the last turn must be the user's: "
              + (turns.isEmpty() ? "there is none" : turns.getLast()));
    }
    int[] newline = tokenizer.encodeText("\n");
    int[] tokens = new int[0];
    for (ChatTurn turn : turns) {
      tokens = concatenate(tokens, opened(turn.role(), turn.content()), new int[] {end}, newline);
    }
    return concatenate(tokens, opened(ChatTurn.Role.ASSISTANT, ""));
  }

  /// As [#tunedPrompt(List)] for one turn of the user that is tokens already, added ones among
  /// them.
  ///
  /// @param content does not begin with a blank or a line break, which would melt into the line
  ///   break before it
  public int[] tunedPrompt(int[] content) {
    return concatenate(
        opened(ChatTurn.Role.USER, ""),
        content,
        new int[] {end},
        tokenizer.encodeText("\n"),
        opened(ChatTurn.Role.ASSISTANT, ""));
  }

  /// For fine-tuning: [#tunedPrompt], the answer and the mark that ends it.
  public ChatSample tunedSample(List<ChatTurn> turns, String answer) {
    int[] prompt = tunedPrompt(turns);
    return new ChatSample(
        concatenate(prompt, tokenizer.encodeText(answer), new int[] {end}), prompt.length);
  }

  /// Role and content are encoded together, because the newline between them melts into one that
  /// begins the content.
  private int[] opened(ChatTurn.Role role, String content) {
    return concatenate(new int[] {begin}, tokenizer.encodeText(role.word() + "\n" + content));
  }

  private static int[] concatenate(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(IntStream::of).toArray();
  }
}
