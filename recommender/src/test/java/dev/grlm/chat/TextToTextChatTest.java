package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.tensor.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextToTextChatTest extends ChatClientContract {
  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    TinyTextToText.write(folder, List.of("cream", "rose", "oil", "name"), 7);
  }

  private static ChatClient open(int beams) throws IOException {
    return TextToTextChat.open(folder, Placement.HOST, 30, beams, 3);
  }

  @Override
  ChatClient open() throws IOException {
    return open(4);
  }

  private static List<String> lines(Reply reply) {
    return ((Reply.Text) reply).text().lines().toList();
  }

  @Test
  void anAnswerHasALineForEachText() throws IOException {
    try (ChatClient four = open(4);
        ChatClient one = open(1)) {
      List<String> lines = lines(four.answer(List.of(ask("cream"))).getFirst());
      assertThat(lines).hasSizeBetween(2, 4).doesNotHaveDuplicates().noneMatch(String::isBlank);
      assertThat(lines(one.answer(List.of(ask("cream"))).getFirst())).hasSizeLessThan(2);
      assertThat(one.identity()).isNotEqualTo(four.identity());
    }
  }
}
