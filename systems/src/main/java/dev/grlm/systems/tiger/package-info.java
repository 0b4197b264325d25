/// TIGER: items are named by codes that their texts are quantised into, and a decoder trained from
/// scratch generates the codes of the next item.
@NullMarked
package dev.grlm.systems.tiger;

import org.jspecify.annotations.NullMarked;
