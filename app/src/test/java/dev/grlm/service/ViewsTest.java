package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Json;
import dev.grlm.live.Answer;
import dev.grlm.live.Ask;
import dev.grlm.live.ItemView;
import dev.grlm.recommend.Recommendation.Source;
import dev.grlm.run.ItemReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers as JSON: always with the same keys, and never with what JSON has no word for.
class ViewsTest {
  private static final Item ITEM = Item.titled("i1", "Lamp");
  private static final Identifier TERMS = new Identifier(List.of("lamp", "red"));

  private static JsonNode json(Object view) throws IOException {
    return Json.parse(new String(Reply.json(view).body(), StandardCharsets.UTF_8));
  }

  private static JsonNode place(Source source, double score, @Nullable Identifier generated)
      throws IOException {
    var place = new Answer.Place(1, ITEM, TERMS, generated, source, score, List.of("red"), null);
    return json(Views.PlaceView.of(place));
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void aPlaceHasTheSameKeysWhateverItCameFrom(Source source) throws IOException {
    JsonNode place = place(source, -1.5, TERMS);
    assertThat(place)
        .isEqualTo(
            Json.parse(
                ("{'rank':1,'id':'i1','title':'Lamp','brand':'','categories':[],'termId':['lamp','red'],"
                        + "'generated':['lamp','red'],'source':'SOURCE','score':-1.5,"
                        + "'sharedTerms':['red'],'reasons':null}")
                    .replace('\'', '"')
                    .replace("SOURCE", source.name().toLowerCase(java.util.Locale.ROOT))));
  }

  @Test
  void whatWasNotGeneratedIsNullAndNotMissing() throws IOException {
    JsonNode place = place(Source.FALLBACK, 0, null);
    assertThat(place.has("generated")).isTrue();
    assertThat(place.get("generated").isNull()).isTrue();
  }

  @Test
  void aReasonNamesTheItemOfTheHistoryOrSaysThatThereIsNone() throws IOException {
    var together = new ItemReason("bought-together", "bought together", 1.5, "with", ITEM);
    var ofModel = new ItemReason("model", "the model", Double.NEGATIVE_INFINITY, "", null);
    assertThat(json(Views.ReasonView.of(together)))
        .isEqualTo(
            Json.parse(
                ("{'expert':'bought-together','words':'bought together','added':1.5,"
                        + "'because':{'link':'with','id':'i1','title':'Lamp'}}")
                    .replace('\'', '"')));
    JsonNode none = json(Views.ReasonView.of(ofModel));
    assertThat(none.get("because").isNull()).isTrue();
    assertThat(none.path("added").doubleValue()).isFinite();
  }

  /// JSON knows no infinity.
  @ParameterizedTest
  @ValueSource(doubles = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0, 1e-300})
  void everyScoreIsANumber(double score) throws IOException {
    assertThat(place(Source.EXACT, score, TERMS).path("score").isNumber()).isTrue();
    assertThat(place(Source.EXACT, score, TERMS).path("score").doubleValue()).isFinite();
  }

  @Test
  void anAnswerNamesTheUserItWasFor() throws IOException {
    var answer =
        new Answer("run", null, Answer.Basis.POPULARITY, List.of(), List.of("x"), List.of());
    JsonNode forUser = json(Views.Recommendations.of(Ask.forUser("u1", 3), answer, "id"));
    assertThat(forUser)
        .isEqualTo(
            Json.parse(
                "{'recommendationId':'id','run':'run','arm':null,'basis':'popularity','user':'u1','history':[],'ignored':['x'],'items':[]}"
                    .replace('\'', '"')));
    JsonNode after = json(Views.Recommendations.of(Ask.after(List.of("x"), 3), answer, "id"));
    assertThat(after.path("user").isNull()).isTrue();
  }

  @Test
  void anItemIsShownWholeWithItsNeighbors() throws IOException {
    var neighbor = new ItemView.Neighbor(Item.titled("i2", "Bulb"), TERMS, .5);
    JsonNode full = json(Views.Full.of(new ItemView(ITEM, TERMS, true, true, List.of(neighbor))));
    assertThat(full)
        .isEqualTo(
            Json.parse(
                ("{'id':'i1','title':'Lamp','brand':'','categories':[],'moreCategories':[],"
                        + "'description':'','domain':'','fields':{},'termId':['lamp','red'],"
                        + "'added':true,'guessed':true,'neighbors':[{'id':'i2','title':'Bulb',"
                        + "'termId':['lamp','red'],'cosine':0.5}]}")
                    .replace('\'', '"')));
  }
}
