package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.Domains;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Ranks of targets by person: among the whole catalogue, and among the items of the target's
/// domain.
///
/// @param dataset of the run
/// @param asked who is asked for, and after an item of which domain
/// @param settings of the evaluation, on test
record DomainRanks(Dataset dataset, AskedPersons asked, EvaluationSettings settings) {
  /// Asks a recommender about some items only.
  private record Among(Recommender recommender, BitSet items, int catalog) implements Recommender {
    @Override
    public String name() {
      return recommender.name();
    }

    @Override
    public List<List<Recommendation>> recommend(List<Query> queries) {
      return recommender.recommend(
          queries.stream().map(query -> query.among(items, catalog)).toList());
    }
  }

  /// @param ofReport the ranks of a row of the report
  SequencedMap<String, Integer> whole(Evaluation ofReport) {
    Map<String, String> personOf = new TreeMap<>();
    dataset.histories().forEach(history -> personOf.put(history.user(), history.person()));
    var ranks = new LinkedHashMap<String, Integer>();
    for (int user = 0; user < ofReport.users().size(); user++) {
      ranks.put(
          Objects.requireNonNull(personOf.get(ofReport.users().get(user))), ofReport.rank(user));
    }
    return ranks;
  }

  /// @param row which is asked, domain by domain
  SequencedMap<String, Integer> inDomain(Recommender row, RunListener listener) {
    Catalog catalog = dataset.catalog();
    var domains = new Domains(catalog);
    var ranks = new LinkedHashMap<String, Integer>();
    for (String domain : domains.names()) {
      List<History> histories =
          settings.split().evaluated(dataset).stream()
              .filter(history -> isAsked(history, domain))
              .toList();
      if (!histories.isEmpty()) {
        var evaluator = new Evaluator(new Dataset(catalog, histories, new TreeMap<>()), settings);
        BitSet items = domains.items(List.of(domain));
        Evaluation evaluation =
            evaluator.evaluate(
                new Among(row, items, catalog.size()),
                (done, total) ->
                    listener.progress(
                        "lists of %s in %s".formatted(row.name(), domain), done, total, ""));
        for (int user = 0; user < histories.size(); user++) {
          ranks.put(evaluator.users().get(user).person(), evaluation.rank(user));
        }
      }
    }
    return ranks;
  }

  private boolean isAsked(History history, String domain) {
    AskedPersons.Asked person = asked.byPerson().get(history.person());
    return person != null
        && person.domain().equals(domain)
        && dataset.catalog().item(Split.TEST.target(history)).domain().equals(domain);
  }

  /// The ranks of a group alone.
  ///
  /// @param name of the row
  Evaluation of(
      String name, SequencedMap<String, Integer> ranks, String domain, AskedPersons.Group group) {
    List<String> persons =
        asked.byPerson().entrySet().stream()
            .filter(person -> person.getValue().domain().equals(domain))
            .filter(person -> group.has(person.getValue()) && ranks.containsKey(person.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    int[] own =
        persons.stream().mapToInt(person -> Objects.requireNonNull(ranks.get(person))).toArray();
    return new Evaluation(name, settings.split(), persons, own, 0);
  }
}
