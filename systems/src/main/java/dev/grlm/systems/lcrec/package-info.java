/// LC-Rec: items are named by codes that their texts are quantised into, and a decoder that is
/// trained from scratch learns, beside the codes of the next item, what codes and texts have to do
/// with each other.
@NullMarked
package dev.grlm.systems.lcrec;

import org.jspecify.annotations.NullMarked;
