package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.live.ItemView;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.util.List;

/// Items and terms.
final class CatalogRoutes {
  private final LiveRun live;

  CatalogRoutes(LiveRun live) {
    this.live = live;
  }

  List<Route> list() {
    return List.of(
        Route.get("/v1/items", List.of("query", "limit", "offset"), this::search).inTurn(),
        Route.put("/v1/items", this::put),
        Route.get("/v1/items/{id}", List.of(), this::item),
        Route.get("/v1/items/{id}/similar", List.of("limit"), this::similar),
        Route.delete("/v1/items/{id}", this::delete),
        Route.get("/v1/terms/{term}", List.of("limit"), this::term).inTurn());
  }

  private Reply search(Call call) {
    int offset = call.offset();
    List<Item> found = live.searchItems(call.query("query"), offset + call.limit());
    List<Item> shown = found.subList(Math.min(offset, found.size()), found.size());
    return Reply.json(new Views.ItemLines(lines(live, shown)));
  }

  static List<Views.ItemLine> lines(LiveRun live, List<Item> items) {
    return items.stream().map(item -> Views.ItemLine.of(item, termId(live, item))).toList();
  }

  /// None where another run, which does not have the item, has come meanwhile.
  private static List<String> termId(LiveRun live, Item item) {
    try {
      return live.identifier(item).symbols();
    } catch (IllegalArgumentException gone) {
      return List.of();
    }
  }

  private Reply put(Call call) throws IOException {
    Item item = item(call.body(), call.settings());
    ItemView view;
    try {
      view = live.put(item);
    } catch (IllegalArgumentException failure) {
      throw Problem.badRequest(failure.getMessage());
    }
    return Reply.json(Views.Full.of(view));
  }

  /// Reads leniently what may be text, and drops nothing.
  static Item item(JsonNode body, ServiceSettings settings) {
    var counts = new Counts();
    try {
      Item item = new ItemJson(counts).read(renamed(body));
      Requests.id("id", item.id(), settings);
      if (counts.of(Counts.FIELDS_NOT_TEXT) > 0) {
        throw Problem.badRequest("a further key of an item must be text");
      }
      return item;
    } catch (IOException failure) {
      throw Problem.badRequest(failure.getMessage());
    }
  }

  /// An item can be sent as it was answered: the answer's `moreCategories` is the file's
  /// `more_categories`.
  private static JsonNode renamed(JsonNode body) {
    if (body instanceof ObjectNode object && object.has("moreCategories")) {
      if (object.has("more_categories")) {
        throw Problem.badRequest("'moreCategories' and 'more_categories' are the same");
      }
      object.set("more_categories", object.remove("moreCategories"));
    }
    return body;
  }

  private Reply item(Call call) {
    String id = call.path("id");
    return live.item(id)
        .map(view -> Reply.json(Views.Full.of(view)))
        .orElseThrow(() -> Problem.notFound("item", id));
  }

  private Reply similar(Call call) {
    String id = call.path("id");
    return live.similar(id, call.limit())
        .map(near -> Reply.json(new Similar(near.stream().map(Views.Near::of).toList())))
        .orElseThrow(() -> Problem.notFound("item", id));
  }

  record Similar(List<Views.Near> items) {}

  private Reply delete(Call call) throws IOException {
    String id = call.path("id");
    if (!live.deleteItem(id)) {
      throw Problem.notFound("item", id);
    }
    return Reply.nothing();
  }

  private Reply term(Call call) {
    String term = call.path("term");
    return live.term(term, call.limit())
        .map(view -> Reply.json(Views.Term.of(view)))
        .orElseThrow(() -> Problem.notFound("term", term));
  }
}
