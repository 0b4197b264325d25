package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import dev.grlm.live.ItemView;
import dev.grlm.live.LiveRun;
import dev.grlm.live.RefusedItemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many items or users in one call. One that is refused refuses all, and is named by its place.
final class BulkRoutes {
  private final LiveRun live;

  BulkRoutes(LiveRun live) {
    this.live = live;
  }

  List<Route> list() {
    return List.of(
        Route.put("/v1/items:batch", this::put).ofMany(),
        Route.post("/v1/items:delete", Scope.WRITE, this::delete).ofMany(),
        Route.post("/v1/users:erase", Scope.WRITE, this::erase).ofMany());
  }

  record Items(@Nullable List<@Nullable JsonNode> items) {}

  record Taken(List<ItemTaken> items) {}

  /// What became of an item, in short.
  record ItemTaken(String id, List<String> termId, boolean added, boolean guessed) {
    static ItemTaken of(ItemView view) {
      return new ItemTaken(
          view.item().id(), view.identifier().symbols(), view.added(), view.guessed());
    }
  }

  private Reply put(Call call) throws IOException {
    List<JsonNode> bodies = Requests.whole("items", call.body(Items.class).items());
    Requests.requireSome("items", bodies, call.settings().mostItems());
    var items = new ArrayList<Item>(bodies.size());
    for (JsonNode body : bodies) {
      try {
        items.add(CatalogRoutes.item(body, call.settings()));
      } catch (Problem refused) {
        throw refused(items.size(), refused.getMessage());
      }
    }
    try {
      return Reply.json(new Taken(live.put(items).stream().map(ItemTaken::of).toList()));
    } catch (RefusedItemException refused) {
      throw refused(refused.place(), refused.getMessage());
    }
  }

  private static Problem refused(int place, @Nullable String why) {
    return Problem.badRequest("items[" + place + "]: " + why);
  }

  record ItemIds(@Nullable List<@Nullable String> items) {}

  record Deleted(int deleted, int unknown) {}

  private Reply delete(Call call) throws IOException {
    List<String> ids =
        distinct("items", call.body(ItemIds.class).items(), call, call.settings().mostItems());
    int deleted = live.deleteItems(ids);
    return Reply.json(new Deleted(deleted, ids.size() - deleted));
  }

  record UserIds(@Nullable List<@Nullable String> users) {}

  record Erased(int erased, int unknown) {}

  private Reply erase(Call call) throws IOException {
    List<String> ids =
        distinct("users", call.body(UserIds.class).users(), call, call.settings().mostErased());
    int erased = live.eraseUsers(ids);
    return Reply.json(new Erased(erased, ids.size() - erased));
  }

  /// What stands twice counts once.
  private static List<String> distinct(
      String key, @Nullable List<@Nullable String> values, Call call, int most) {
    List<String> all = Requests.whole(key, values);
    Requests.requireSome(key, all, most);
    var known = new HashSet<String>();
    for (int place = 0; place < all.size(); place++) {
      known.add(Requests.id(key + "[" + place + "]", all.get(place), call.settings()));
    }
    return all.stream().filter(known::remove).toList();
  }
}
