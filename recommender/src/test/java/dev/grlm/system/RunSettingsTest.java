package dev.grlm.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.process.ProcessSettings;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunSettingsTest {
  @Test
  void refusesWhatNoRunCanWorkWith() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSettings.DEFAULT.withWorkers(0))
        .withMessage("workers must be at least 1, is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSettings.DEFAULT.withLanguage("Deutsch"))
        .withMessageStartingWith("unknown language 'Deutsch'; it is auto or one of [");
  }

  @Test
  void keepsTheFieldsItWasGiven() {
    var fields = new ArrayList<>(List.of("maker"));
    RunSettings settings = RunSettings.DEFAULT.withTextFields(fields);
    fields.add("colour");
    assertThat(settings.textFields()).containsExactly("maker");
  }

  @ParameterizedTest
  @CsvSource({"auto,FLOAT32", "fp32,FLOAT32", "bf16,BFLOAT16", "fp16,FLOAT16"})
  void onTheHostOnlyAutoMeansFullPrecision(String word, Precision precision) {
    assertThat(RunSettings.placement("cpu", word)).isEqualTo(new Placement(Device.CPU, precision));
    assertThat(RunSettings.DEFAULT.withDevice("cpu").withPrecision(word).placement())
        .isEqualTo(RunSettings.placement("cpu", word));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpu|auto|unknown device 'gpu'; it is cpu, cuda, cuda:0, cuda:1, … or auto",
        "cuda:|auto|unknown device 'cuda:'; it is cpu, cuda, cuda:0, cuda:1, … or auto",
        "cpu|int8|unknown precision 'int8'; it is one of [fp32, bf16, fp16]",
      })
  void namesTheWordThatPlacesNothing(String device, String precision, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSettings.placement(device, precision))
        .withMessage(message);
  }

  /// The host's processes share its processor, and one process alone keeps the card it was told.
  @Test
  void onlySeveralProcessesOnCardsAreMoved() {
    RunSettings host = RunSettings.DEFAULT.withDevice("cpu");
    assertThat(host.onCardOf(ProcessSettings.local(1, 2, 29_500))).isEqualTo(host);
    RunSettings absent = RunSettings.DEFAULT.withDevice("cuda:999");
    assertThat(absent.onCardOf(ProcessSettings.local(0, 1, 29_500))).isEqualTo(absent);
  }

  @ParameterizedTest
  @CsvSource({"0,1,0", "1,0,0", "1,1,-1"})
  void anEvaluationNeedsUsersAndResamples(int users, int resamples, int shown) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EvaluationConfig("auto", users, resamples, true, shown, List.of()))
        .withMessageEndingWith(": " + users + ", " + resamples + ", " + shown);
  }

  @Test
  void anEvaluationNamesAnUnknownRuleOfRepeats() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EvaluationConfig("never", 1, 1, true, 0, List.of()))
        .withMessage("unknown repeat policy 'never'; it is one of [auto, allow, forbid]");
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0"})
  void aSearchNeedsABeam(int beams, int freeBeams) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecodingConfig(beams, freeBeams, GroundingMode.ELASTIC))
        .withMessage("beams and freeBeams must be at least 1: " + beams + ", " + freeBeams);
  }

  @ParameterizedTest
  @EnumSource(GroundingMode.class)
  void aGroundingIsParsedFromItsWord(GroundingMode mode) {
    assertThat(GroundingMode.parse(mode.word())).isEqualTo(mode);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroundingMode.parse(mode.name()))
        .withMessage("unknown grounding '" + mode.name() + "'; it is one of [elastic, compatible]");
  }

  /// Reports that were written are read by these words.
  @Test
  void kindsOfRowsHaveTheWordsOfAReport() {
    assertThat(Arrays.stream(RowKind.values()).map(RowKind::word))
        .containsExactly("floor", "system", "fusion");
  }
}
