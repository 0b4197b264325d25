package dev.grlm.service;

import dev.grlm.data.Item;
import dev.grlm.live.LiveEvent;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// Users and what they do.
final class UserRoutes {
  private final LiveRun live;
  private final Clock clock;

  UserRoutes(LiveRun live, Clock clock) {
    this.live = live;
    this.clock = clock;
  }

  List<Route> list() {
    return List.of(
        Route.get("/v1/users", List.of("query", "limit"), this::search),
        Route.get("/v1/users/{id}", List.of(), this::history),
        Route.delete("/v1/users/{id}", this::delete),
        Route.post("/v1/events", Scope.WRITE, this::append));
  }

  private Reply search(Call call) {
    return Reply.json(new Views.Users(live.searchUsers(call.query("query"), call.limit())));
  }

  private Reply history(Call call) {
    String id = call.path("id");
    List<Item> history = live.history(id).orElseThrow(() -> Problem.notFound("user", id));
    return Reply.json(new Views.UserHistory(id, CatalogRoutes.lines(live, history)));
  }

  private Reply delete(Call call) throws IOException {
    String id = call.path("id");
    if (!live.deleteUser(id)) {
      throw Problem.notFound("user", id);
    }
    return Reply.nothing();
  }

  private Reply append(Call call) throws IOException {
    List<LiveEvent> events = call.body(Requests.Events.class).events(call.settings(), clock);
    try {
      live.append(events);
    } catch (IllegalArgumentException failure) {
      throw Problem.badRequest(failure.getMessage());
    }
    return Reply.json(new Views.Accepted(events.size()));
  }
}
