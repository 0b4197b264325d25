package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Experimenting;
import dev.grlm.experiment.Variant;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperTableTest {
  private static List<Variant> variants(String recipe, String word, String... values)
      throws IOException {
    Experiment experiment = PaperTable.of(word).orElseThrow().experiment(List.of(values));
    RunConfig base = RunConfig.defaults(Systems.ALL).withRecipe(recipe);
    return new Experimenting(
            experiment,
            base,
            List.of(),
            new LinkedHashMap<>(),
            List.of(1L),
            SystemRun.Inputs.NONE,
            List.of(),
            Path.of("none"))
        .variants();
  }

  /// Every setting of a variant is one that the recipe reads, and no two variants are one.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "small | in-domain | | run",
        "small | systems | | grlm",
        "small | ablation | | full no-neighbors no-gti no-lookahead no-prior collaborative",
        "small | ablation | no-gti | full no-gti",
        "flat | ablation | | full no-neighbors no-gti collaborative",
        "qwen3 | ablation | | full no-neighbors no-gti no-titles titles-learnt-only collaborative",
        "qwen3-parity | ablation | | full no-neighbors no-gti no-titles titles-learnt-only collaborative",
        "small | identifiers | | terms title-words terms-by-lot random text-k-means text-rq-vae people-rq-vae letter keywords titles",
        "small | identifiers | random letter | terms random letter",
        "small | length | | length-5 length-7 length-10",
        "flat | length | 3 | length-3",
        "small | scaling | | xs s m l xl",
        "small | scaling | s xl | s xl",
        "qwen3 | scaling | /a/Qwen3-0.6B /a/Qwen3-4B/ | qwen3-0.6b qwen3-4b",
        "small | hallucination | | run",
        "small | compression | | as-named terms-8000 terms-5000 terms-3000",
        "small | compression | 40 | as-named terms-40",
        "small | compression | 1/7 40 | as-named terms-1-of-7 terms-40",
        "small | embedder | | lsa-64 lsa-256 lsa-512",
        "small | embedder | 32 /a/Qwen3-Embedding-0.6B | lsa-32 qwen3-embedding-0.6b",
        "small | grounding | | paper published-code",
        "flat | beams | | beams-20 beams-50 beams-100",
        "small | cold-start | | held-out-100",
        "small | cold-start | 5 | held-out-5",
        "small | case-study | | beside-neighbors alone",
        "small | settings | small.width=64 small.layers=1+small.dropout=0.1 |"
            + " as-it-is small.width-64 small.layers-1-small.dropout-0.1",
      })
  void variantsByRecipe(String recipe, String word, String values, String names)
      throws IOException {
    String[] told = values == null ? new String[0] : values.split(" ", -1);
    assertThat(variants(recipe, word, told))
        .extracting(Variant::name)
        .containsExactly(names.split(" ", -1));
  }

  @Test
  void twoDomainsAreAloneMergedAndSeparate() throws IOException {
    var pair = new DomainPair("cups", "teas", DomainPair.Users.ALL);
    RunConfig base = RunConfig.defaults(Systems.ALL);
    PaperTable table = PaperTable.of("cross-domain").orElseThrow();
    assertThat(table.experiment(List.of(), pair).variants(base))
        .extracting(Variant::name)
        .containsExactly("in-domain", "merged", "separate");
    assertThat(table.experiment(List.of("separate"), pair).variants(base))
        .extracting(Variant::name)
        .containsExactly("in-domain", "separate");
    assertThatThrownBy(() -> table.experiment(List.of("mixed"), pair))
        .hasMessageContaining("not 'mixed'");
    assertThatThrownBy(() -> table.experiment(List.of()))
        .hasMessage("cross-domain needs two domains");
    assertThatThrownBy(() -> new DomainPair("teas", "teas", DomainPair.Users.ALL))
        .hasMessage("source and target are one domain, 'teas'");
  }

  @Test
  void jointTrainingHasAModelOfEachAndFewerTermsOfGrlm() throws IOException {
    RunConfig base = RunConfig.defaults(Systems.ALL);
    Experiment joint = PaperTable.joint(List.of("cups", "Old teas"), false, List.of("7", "1/7"));
    assertThat(joint.variants(base))
        .extracting(Variant::name)
        .containsExactly("joint", "alone-cups", "alone-old-teas", "terms-7", "terms-1-of-7");
    assertThat(joint.variants(base.fitting(List.of("sasrec")))).hasSize(3);
    assertThat(PaperTable.joint(List.of("a", "b"), false, List.of("none")).variants(base))
        .hasSize(3);
    assertThat(joint.variants(base.fitting(List.of("sasrec", "grlm"))).getLast().settings())
        .containsExactly("systems=[\"grlm\"]");
    assertThatThrownBy(() -> PaperTable.joint(List.of("cups"), false, List.of()))
        .hasMessageContaining("two domains at least");
    assertThatThrownBy(() -> PaperTable.JOINT.experiment(List.of()))
        .hasMessage("joint needs data sets to be joined");
  }

  /// Whatever was to be fitted, each kind is generated by the two-level decoder.
  @Test
  void kindsOfIdentifiersHaveRecipesOfTheirOwn() throws IOException {
    RunConfig base =
        ConfigFile.over(
            RunConfig.defaults(Systems.ALL).withRecipe("flat").fitting(List.of("tiger")),
            null,
            List.of("tiger.recipe=t5-small-cpu", "tiger.decoder.width=64"));
    for (Variant variant : new IdentifierKinds(List.of("random", "text-k-means")).variants(base)) {
      RunConfig config = ConfigFile.over(base, null, variant.settings());
      String system = variant.name().equals("text-k-means") ? "tiger" : "grlm";
      assertThat(config.fitted()).containsExactly(system);
      assertThat(config.recipe(system)).isEqualTo(system.equals("grlm") ? "small" : "default");
      String decoder = system.equals("grlm") ? "/grlm/small/width" : "/tiger/decoder/width";
      assertThat(config.tree().at(decoder).intValue()).isEqualTo(64);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "small | ablation | no-titles | the ablation of small has no 'no-titles'; it has full, no-neighbors, no-gti, no-lookahead, no-prior, collaborative",
        "small | identifiers | barcode | there is no kind of identifier 'barcode'; there are terms, title-words, terms-by-lot, random, text-k-means, text-rq-vae, people-rq-vae, letter, keywords, titles",
        "small | beams | 10 | under the trie there are as many beams as a list has places, 20; 10 is as many",
        "small | length | five | a length is a whole number above 0, not 'five'",
        "small | length | 0 | a length is a whole number above 0, not '0'",
        "small | length | 11 | variant 'length-11': configuration: 'grlm.terms': length must be 1 to 10, is 11",
        "small | cold-start | 5 6 | one number of items is held out, not [5, 6]",
        "small | scaling | huge | the small family has no size 'huge'; it has xs, s, m, l, xl",
        "flat | scaling | | there is no family of sizes for the recipe flat",
        "qwen3 | scaling | | scaling over checkpoints needs --values with their folders",
        "small | grounding | paper | grounding takes no values, not [paper]",
        "small | settings | | settings need --values, such as small.layers=1,small.layers=3",
        "small | settings | width | a variant is KEY=VALUE, not 'width'",
        "small | settings | flat.layers=1 | variant 'flat.layers-1': grlm.flat.layers has no effect: the recipe 'small' with these settings does not read it",
        "small | settings | small.layers=2 | variant 'small.layers-2' is the same as 'as-it-is': small.layers=2 is so already",
      })
  void whatCannotBeIsSaid(String recipe, String word, String values, String message) {
    String[] told = values == null ? new String[0] : values.split(" ", -1);
    assertThatThrownBy(() -> variants(recipe, word, told)).hasMessage(message);
  }

  @Test
  void everyWordIsListed() {
    assertThat(PaperTable.words().split(", ", -1))
        .hasSize(PaperTable.values().length)
        .allSatisfy(word -> assertThat(PaperTable.of(word)).isPresent());
    assertThat(PaperTable.of("table-9")).isEmpty();
  }
}
