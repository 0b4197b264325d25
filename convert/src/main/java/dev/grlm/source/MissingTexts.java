package dev.grlm.source;

import dev.grlm.data.Item;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Leaves out the texts of items that are nothing but a word for "missing", and counts them: they
/// would become terms. For one thread.
final class MissingTexts implements Sink {
  static final String DROPPED = "texts of items that are a word for 'missing', left out";

  private final Sink sink;
  private final Missing missing;
  private long dropped;

  MissingTexts(Sink sink, Missing missing) {
    this.sink = sink;
    this.missing = missing;
  }

  @Override
  public void item(Item item) throws IOException {
    dropped = 0;
    Map<String, String> fields = new LinkedHashMap<>();
    item.fields().forEach((name, text) -> fields.put(name, text(text)));
    var left =
        new Item(
            item.id(),
            text(item.title()),
            text(item.brand()),
            texts(item.categories()),
            texts(item.moreCategories()),
            text(item.description()),
            text(item.domain()),
            fields);
    sink.noticed(DROPPED, dropped);
    sink.item(dropped == 0 ? item : left);
  }

  private List<String> texts(List<String> texts) {
    return texts.stream().filter(text -> !isMissing(text)).toList();
  }

  private String text(String text) {
    return isMissing(text) ? "" : text;
  }

  private boolean isMissing(String text) {
    boolean is = missing.holds(text.strip());
    dropped += is ? 1 : 0;
    return is;
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
