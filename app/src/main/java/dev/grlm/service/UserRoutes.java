package dev.grlm.service;

import dev.grlm.data.Item;
import dev.grlm.journal.ReusedKeyException;
import dev.grlm.live.Appended;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Users and what they do.
final class UserRoutes {
  private final LiveRun live;
  private final EventIntake intake;
  private final Clock clock;
  private final AtomicLong latest = new AtomicLong();

  UserRoutes(LiveRun live, EventIntake intake, Clock clock) {
    this.live = live;
    this.intake = intake;
    this.clock = clock;
  }

  List<Route> list() {
    return List.of(
        Route.get("/v1/users", List.of("query", "limit", "offset"), this::search).inTurn(),
        Route.get("/v1/users/{id}", List.of(), this::history),
        Route.delete("/v1/users/{id}", this::delete),
        Route.post("/v1/events", Scope.WRITE, this::append).ofMany());
  }

  private Reply search(Call call) {
    int offset = call.offset();
    List<String> found = live.searchUsers(call.query("query"), offset + call.limit());
    return Reply.json(new Views.Users(found.subList(Math.min(offset, found.size()), found.size())));
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

  private Reply append(Call call) throws Exception {
    List<Happened> events = call.body(Requests.Events.class).events(call.settings(), arrival());
    try {
      Appended appended = intake.take(events, call.idempotencyKey());
      return Reply.json(new Views.Accepted(appended.taken(), appended.repeated()));
    } catch (ReusedKeyException other) {
      throw Problem.of(422, String.valueOf(other.getMessage()));
    } catch (IllegalArgumentException failure) {
      throw Problem.badRequest(failure.getMessage());
    }
  }

  /// Never earlier than the last one, so that events without a time of their own keep the order of
  /// their arrival when the clock is set back.
  private long arrival() {
    return latest.updateAndGet(before -> Math.max(before, clock.millis()));
  }
}
