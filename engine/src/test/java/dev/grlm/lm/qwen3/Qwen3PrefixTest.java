package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.Session;
import dev.grlm.lm.Session.Allowed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sessions that share the beginning of their prompts beside sessions that do not.
class Qwen3PrefixTest {
  private static final int VOCABULARY = TinyQwen3.VOCABULARY;
  private static final long NEVER = Long.MAX_VALUE;
  private static final float TOLERANCE = 1e-5f;
  private static final int[] INSTRUCTION = TinyQwen3.tokens(20, 4);

  private final Qwen3 grouped = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 8);
  private final Qwen3 ungrouped = TinyQwen3.model(TinyQwen3.config(2, 2, 6, false), 9);

  @AfterEach
  void release() {
    grouped.close();
    ungrouped.close();
  }

  /// The instruction with `rests` tokens behind it.
  private static List<TokenContext> contexts(int... rests) {
    return IntStream.range(0, rests.length)
        .mapToObj(i -> {
          int[] rest = TinyQwen3.tokens(rests[i], 30 + i);
          return new TokenContext(
              IntStream.concat(Arrays.stream(INSTRUCTION), Arrays.stream(rest)).toArray());
        })
        .toList();
  }

  /// Logits of every symbol after every step of a walk that repeats, drops and reorders rows.
  private static List<float[]> walk(Session session) {
    try (session) {
      var random = new SplittableRandom(7);
      var all = new ArrayList<float[]>();
      for (int step = 0; step < 12; step++) {
        int rows = session.rows();
        var everything =
            new Allowed(
                IntStream.rangeClosed(0, rows).map(row -> row * VOCABULARY).toArray(),
                IntStream.range(0, rows * VOCABULARY).map(i -> i % VOCABULARY).toArray());
        all.add(session.logits(everything));
        int next = random.nextInt(1, 9);
        int[] parents =
            step % 3 == 2
                ? IntStream.range(0, rows).toArray()
                : random.ints(next, 0, rows).sorted().toArray();
        session.advance(parents, random.ints(parents.length, 0, VOCABULARY).toArray());
      }
      return all;
    }
  }

  private static void assertSame(List<float[]> found, List<float[]> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).as("step %d", i).containsExactly(expected.get(i), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @CsvSource({"3 1 7", "2 2 2", "5", "0 4 2", "1 1"})
  void sharingChangesNothing(String rests) {
    int[] lengths = Arrays.stream(rests.split(" ")).mapToInt(Integer::parseInt).toArray();
    for (Qwen3 model : List.of(grouped, ungrouped)) {
      List<float[]> expected = walk(Qwen3Prefix.shared(model, contexts(lengths), NEVER));
      assertSame(walk(Qwen3Prefix.shared(model, contexts(lengths), 1)), expected);
      assertSame(walk(model.open(contexts(lengths))), expected);
      try (Qwen3Prefix prefix = model.prefix(INSTRUCTION)) {
        assertSame(walk(prefix.open(contexts(lengths))), expected);
        assertSame(walk(prefix.open(contexts(lengths))), expected);
      }
    }
  }

  /// 20 tokens of 14 prompts are read once, not 14 times.
  @Test
  void promptsOfOneSessionShareWhereItPays() {
    int[] rests = IntStream.range(0, 14).map(i -> 1 + i % 5).toArray();
    List<TokenContext> many = contexts(rests);
    try (Qwen3Session session = (Qwen3Session) grouped.open(many);
        Qwen3Session fewer = (Qwen3Session) grouped.open(many.subList(0, 13));
        Qwen3Session wanted = Qwen3Prefix.shared(grouped, many.subList(0, 2), 20);
        Qwen3Session tooFew = Qwen3Prefix.shared(grouped, many.subList(0, 2), 21);
        Qwen3Session single = Qwen3Prefix.shared(grouped, many.subList(0, 1), 1)) {
      assertThat(session.sharedTokens()).isEqualTo(20);
      assertThat(fewer.sharedTokens()).isZero();
      assertThat(wanted.sharedTokens()).isEqualTo(20);
      assertThat(tooFew.sharedTokens()).isZero();
      assertThat(single.sharedTokens()).isZero();
    }
    assertSame(walk(grouped.open(many)), walk(Qwen3Prefix.shared(grouped, many, NEVER)));
  }

  @Test
  void promptsThatLeaveThePrefixEarlyShareWhatTheyCan() {
    for (List<TokenContext> contexts :
        List.of(
            List.of(
                new TokenContext(Arrays.copyOf(INSTRUCTION, 9)),
                new TokenContext(Arrays.copyOf(INSTRUCTION, 20))),
            List.of(
                new TokenContext(TinyQwen3.tokens(5, 77)),
                new TokenContext(Arrays.copyOf(INSTRUCTION, 12))),
            List.of(new TokenContext(new int[] {INSTRUCTION[0]})))) {
      List<float[]> expected = walk(Qwen3Prefix.shared(grouped, contexts, NEVER));
      try (Qwen3Prefix prefix = grouped.prefix(INSTRUCTION)) {
        assertSame(walk(prefix.open(contexts)), expected);
      }
      assertSame(walk(Qwen3Prefix.shared(grouped, contexts, 1)), expected);
    }
  }

  @Test
  void isReadByManyThreadsAndMayBeClosedBeforeItsSessions() {
    List<float[]> expected = walk(Qwen3Prefix.shared(grouped, contexts(2, 4), NEVER));
    Session late;
    try (Qwen3Prefix prefix = grouped.prefix(INSTRUCTION)) {
      var walks =
          IntStream.range(0, 4)
              .mapToObj(_ -> CompletableFuture.supplyAsync(() -> walk(prefix.open(contexts(2, 4)))))
              .toList();
      walks.forEach(found -> assertSame(found.join(), expected));
      late = prefix.open(contexts(2, 4));
    }
    assertSame(walk(late), expected);
  }

  @Test
  void refusesWhatTheModelCannotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grouped.prefix(new int[] {1, VOCABULARY}))
        .withMessage("token 23 is not in the vocabulary of 23");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grouped.prefix(new int[0]))
        .withMessageContaining("has no tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grouped.prefix(new int[65]))
        .withMessage("a sequence of 65 tokens exceeds the 64 positions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grouped.open(contexts(3, 45)))
        .withMessage("a sequence of 65 tokens exceeds the 64 positions");
  }

  @Test
  void leavesNothingBehind() {
    search();
    long before = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      search();
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  private void search() {
    walk(grouped.open(contexts(3, 1, 7)));
    assertThatIllegalArgumentException().isThrownBy(() -> grouped.open(contexts(3, 45)));
    try (Qwen3Prefix prefix = grouped.prefix(INSTRUCTION)) {
      walk(prefix.open(contexts(5)));
      assertThatIllegalArgumentException().isThrownBy(() -> prefix.open(contexts(45)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> prefix.open(List.of(new TokenContext(new int[0]))));
    }
  }
}
