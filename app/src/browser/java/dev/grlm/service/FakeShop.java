package dev.grlm.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A dozen items and answers about them, made by rules that are simple to foresee. Immutable.
final class FakeShop {
  static final String HOSTILE_TITLE = "<script>alert('soap')</script> & <b>lather</b>";

  private static final ObjectMapper JSON = new ObjectMapper();

  record Good(String id, String title, String brand, String category, List<String> terms) {}

  private final Map<String, Good> goods = new LinkedHashMap<>();
  private final Map<String, List<String>> users = new LinkedHashMap<>();

  FakeShop() {
    add("i1", "Rose petal soap", "Alder & Sons", "Bath", "soap rose bath bar gift");
    add("i2", "Lavender soap bar", "Alder & Sons", "Bath", "soap lavender bath bar calm");
    add("i3", "Rose bath oil", "Mira", "Bath", "oil rose bath glass gift");
    add("i4", "Hand cream with rose", "Mira", "Hands", "cream rose hand tube dry");
    add("i5", "Lavender pillow spray", "Nachtruhe", "Sleep", "spray lavender sleep calm linen");
    add("i6", "Olive oil soap, unscented", "Marsiho", "Bath", "soap olive bath bar plain");
    add("i7", "Beeswax lip balm", "Imker", "Face", "balm honey lip tin dry");
    add("i8", "Honey and oat soap", "Imker", "Bath", "soap honey bath oat gift");
    add("i9", HOSTILE_TITLE, "Unknown", "Bath", "soap rose shower foam cheap");
    add(
        "i10",
        "Gift box for long winter evenings with a candle, two soaps, a tin of tea and a linen cloth",
        "Alder & Sons",
        "Gifts",
        "box candle gift linen tea");
    add("i11", "Natural sponge", "Aegean", "Bath", "sponge sea bath soft natural");
    add("i12", "Shaving brush", "Alder & Sons", "Face", "brush beech shave lather gift");
    users.put("u01", List.of("i2", "i1"));
    users.put("u02", List.of("i5"));
    users.put("u03", List.of("i7", "i4", "i8", "i12", "i11", "i10", "i6", "i5"));
    users.put("u04", List.of("i3", "gone", "i8"));
    users.put("newcomer", List.of());
  }

  private void add(String id, String title, String brand, String category, String terms) {
    goods.put(id, new Good(id, title, brand, category, List.of(terms.split(" ", -1))));
  }

  boolean hasItem(String id) {
    return goods.containsKey(id);
  }

  boolean hasUser(String id) {
    return users.containsKey(id);
  }

  ObjectNode item(String id) {
    Good good = good(id);
    ObjectNode view = line(good);
    view.putArray("categories").add("Body care").add(good.category());
    view.putArray("moreCategories").add("Present ideas").add("Small");
    view.put("description", "A thing that people like.\nMade with care.");
    view.put("domain", "toy-shop");
    view.putObject("fields").put("weight", "100 g");
    view.put("added", id.equals("i12"));
    view.put("guessed", false);
    ArrayNode neighbors = view.putArray("neighbors");
    for (Good other : ranked(Set.of(id), good.terms())) {
      if (neighbors.size() < 5) {
        neighbors.add(brief(other).put("cosine", 0.9 - 0.12 * neighbors.size()));
      }
    }
    return view;
  }

