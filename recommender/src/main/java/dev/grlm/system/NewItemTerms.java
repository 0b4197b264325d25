package dev.grlm.system;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who is asked for the terms of items that came after a fit.
@FunctionalInterface
public interface NewItemTerms {
  /// Nobody: the system names them by itself.
  NewItemTerms NOBODY =
      (questions, _, _) ->
          new Answers(
              questions.stream().map(_ -> Optional.<Identifier>empty()).toList(), new TreeMap<>());

  /// A new item beside its nearest fitted ones.
  ///
  /// @param neighbors nearest first
  /// @param cosines of the neighbors
  /// @param identifiers of the neighbors
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record Question(Item item, List<Item> neighbors, float[] cosines, List<Identifier> identifiers) {}

  /// @param terms one per question, empty where there is no answer
  /// @param counts what was noticed, by reason in words
  record Answers(List<Optional<Identifier>> terms, SortedMap<String, Long> counts) {}

  /// @param length terms of an identifier
  /// @param folder of the system, where answers may be kept
  /// @throws IOException in one line, when there are too few answers to go on
  Answers ask(List<Question> questions, int length, Path folder) throws IOException;
}
