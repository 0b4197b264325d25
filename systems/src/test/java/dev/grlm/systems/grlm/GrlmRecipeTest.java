package dev.grlm.systems.grlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.system.RunSettings;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrlmRecipeTest {
  @ParameterizedTest
  @CsvSource({
    "small, flat qwen3 qwen3Parity",
    "flat, qwen3 qwen3Parity small",
    "qwen3, flat qwen3Parity small",
    "qwen3-parity, flat qwen3 small"
  })
  void aRecipeReadsNoGroupOfAnother(String recipe, String others) {
    assertThat(GrlmRecipe.groupsOfOthers(recipe))
        .containsExactlyElementsOf(Arrays.asList(others.split(" ", -1)));
  }

  @Test
  void theDefaultIsTheFirst() {
    assertThat(GrlmRecipe.ALL.getFirst()).isSameAs(GrlmRecipe.named("small"));
    assertThat(new GrlmSystem().recipes().firstEntry().getKey()).isEqualTo("small");
  }

  /// A group that is no setting would be told as unread to nobody.
  @Test
  void everyGroupIsASetting() {
    JsonNode settings = Json.tree(GrlmSettings.DEFAULT);
    assertThat(GrlmRecipe.ALL).allMatch(recipe -> settings.path(recipe.group()).isObject());
    assertThat(settings)
        .hasSize(GrlmRecipe.ALL.size() + 2); // and how items are named, and the prior
  }

  /// Two recipes have settings of the same kind.
  @Test
  void everyModelIsMadeFromItsOwnGroup() {
    JsonNode tree = Json.tree(GrlmSettings.DEFAULT);
    var epochs = new ArrayList<Integer>();
    for (GrlmRecipe recipe : GrlmRecipe.ALL) {
      epochs.add(41 + epochs.size());
      ((ObjectNode) tree.path(recipe.group()).path("training")).put("epochs", epochs.getLast());
    }
    GrlmSettings settings = Json.convert(tree, GrlmSettings.class);
    assertThat(GrlmRecipe.ALL)
        .extracting(recipe -> recipe.making().model(settings, RunSettings.DEFAULT).toString())
        .zipSatisfy(epochs, (model, own) -> assertThat(model).contains("epochs=" + own + ","));
  }

  @Test
  void anUnknownWordIsToldWhatItMayBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GrlmRecipe.named("Small"))
        .withMessage("unknown recipe 'Small'; it is one of [small, flat, qwen3, qwen3-parity]");
    assertThatIllegalArgumentException().isThrownBy(() -> GrlmRecipe.groupsOfOthers(""));
  }
}
