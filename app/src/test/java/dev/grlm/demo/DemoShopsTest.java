package dev.grlm.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoShopsTest {
  private static final SequencedMap<String, Dataset> TEN =
      DemoShops.generate(new DemoShopsConfig(10, 120, 40, 0.5, 7));

  private static Dataset shop(String name) {
    return Objects.requireNonNull(TEN.get(name));
  }

  private static Set<String> words(Dataset shop) {
    var words = new HashSet<String>();
    shop.catalog()
        .items()
        .forEach(item ->
            words.addAll(Arrays.asList(item.title().toLowerCase(Locale.ROOT).split("\\W+"))));
    return words;
  }

  private static Set<String> users(Dataset shop) {
    return shop.histories().stream().map(History::user).collect(Collectors.toSet());
  }

  @Test
  void tenShopsHaveTheSizeThatWasAskedForAndAreMadeAlike() {
    assertThat(TEN).hasSize(10);
    assertThat(TEN.values())
        .allSatisfy(shop -> {
          assertThat(shop.catalog().size()).isEqualTo(120);
          assertThat(shop.histories()).hasSize(40);
          assertThat(shop.timed()).isTrue();
          assertThat(shop.leftOneOut()).isTrue();
        });
    SequencedMap<String, Dataset> again =
        DemoShops.generate(new DemoShopsConfig(10, 120, 40, 0.5, 7));
    assertThat(again).isEqualTo(TEN);
    assertThat(DemoShops.generate(new DemoShopsConfig(10, 120, 40, 0.5, 8))).isNotEqualTo(TEN);
  }

  /// No two are of one vocabulary, and none has nothing of another one.
  @Test
  void shopsSharePartOfTheirWords() {
    List<String> names = List.copyOf(TEN.keySet());
    for (int shop = 1; shop < names.size(); shop++) {
      Set<String> own = words(shop(names.get(shop)));
      Set<String> before = words(shop(names.get(shop - 1)));
      var both = new HashSet<>(own);
      both.retainAll(before);
      assertThat(both).as(names.get(shop)).hasSizeBetween(5, own.size() - 5);
    }
  }

  @Test
  void asManyPeopleAsToldGoToSeveralShops() {
    var elsewhere = new HashSet<String>();
    users(shop("coffee")).stream()
        .filter(user ->
            TEN.entrySet().stream()
                .anyMatch(other ->
                    !other.getKey().equals("coffee") && users(other.getValue()).contains(user)))
        .forEach(elsewhere::add);
    assertThat(elsewhere).hasSizeBetween(12, 20).allMatch(user -> user.startsWith("p"));
    SequencedMap<String, Dataset> pair = DemoShops.generate(new DemoShopsConfig(2, 120, 40, 1, 7));
    assertThat(users(pair.firstEntry().getValue())).isEqualTo(users(pair.lastEntry().getValue()));
    SequencedMap<String, Dataset> strangers =
        DemoShops.generate(new DemoShopsConfig(2, 120, 40, 0, 7));
    assertThat(users(strangers.firstEntry().getValue()))
        .doesNotContainAnyElementsOf(users(strangers.lastEntry().getValue()));
  }

  @Test
  void whatIsWrittenIsADataSet(@TempDir Path folder) throws IOException {
    DemoShops.write(TEN, folder);
    Dataset read = DatasetReader.read(folder.resolve("tea"));
    assertThat(read.catalog().items()).isEqualTo(shop("tea").catalog().items());
    assertThat(read.histories()).isEqualTo(shop("tea").histories());
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new DemoShopsConfig(17, 120, 40, 0.5, 7))
        .hasMessage("there are 1 to 16 shops, asked for 17");
    assertThatThrownBy(() -> new DemoShopsConfig(2, 20, 40, 0.5, 7))
        .hasMessageContaining("at least 100 items");
    assertThatThrownBy(() -> new DemoShopsConfig(2, 120, 0, 0.5, 7))
        .hasMessageContaining("at least one user");
    assertThatThrownBy(() -> new DemoShopsConfig(2, 120, 40, 1.5, 7))
        .hasMessage("a share is 0 to 1, not 1.5");
  }
}
