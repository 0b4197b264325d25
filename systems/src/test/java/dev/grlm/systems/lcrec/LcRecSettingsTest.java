package dev.grlm.systems.lcrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.finetuning.Method;
import dev.grlm.io.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LcRecSettingsTest {
  private static final LcRecSettings DEFAULT = LcRecSettings.DEFAULT;
  private static final LcRecSystem SYSTEM = new LcRecSystem();

  @Test
  void areWhatTheyAreReadAs() {
    assertThat(Json.convert(Json.tree(DEFAULT), LcRecSettings.class)).isEqualTo(DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "/codebook/levels,8",
    "/codebook/codes,1",
    "/tasks/codesToItem,-1",
    "/tasks/itemToCodes,-1",
    "/tasks/fused,-1",
    "/tasks/textHistories,2",
    "/tasks/temperature,0",
    "/tasks/items,0",
    "/decoder/heads,3",
    "/languageModel/rank,0",
    "/languageModel/historyItems,0",
    "/languageModel/nextTitles,-1",
    "/languageModel/descriptionLength,-1",
    "/languageModel/longest,31",
    "/languageModel/microTokens,7",
    "/languageModel/requests,0"
  })
  void whatCannotBeIsRefusedByItsValue(String pointer, int value) {
    ObjectNode tree = (ObjectNode) Json.tree(DEFAULT);
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) tree.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(tree, LcRecSettings.class))
        .havingRootCause()
        .withMessageContaining(Integer.toString(value));
  }

  @Test
  void itsCodesAreThoseOfThePaperAndItsDecoderIsTigers() {
    assertThat(DEFAULT.decoder()).isEqualTo(CodeDecoderConfig.DEFAULT);
    CodebookConfig codebook = DEFAULT.codebook().codebook();
    assertThat(codebook.quantizer()).isEqualTo(QuantizerKind.RQ_VAE);
    assertThat(codebook.levels()).isEqualTo(4);
    assertThat(codebook.codes()).isEqualTo(256);
    assertThat(codebook.collisions()).isEqualTo(Collisions.REPAIR);
    assertThat(codebook.length()).as("no digit").isEqualTo(4);
    assertThat(codebook.rqVae().sinkhorn()).isTrue();
  }

  @Test
  void whoeverSetsWhatIsNotReadIsTold() {
    assertThat(SYSTEM.unread("default", DEFAULT)).containsExactly("languageModel");
    TaskConfig tasks = DEFAULT.tasks();
    assertThat(SYSTEM.unread("default", DEFAULT.withTasks(tasks.withFused(0))))
        .containsExactly("languageModel", "tasks.temperature", "tasks.textHistories");
    assertThat(SYSTEM.unread("default", DEFAULT.withTasks(tasks.withCodesToItem(0))))
        .containsExactly("languageModel");
    TaskConfig neither = tasks.withCodesToItem(0).withItemToCodes(0);
    assertThat(SYSTEM.unread("default", DEFAULT.withTasks(neither)))
        .containsExactly("languageModel", "tasks.items");
    assertThat(SYSTEM.unreadBy("codes", "default"))
        .containsExactlyInAnyOrder("tasks", "decoder", "languageModel");
    assertThat(SYSTEM.unreadBy("train", "default")).containsExactly("codebook");
    assertThat(SYSTEM.unreadBy("evaluate", "default"))
        .contains("codebook", "decoder.training", "decoder.width")
        .doesNotContain("decoder", "decoder.among");
    assertThat(SYSTEM.unreadBy("embed", "default")).isEmpty();
  }

  @Test
  void aCheckpointReadsNothingOfTheDecoder() {
    assertThat(SYSTEM.unread("qwen3", DEFAULT)).contains("decoder", "tasks", "languageModel.rank");
    CheckpointCodesConfig adapters = DEFAULT.languageModel().withMethod(Method.LORA);
    assertThat(SYSTEM.unread("qwen3", DEFAULT.withLanguageModel(adapters)))
        .containsExactly("decoder", "tasks");
    assertThat(SYSTEM.variations("qwen3")).allMatch(one -> one.startsWith("languageModel."));
  }

  /// Where a checkpoint is taught, each of its keys is read by what makes samples, by what asks or
  /// by the training alone.
  @Test
  void aStageOfACheckpointSaysWhatItDoesNotReadOfIt() {
    var keys = new ArrayList<String>();
    Json.tree(DEFAULT.languageModel())
        .fieldNames()
        .forEachRemaining(key -> keys.add("languageModel." + key));
    assertThat(keys).hasSize(CheckpointCodesConfig.class.getRecordComponents().length);
    assertThat(keys)
        .filteredOn(key -> !SYSTEM.unreadBy("examples", "qwen3").contains(key))
        .containsExactlyInAnyOrder(
            "languageModel.historyItems",
            "languageModel.descriptionLength",
            "languageModel.itemToCodes",
            "languageModel.codesToItem",
            "languageModel.nextTitles",
            "languageModel.nextDescriptions",
            "languageModel.titleHistories");
    assertThat(keys)
        .filteredOn(key -> !SYSTEM.unreadBy("evaluate", "qwen3").contains(key))
        .containsExactlyInAnyOrder("languageModel.longest", "languageModel.requests");
    for (String verb : List.of("examples", "evaluate")) {
      assertThat(SYSTEM.unreadBy(verb, "qwen3"))
          .contains("codebook", "tasks", "decoder")
          .doesNotContain("languageModel");
      assertThat(SYSTEM.unreadBy(verb, "default")).contains("codebook", "tasks", "languageModel");
    }
    assertThat(SYSTEM.unreadBy("train", "qwen3")).containsExactly("codebook");
    assertThat(SYSTEM.unreadBy("codes", "qwen3")).contains("languageModel");
  }

  @Test
  void aSearchVariesTheTasksAndTheDecoder() {
    assertThat(SYSTEM.variations("default"))
        .startsWith("tasks.codesToItem=0,0.2,1")
        .contains("decoder.width=64,128,192");
  }
}
