/// What a recommender system is to a run: its name, its recipes, the stages it adds, how a fitted
/// one opens, and the abilities that the rest asks for by interface.
@NullMarked
package dev.grlm.system;

import org.jspecify.annotations.NullMarked;
