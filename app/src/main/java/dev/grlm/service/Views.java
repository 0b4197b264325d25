package dev.grlm.service;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.journal.JournalFigures;
import dev.grlm.live.Answer;
import dev.grlm.live.Ask;
import dev.grlm.live.Explanation;
import dev.grlm.live.ItemView;
import dev.grlm.live.TermView;
import dev.grlm.run.ItemReason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bodies of answers, component for key.
final class Views {
  private Views() {}

  record Recommendations(
      @Nullable String recommendationId,
      String run,
      @Nullable String arm,
      String basis,
      @Nullable String user,
      List<String> history,
      List<String> ignored,
      List<PlaceView> items) {
    static Recommendations of(Ask ask, Answer answer, @Nullable String id) {
      return new Recommendations(
          id,
          answer.run(),
          answer.arm(),
          label(answer.basis()),
          ask.user(),
          answer.history(),
          answer.ignored(),
          answer.items().stream().map(PlaceView::of).toList());
    }
  }

  record PlaceView(
      int rank,
      String id,
      String title,
      String brand,
      List<String> categories,
      List<String> termId,
      @Nullable List<String> generated,
      String source,
      double score,
      List<String> sharedTerms,
      @Nullable List<ReasonView> reasons) {
    static PlaceView of(Answer.Place place) {
      Identifier generated = place.generated();
      List<ItemReason> reasons = place.reasons();
      return new PlaceView(
          place.rank(),
          place.item().id(),
          place.item().title(),
          place.item().brand(),
          place.item().categories(),
          place.identifier().symbols(),
          generated == null ? null : generated.symbols(),
          label(place.source()),
          finite(place.score()),
          place.sharedTerms(),
          reasons == null ? null : reasons.stream().map(ReasonView::of).toList());
    }
  }

  record ReasonView(String expert, String words, double added, @Nullable Because because) {
    static ReasonView of(ItemReason reason) {
      Item item = reason.because();
      return new ReasonView(
          reason.expert(),
          reason.words(),
          finite(reason.added()),
          item == null ? null : new Because(reason.link(), item.id(), item.title()));
    }
  }

  record Because(String link, String id, String title) {}

  record Answers(List<Recommendations> answers) {}

  record Explained(Recommendations answer, List<Beam> beams) {
    static Explained of(Recommendations answer, List<Explanation.Node> beams) {
      return new Explained(answer, beams.stream().map(Beam::of).toList());
    }
  }

  record Beam(
      String term,
      int slot,
      double logProbability,
      List<Beam> children,
      @Nullable Ground grounding) {
    static Beam of(Explanation.Node node) {
      Explanation.Leaf leaf = node.grounding();
      return new Beam(
          node.term(),
          node.slot(),
          finite(node.logProbability()),
          node.children().stream().map(Beam::of).toList(),
          leaf == null
              ? null
              : new Ground(leaf.kind(), leaf.items(), finite(leaf.logProbability())));
    }
  }

  record Ground(String kind, List<String> items, double logProbability) {}

  record ItemLine(
      String id, String title, String brand, List<String> categories, List<String> termId) {
    static ItemLine of(Item item, List<String> termId) {
      return new ItemLine(item.id(), item.title(), item.brand(), item.categories(), termId);
    }
  }

  record ItemLines(List<ItemLine> items) {}

  record Full(
      String id,
      String title,
      String brand,
      List<String> categories,
      List<String> moreCategories,
      String description,
      String domain,
      Map<String, String> fields,
      List<String> termId,
      boolean added,
      boolean guessed,
      List<Near> neighbors) {
    static Full of(ItemView view) {
      Item item = view.item();
      return new Full(
          item.id(),
          item.title(),
          item.brand(),
          item.categories(),
          item.moreCategories(),
          item.description(),
          item.domain(),
          item.fields(),
          view.identifier().symbols(),
          view.added(),
          view.guessed(),
          view.neighbors().stream().map(Near::of).toList());
    }
  }

  record Near(String id, String title, List<String> termId, double cosine) {
    static Near of(ItemView.Neighbor neighbor) {
      return new Near(
          neighbor.item().id(),
          neighbor.item().title(),
          neighbor.identifier().symbols(),
          finite(neighbor.cosine()));
    }
  }

  record Users(List<String> users) {}

  record UserHistory(String id, List<ItemLine> history) {}

  record Accepted(int accepted, int repeated) {}

  record Term(String term, int items, List<Example> examples, List<TermView.Sibling> siblings) {
    static Term of(TermView view) {
      return new Term(
          view.term(),
          view.items(),
          view.examples().stream().map(Example::of).toList(),
          view.siblings());
    }
  }

  record Example(String id, String title, List<String> termId, int slot) {
    static Example of(TermView.Example example) {
      return new Example(
          example.item().id(),
          example.item().title(),
          example.identifier().symbols(),
          example.slot());
    }
  }

  record Health(
      String status,
      String run,
      @Nullable String against,
      int items,
      int users,
      long events,
      int addedItems,
      int deletedItems,
      int waiting,
      String journal,
      JournalFigures journalFigures) {}

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// JSON has no infinity; the logarithm of nothing is as good as the smallest number.
  private static double finite(double value) {
    return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