  ObjectNode searchItems(String query) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Good good : goods.values()) {
      String text = (good.id() + " " + good.title() + " " + good.terms()).toLowerCase(Locale.ROOT);
      if (List.of(query.toLowerCase(Locale.ROOT).split(" ", -1)).stream()
          .allMatch(text::contains)) {
        items.add(line(good));
      }
    }
    return answer;
  }

  /// Every item would be named as the first one is, and none is like it.
  ObjectNode propose() {
    ObjectNode proposal = line(good("i1"));
    proposal.retain("termId");
    proposal.put("known", false).put("guessed", true).put("alike", 1);
    proposal.putArray("sharing").add(line(good("i1")));
    proposal.putArray("neighbors");
    return proposal;
  }

  ObjectNode searchUsers(String query) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode found = answer.putArray("users");
    users.keySet().stream().filter(user -> user.contains(query)).forEach(found::add);
    return answer;
  }

  ObjectNode user(String id) {
    ObjectNode answer = JSON.createObjectNode().put("id", id);
    ArrayNode history = answer.putArray("history");
    history(id).stream().filter(goods::containsKey).forEach(item -> history.add(line(good(item))));
    return answer;
  }

  /// Has no items where no item has the term.
  ObjectNode term(String term) {
    ObjectNode answer = JSON.createObjectNode().put("term", term);
    ArrayNode examples = JSON.createArrayNode();
    Map<String, Integer> besides = new LinkedHashMap<>();
    for (Good good : goods.values()) {
      if (good.terms().contains(term)) {
        examples.add(brief(good).put("slot", good.terms().indexOf(term)));
        good.terms().forEach(other -> besides.merge(other, 1, Integer::sum));
      }
    }
    besides.remove(term);
    answer.put("items", examples.size()).set("examples", examples);
    ArrayNode siblings = answer.putArray("siblings");
    besides.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry ->
            siblings.addObject().put("term", entry.getKey()).put("items", entry.getValue()));
    return answer;
  }

  /// @param asked ids of the history, also those that are not in the shop
  ObjectNode recommend(
      @Nullable String user,
      List<String> asked,
      int k,
      List<String> categories,
      List<String> exclude) {
    List<String> history = asked.stream().filter(goods::containsKey).toList();
    ObjectNode answer = JSON.createObjectNode().put("recommendationId", "r-1");
    answer.put("run", "toy-shop").putNull("arm");
    answer.put("basis", history.isEmpty() ? "popularity" : "model").put("user", user);
    ArrayNode taken = answer.putArray("history");
    history.forEach(taken::add);
    ArrayNode ignored = answer.putArray("ignored");
    asked.stream().filter(id -> !goods.containsKey(id)).forEach(ignored::add);
    Set<String> hidden = new LinkedHashSet<>(history);
    hidden.addAll(exclude);
    ArrayNode items = answer.putArray("items");
    for (Good good : ranked(hidden, terms(history))) {
      if (items.size() < k && (categories.isEmpty() || categories.contains(good.category()))) {
        items.add(place(good, items.size() + 1, history));
      }
    }
    return answer;
  }

  private ObjectNode place(Good good, int rank, List<String> history) {
    List<String> before = terms(history);
    ObjectNode place = JSON.createObjectNode().put("rank", rank);
    place.setAll(line(good));
    String source = history.isEmpty() || rank > 6 ? "fallback" : rank == 3 ? "structural" : "exact";
    place.put("source", source).put("score", -0.4 - 0.5 * rank);
    if (source.equals("fallback")) {
      place.putNull("generated");
    } else {
      ArrayNode generated = place.putArray("generated");
      good.terms().forEach(generated::add);
      if (source.equals("structural")) {
        generated.set(4, "set");
      }
    }
    ArrayNode shared = place.putArray("sharedTerms");
    good.terms().stream().filter(before::contains).forEach(shared::add);
    ArrayNode reasons = place.putArray("reasons");
    if (!source.equals("fallback")) {
      addReasons(reasons, history.getLast(), rank);
    }
    return place;
  }

  /// Whatever comes first was bought together with the last item most often; of the third
  /// popularity speaks against it, and more speaks than is shown whole.
  private void addReasons(ArrayNode reasons, String last, int rank) {
    ObjectNode because = reason(reasons, "bought-together", "bought together", 3.1 - .1 * rank);
    because
        .putObject("because")
        .put("link", "with")
        .put("id", last)
        .put("title", good(last).title());
    reason(reasons, "model", "the model", 1.4).putNull("because");
    if (rank == 3) {
      reason(reasons, "popular", "popular", -.7).putNull("because");
      for (String more : List.of("words", "terms", "titles")) {
        reason(reasons, more, more + " in common", .1).putNull("because");
      }
    }
  }

  private static ObjectNode reason(ArrayNode reasons, String expert, String words, double added) {
    return reasons.addObject().put("expert", expert).put("words", words).put("added", added);
  }

  /// Prefixes of all items that are not in the history; an item weighs by what it shares.
  ArrayNode beams(List<String> asked) {
    List<String> history = asked.stream().filter(goods::containsKey).toList();
    ArrayNode beams = JSON.createArrayNode();
    if (!history.isEmpty()) {
      List<String> before = terms(history);
      Map<Good, Double> weights = new LinkedHashMap<>();
      ranked(Set.copyOf(history), before).stream()
          .limit(8)
          .forEach(good -> weights.put(good, Math.exp((double) shared(good, before))));
      double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
      weights.replaceAll((good, weight) -> weight / sum);
      unfold(beams, weights, 0);
    }
    return beams;
  }

  private static void unfold(ArrayNode beams, Map<Good, Double> weights, int slot) {
    Map<String, Map<Good, Double>> byTerm = new LinkedHashMap<>();
    weights.forEach((good, weight) ->
        byTerm
            .computeIfAbsent(good.terms().get(slot), term -> new LinkedHashMap<>())
            .put(good, weight));
    byTerm.forEach((term, part) -> {
      double share = part.values().stream().mapToDouble(Double::doubleValue).sum();
      ObjectNode node = beams.addObject().put("term", term).put("slot", slot);
      node.put("logProbability", Math.log(share));
      ArrayNode children = node.putArray("children");
      if (slot == 4) {
        node.set("grounding", grounding(part.keySet().iterator().next(), Math.log(share)));
      } else {
        node.putNull("grounding");
        unfold(children, part, slot + 1);
      }
    });
  }

  private static ObjectNode grounding(Good good, double logProbability) {
    ObjectNode leaf = JSON.createObjectNode().put("logProbability", logProbability);
    switch (good.id()) {
      case "i12" -> leaf.put("kind", "unmatched").putArray("items");
      case "i3" -> leaf.put("kind", "structural").putArray("items").add("i3").add("i10");
      default -> leaf.put("kind", "exact").putArray("items").add(good.id());
    }
    return leaf;
  }

  List<String> history(String user) {
    return users.getOrDefault(user, List.of());
  }

  private Good good(String id) {
    return Objects.requireNonNull(goods.get(id), id);
  }

  private List<Good> ranked(Set<String> hidden, List<String> before) {
    return goods.values().stream()
        .filter(good -> !hidden.contains(good.id()))
        .sorted(Comparator.comparingLong((Good good) -> -shared(good, before)))
        .toList();
  }

  private List<String> terms(List<String> history) {
    var terms = new ArrayList<String>();
    history.forEach(id -> terms.addAll(good(id).terms()));
    return terms;
  }

  private static long shared(Good good, List<String> before) {
    return good.terms().stream().filter(before::contains).count();
  }

  /// With brand and categories, as most answers have them.
  private static ObjectNode line(Good good) {
    ObjectNode line = brief(good).put("brand", good.brand());
    line.putArray("categories").add(good.category());
    return line;
  }

  private static ObjectNode brief(Good good) {
    ObjectNode brief = JSON.createObjectNode().put("id", good.id()).put("title", good.title());
    ArrayNode terms = brief.putArray("termId");
    good.terms().forEach(terms::add);
    return brief;
  }
}
