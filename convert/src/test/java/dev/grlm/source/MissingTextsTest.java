package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissingTextsTest {
  private final Recorded recorded = new Recorded();

  private Item read(Item item, Missing missing) throws IOException {
    new MissingTexts(recorded, missing).item(item);
    return recorded.items.getLast();
  }

  private static Item of(String text) {
    return new Item(
        "nan", text, text, List.of("A", text), List.of(text), text, text, Map.of("size", text));
  }

  @Test
  void aTextThatIsNothingButTheWordGoesFromEveryField() throws IOException {
    assertThat(read(of(" NaN "), Missing.USUAL))
        .isEqualTo(new Item("nan", "", "", List.of("A"), List.of(), "", "", Map.of("size", "")));
    assertThat(recorded.noticed).containsExactly(Map.entry(MissingTexts.DROPPED, 7L));
  }

  @Test
  void theWordWithinATextStays() throws IOException {
    Item item = of("None of the above");
    assertThat(read(item, Missing.USUAL)).isSameAs(item);
    assertThat(recorded.noticed).isEmpty();
  }

  @Test
  void whoHasSuchTitlesKeepsThem() throws IOException {
    Item item = of("Null");
    assertThat(read(item, Missing.NONE)).isSameAs(item);
  }

  @Test
  void everythingElsePassesThrough() throws IOException {
    var texts = new MissingTexts(recorded, Missing.USUAL);
    texts.event(Event.of("u", "i"));
    texts.fault(new Fault(java.nio.file.Path.of("f"), 1, "c", "v", Reasons.NO_USER));
    texts.noticed("x", 2);
    assertThat(recorded.events).hasSize(1);
    assertThat(recorded.faults).hasSize(1);
    assertThat(recorded.noticed).containsExactly(Map.entry("x", 2L));
  }
}
