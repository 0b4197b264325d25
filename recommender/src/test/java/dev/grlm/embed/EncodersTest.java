package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.io.Json;
import dev.grlm.tensor.Placement;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which encoder a run has, and that no other takes its place.
class EncodersTest {
  @TempDir Path run;
  @TempDir Path checkpoint;

  private CheckpointEncoderConfig config() {
    return new CheckpointEncoderConfig("", checkpoint.toString(), Pooling.MEAN, 10, 64, 256);
  }

  private static LsaEncoder fitted() {
    return LsaEncoder.fit(List.of("red tea", "red mug"), new LsaConfig(2, 1, 9, 1, 1));
  }

  /// A run without text has an encoder that knows nothing of a text.
  @Test
  void theEncoderOfItemsWithoutTextTakesItsPlaceToo() throws IOException {
    Encoders.save(run, fitted());
    Encoders.save(run, new WordlessEncoder(3));
    assertThat(Encoders.files(run, CheckpointEncoderConfig.NONE))
        .containsExactly(run.resolve("wordless.json"));
    try (TextEncoder loaded = Encoders.load(run, Placement.HOST)) {
      assertThat(loaded).isEqualTo(new WordlessEncoder(3));
      assertThat(loaded.encode(List.of("tea", "")).values()).containsExactly(0, 0, 0, 0, 0, 0);
    }
    Encoders.save(run, fitted());
    assertThat(run.resolve("wordless.json")).doesNotExist();
    assertThat(Encoders.load(run, Placement.HOST)).isInstanceOf(LsaEncoder.class);
    assertThatIllegalArgumentException().isThrownBy(() -> new WordlessEncoder(0));
  }

  @Test
  void aPretrainedOneIsFoundByItsName() throws IOException {
    PretrainedEncoder encoder = PretrainedEncoders.named("letter-counts");
    Encoders.save(run, fitted());
    Encoders.refer(run, encoder);
    var config = new CheckpointEncoderConfig("letter-counts", "", Pooling.LAST, 0, 64, 256);
    assertThat(Encoders.files(run, config)).containsExactly(run.resolve("pretrained.json"));
    assertThat(Encoders.files(run, CheckpointEncoderConfig.NONE)).noneMatch(Files::exists);
    try (TextEncoder loaded = Encoders.load(run, Placement.HOST)) {
      assertThat(loaded.encode(List.of("aabb b")).values())
          .startsWith((float) (2 / Math.sqrt(13)), (float) (3 / Math.sqrt(13)), 0);
    }
    assertThatIOException()
        .isThrownBy(() -> PretrainedEncoders.named("e6"))
        .withMessage(
            "'e6' is no checkpoint, and no module brings a pretrained encoder of that name; there are"
                + " letter-counts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckpointEncoderConfig("a", "b", Pooling.LAST, 0, 64, 256))
        .withMessage("one encoder is used: pretrained='a' or checkpoint='b'");
  }

  /// Rows of two origins cannot be compared.
  @Test
  void anotherEditionOrNoneIsRefused() throws IOException {
    Path file = run.resolve("pretrained.json");
    Json.write(file, Json.object().put("name", "letter-counts").put("origin", "first edition"));
    assertThatIOException()
        .isThrownBy(() -> Encoders.load(run, Placement.HOST))
        .withMessage(
            file
                + ": the embeddings were made with first edition, and 'letter-counts' is tests,"
                + " second edition now; run fit again");
    Json.write(file, Json.object().put("name", "gone").put("origin", "first edition"));
    assertThatIOException()
        .isThrownBy(() -> Encoders.load(run, Placement.HOST))
        .withMessageStartingWith(file + ": 'gone' is no checkpoint, and no module brings");
  }

  /// What was written when there were no pretrained ones.
  @Test
  void anEarlierReferenceIsRead() throws IOException {
    TinyCheckpoint.write(checkpoint, TinyBytePair.shop(), 24, 5);
    Encoders.refer(run, config());
    Path file = run.resolve("checkpoint.json");
    String now = Files.readString(file);
    String earlier = now.replaceFirst("\\s*\"pretrained\" : \"\",", "");
    assertThat(earlier).isNotEqualTo(now);
    Files.writeString(file, earlier);
    try (TextEncoder loaded = Encoders.load(run, Placement.HOST)) {
      assertThat(loaded.dimensions()).isEqualTo(10);
    }
  }

  @Test
  void oneEncoderTakesThePlaceOfTheOther() throws IOException {
    TinyCheckpoint.write(checkpoint, TinyBytePair.shop(), 24, 5);
    Encoders.save(run, fitted());
    assertThat(Encoders.files(run, CheckpointEncoderConfig.NONE)).allMatch(Files::exists);
    Encoders.refer(run, config());
    assertThat(Encoders.files(run, config())).allMatch(Files::exists);
    assertThat(Encoders.files(run, CheckpointEncoderConfig.NONE)).noneMatch(Files::exists);
    Encoders.save(run, fitted());
    assertThat(Encoders.files(run, config())).noneMatch(Files::exists);
  }

  @Test
  void aCheckpointThatChangedIsRefused() throws IOException {
    TinyCheckpoint.write(checkpoint, TinyBytePair.shop(), 24, 5);
    Encoders.refer(run, config());
    Files.writeString(checkpoint.resolve("tokenizer.json"), "\n", StandardOpenOption.APPEND);
    assertThatIOException()
        .isThrownBy(() -> Encoders.load(run, Placement.HOST))
        .withMessage(
            run.resolve("checkpoint.json")
                + ": "
                + checkpoint
                + " is not the checkpoint that the embeddings were made with; run fit again");
  }

  @Test
  void aCheckpointThatIsGoneIsNamed() throws IOException {
    TinyCheckpoint.write(checkpoint, TinyBytePair.shop(), 24, 5);
    Encoders.refer(run, config());
    Files.delete(checkpoint.resolve("config.json"));
    assertThatIOException()
        .isThrownBy(() -> Encoders.load(run, Placement.HOST))
        .withMessageContaining(checkpoint.resolve("config.json").toString());
  }

  @Test
  void aRunWithoutAnEncoderIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> Encoders.load(run, Placement.HOST))
        .withMessageContaining(run.resolve(LsaEncoder.VOCABULARY_FILE).toString());
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void poolingsAreWrittenByTheirWord(Pooling pooling) throws IOException {
    assertThat(Json.line(Json.tree(pooling))).isEqualTo("\"" + pooling.word() + "\"");
    assertThat(Json.convert(Json.tree(pooling), Pooling.class)).isEqualTo(pooling);
  }

  @Test
  void settingsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pooling.parse("max"))
        .withMessage("unknown pooling 'max'; it is one of [last, mean]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckpointEncoderConfig("", "c", Pooling.LAST, -1, 64, 256))
        .withMessage("dimensions must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckpointEncoderConfig("", "c", Pooling.LAST, 0, 1, 256))
        .withMessage("longest must be at least 2 and batchTokens at least longest: 1, 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckpointEncoderConfig("", "c", Pooling.LAST, 0, 64, 63))
        .withMessage("longest must be at least 2 and batchTokens at least longest: 64, 63");
  }
}
