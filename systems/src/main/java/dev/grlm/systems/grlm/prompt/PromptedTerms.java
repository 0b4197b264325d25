package dev.grlm.systems.grlm.prompt;

import dev.grlm.identifier.Identifiers;
import java.util.SortedMap;

/// Identifiers by a language model and how they came about.
///
/// @param identifiers one per item, all well-formed; those that got no answer have extracted terms
/// @param left items whose answer is still to be had: the budget is over, or nobody answers
/// @param trouble why, in a few words; empty where none is left
/// @param sawNamed items whose prompt showed a neighbor with its terms
/// @param counts by reason in words
public record PromptedTerms(
    Identifiers identifiers,
    long left,
    String trouble,
    long sawNamed,
    SortedMap<String, Long> counts) {}
