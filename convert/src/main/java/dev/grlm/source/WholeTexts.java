package dev.grlm.source;

import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts U+FFFD in place of every half of a surrogate pair in the texts of items, and counts the
/// texts: JSON can spell such a half, UTF-8 cannot. For one thread.
final class WholeTexts implements Sink {
  private final Sink sink;
  private long broken;

  WholeTexts(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void item(Item item) throws IOException {
    broken = 0;
    Map<String, String> fields = new LinkedHashMap<>();
    item.fields().forEach((name, text) -> fields.put(name, whole(text)));
    var whole =
        new Item(
            item.id(),
            whole(item.title()),
            whole(item.brand()),
            whole(item.categories()),
            whole(item.moreCategories()),
            whole(item.description()),
            whole(item.domain()),
            fields);
    sink.noticed(Counts.BROKEN_TEXTS, broken);
    sink.item(broken == 0 ? item : whole);
  }

  private List<String> whole(List<String> texts) {
    return texts.stream().map(this::whole).toList();
  }

  private String whole(String text) {
    if (text.codePoints().noneMatch(WholeTexts::isHalf)) {
      return text;
    }
    broken++;
    var out = new StringBuilder(text.length());
    text.codePoints().map(point -> isHalf(point) ? 0xFFFD : point).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  @Override
  public void event(Event event) throws IOException {
    sink.event(event);
  }

  @Override
  public void fault(Fault fault) throws IOException {
    sink.fault(fault);
  }

  @Override
  public void noticed(String reason, long times) throws IOException {
    sink.noticed(reason, times);
  }
}
