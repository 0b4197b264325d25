/// Several processes that train one model: who they are, how they find each other, add up gradients
/// and notice that one is lost.
@NullMarked
package dev.grlm.process;

import org.jspecify.annotations.NullMarked;
