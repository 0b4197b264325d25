/// The recommender systems of the house; [dev.grlm.systems.Systems#ALL] is the one registration.
@NullMarked
package dev.grlm.systems;

import org.jspecify.annotations.NullMarked;
