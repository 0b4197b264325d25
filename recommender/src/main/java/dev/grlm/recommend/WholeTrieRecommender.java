package dev.grlm.recommend;

import java.util.ArrayList;
import java.util.List;

/// What beams under the trie approximate: every identifier is scored as they score it, and none is
/// dropped on the way. For measuring what beams miss; it takes as many steps of the model as the
/// trie has nodes, for each query. Immutable and thread-safe.
public final class WholeTrieRecommender implements GeneratingRecommender {
  private final GenerativeRecommender beams;
  private final IdentifierGenerator<?> generator;
  private final int together;

  /// @param beams whose name it has, whose lists it makes of what it finds, and who hears of it
  /// @param together identifiers that are scored at once; as many rows take memory
  public WholeTrieRecommender(
      GenerativeRecommender beams, IdentifierGenerator<?> generator, int together) {
    this.beams = beams;
    this.generator = generator;
    this.together = together;
  }

  @Override
  public String name() {
    return beams.name();
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return beams.lists(queries, generate(queries));
  }

  /// No list depends on what else is asked.
  @Override
  public List<List<Generated>> generate(List<Query> queries) {
    var lists = new ArrayList<List<Generated>>();
    for (Query query : queries) {
      lists.add(
          beams.canRead(query) ? generator.scored(query, beams.width(query), together) : List.of());
    }
    return lists;
  }
}
