/// Product of experts: what scorers say of an item, weighted, their weights from validation.
@NullMarked
package dev.grlm.fusion;

import org.jspecify.annotations.NullMarked;
