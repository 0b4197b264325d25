package dev.grlm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.testkit.BytePairTraining.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyBytePairTest {
  @TempDir Path folder;

  @Test
  void learnsTheMostFrequentPairFirst() {
    // l-o and o-w occur 5 times each, "lo" comes first; then lo-w 5 times; then Ġ-low 4 times.
    var training = new BytePairTraining("low low low lower lower", Pattern.compile(" ?\\S+"));
    assertThat(training.merges(3))
        .containsExactly(new Pair("l", "o"), new Pair("lo", "w"), new Pair("Ġ", "low"));
  }

  @Test
  void stopsWhenNoPairOccursTwice() {
    var training = new BytePairTraining("ab ab cd", Pattern.compile("\\S+"));
    assertThat(training.merges(9)).containsExactly(new Pair("a", "b"));
  }

  @Test
  void lettersOfBytesAreTheOnesOfGpt2() {
    assertThat(ByteAlphabet.letters(" é\n\u00ad")).isEqualTo("ĠÃ©ĊÂŃ");
    assertThat(ByteAlphabet.text("ĠÃ©ĊÂŃ")).isEqualTo(" é\n\u00ad");
    assertThat(ByteAlphabet.letter(0)).isEqualTo("Ā");
  }

  @Test
  void aShopIsAlwaysTheSame() throws IOException {
    TinyBytePair.shop().write(folder.resolve("a"), TinyBytePair.Template.HYBRID);
    TinyBytePair.shop().write(folder.resolve("b"), TinyBytePair.Template.HYBRID);
    assertThat(TinyBytePair.shop().size()).isBetween(400, 600);
    assertThat(
            Files.mismatch(folder.resolve("a/tokenizer.json"), folder.resolve("b/tokenizer.json")))
        .isEqualTo(-1);
  }

  @Test
  void onlyHybridsReadTheSwitch() throws IOException {
    TinyBytePair.shop().write(folder.resolve("a"), TinyBytePair.Template.HYBRID);
    TinyBytePair.shop().write(folder.resolve("b"), TinyBytePair.Template.INSTRUCT);
    assertThat(folder.resolve("a/tokenizer_config.json")).content().contains("enable_thinking");
    assertThat(folder.resolve("b/tokenizer_config.json"))
        .content()
        .contains("<|im_start|>")
        .doesNotContain("enable_thinking");
  }
}
