package dev.grlm.service;

import dev.grlm.data.Item;
import dev.grlm.live.LatestChanges.Change;
import dev.grlm.live.LiveRun;
import dev.grlm.live.Proposal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody needs who tends a shop by hand: how an item would be named before it is put, and
/// what came last.
final class ShopRoutes {
  private final LiveRun live;

  ShopRoutes(LiveRun live) {
    this.live = live;
  }

  List<Route> list() {
    return List.of(
        Route.post("/v1/items:propose", Scope.READ, this::propose),
        Route.get("/v1/changes", List.of("limit"), this::changes));
  }

  /// @param sharing items that have the same Term ID, at most [Proposal#MOST_SHARING] of `alike`
  record Proposed(
      List<String> termId,
      boolean known,
      boolean guessed,
      List<Views.ItemLine> sharing,
      int alike,
      List<Views.Near> neighbors) {
    static Proposed of(Proposal proposal) {
      List<String> terms = proposal.identifier().symbols();
      return new Proposed(
          terms,
          proposal.known(),
          proposal.guessed(),
          proposal.sharing().stream().map(item -> Views.ItemLine.of(item, terms)).toList(),
          proposal.alike(),
          proposal.neighbors().stream().map(Views.Near::of).toList());
    }
  }

  record Changes(List<ChangeView> changes) {}

  /// @param user null where it is about none
  /// @param title empty where the run that answers does not have the item
  record ChangeView(
      long number, String kind, long at, @Nullable String user, String item, String title) {}

  private Reply propose(Call call) throws IOException, InterruptedException {
    Item item = CatalogRoutes.item(call.body(), call.settings());
    try {
      return Reply.json(Proposed.of(live.propose(item, call.caller())));
    } catch (IllegalArgumentException failure) {
      throw Problem.badRequest(failure.getMessage());
    }
  }

  private Reply changes(Call call) {
    return Reply.json(
        new Changes(live.latest().newest(call.limit()).stream().map(this::view).toList()));
  }

  private ChangeView view(Change change) {
    String kind = change.kind().name().toLowerCase(Locale.ROOT);
    String title = live.title(change.item());
    return new ChangeView(change.number(), kind, change.at(), change.user(), change.item(), title);
  }
}
