package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The names under which the collections are handed out.
class AmazonDomainsTest {
  private static Head head(String name) {
    return new Head(Path.of(name), "", List.of(), Map.of());
  }

  private static boolean several(String names) throws IOException {
    return AmazonDomains.several(
        Arrays.stream(names.split(" ", -1)).map(AmazonDomainsTest::head).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "reviews_Beauty_5.json.gz,        Beauty",
    "reviews_Home_and_Kitchen.json,   Home_and_Kitchen",
    "meta_Video_Games.jsonl,          Video_Games",
    "ratings_Books.csv,               Books",
    "Video_Games.jsonl.gz,            Video_Games",
    "All_Beauty.train.csv.gz,         All_Beauty",
    "Gift_Cards_5.valid.csv,          Gift_Cards",
    "somewhere/else/Gift_Cards.test,  Gift_Cards",
    "train.csv,                       train",
    "Beauty.parquet,                  Beauty.parquet",
    "meta_meta_Beauty.txt,            meta_Beauty",
  })
  void theCategoryIsWhatRemainsOfTheName(String name, String word) {
    assertThat(AmazonDomains.word(head(name))).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "reviews_Beauty_5.json,                                    false",
    "Beauty.train.csv Beauty.valid.csv Beauty.test.csv,        false",
    "Beauty.json Books.json,                                   true",
    "Beauty.train.csv Books.train.csv Beauty.test.csv,         true",
  })
  void everyCategoryIsADomainAndItsPartsAreOne(String names, boolean several) throws IOException {
    assertThat(several(names)).isEqualTo(several);
  }

  /// Reading both would give every event twice, whatever stands between the two.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reviews_Beauty.json reviews_Beauty_5.json.gz",
        "Beauty.csv Books.csv Beauty.jsonl",
        "Beauty.csv Beauty.train.csv",
        "Beauty.train.csv Beauty.csv",
        "Beauty.train.csv Beauty.train.csv.gz",
        "Beauty.train.csv Beauty.valid.csv Beauty.train.csv.gz",
        "core=0/B.test.csv core=0/B.train.csv core=0/B.valid.csv core=5/B.test.csv",
        "B.test.csv B.train.csv B.valid.csv B_5.test.csv B_5.train.csv B_5.valid.csv",
      })
  void aCategoryOrAPartOfItIsThereOnce(String names) {
    assertThatThrownBy(() -> several(names))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds reviews of the category 'B")
        .hasMessageEndingWith("leave one of them in the folder");
  }
}
